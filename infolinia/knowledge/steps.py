"""Taking an edition from one step to the next: locked in one order, checked by the rules, refused in Polish."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, Edition
from infolinia.knowledge.rules import editions as rules
from infolinia.knowledge.rules.drafts import BadDraft, CardDraft, draft, record
from infolinia.knowledge.rules.editions import Facts, Lack, Refusal, State, Step, Wish

TEXTS = {
    Refusal.NOT_NOW: _("Tego nie da się teraz zrobić: wydanie jest w innym stanie. Odśwież stronę."),
    Refusal.OWN_TEXT: _("Zatwierdza inna osoba niż ta, która pisała."),
    Refusal.CHANGED: _("Tekst zmienił się, odkąd go otwarto. Przeczytaj go jeszcze raz."),
    Refusal.BEHIND: _(
        "W międzyczasie opublikowano inne wydanie tej karty, a szkic by je cofnął. "
        "Porównaj je i powiedz, że szkic ma je zastąpić."
    ),
    Refusal.NO_REASON: _("Napisz dlaczego: jedno zdanie wystarczy."),
    Refusal.PAST: _("Wybierz chwilę w przyszłości."),
    Refusal.TOO_FAR: _("Wybierz chwilę w ciągu najbliższych 400 dni."),
}
LACKS = {
    Lack.ANSWER: _("Napisz odpowiedź: jedno, dwa zdania z opłatą, terminem i miejscem."),
    Lack.OWNER: _("Wybierz komórkę, która odpowiada za kartę."),
    Lack.BASIS: _("Podaj podstawę prawną albo źródło."),
    Lack.REVIEW_DAY: _("Wpisz dzień, do którego trzeba kartę sprawdzić."),
    Lack.REVIEW_PAST: _("Dzień przeglądu już minął: wpisz późniejszy."),
}
_GONE = _("Tego szkicu już nie ma: ktoś go usunął.")
_BASIS_SECTION = "podstawa"


def locked(edition_id: int, refusing: type[Cannot]) -> Edition:
    """Return the edition with its card, both held until the transaction ends; the card first, as everywhere."""
    card = Card.objects.select_for_update(of=("self",)).filter(editions=edition_id).first()
    found = Edition.objects.select_for_update().filter(pk=edition_id).first() if card else None
    if card is None or found is None:
        raise refusing(_GONE)
    found.card = card
    return found


def current_number(edition: Edition) -> int | None:
    """Return the number of the edition published today in the same language."""
    published = Edition.objects.filter(
        card_id=edition.card_id, language=edition.language, state=Edition.State.PUBLISHED
    )
    return published.values_list("number", flat=True).first()


def facts(edition: Edition) -> Facts:
    """Return what the rules ask of the edition."""
    return Facts(
        state=State(edition.state),
        authors=frozenset([*edition.authors, *([edition.written_by_id] if edition.written_by_id else [])]),
        version=edition.version,
        based_on=edition.based_on,
        current=current_number(edition),
    )


def check(step: Step, edition: Edition, wish: Wish, refusing: type[Cannot]) -> None:
    """Raise the refusal with its words where the rules do not allow the step."""
    if why := rules.refusal(step, facts(edition), wish):
        raise refusing(TEXTS[why])


def checked(card: CardDraft) -> CardDraft:
    """Return the text as it will be stored; raises `BadDraft` listing what cannot be."""
    try:
        return draft(record(card))
    except (TypeError, AttributeError, KeyError) as error:
        raise BadDraft(str(error)) from error


def lacking(card: CardDraft, today: date) -> tuple[str, ...]:
    """Return a sentence for each thing that the text needs before a second person looks at it."""
    told = {part.code for part in card.sections}
    found = rules.lacks(
        answer=card.answer or card.summary,
        owner=card.unit,
        basis="".join(card.sources) or (_BASIS_SECTION if _BASIS_SECTION in told else ""),
        review_due=date.fromisoformat(card.review_due) if card.review_due else None,
        today=today,
    )
    return tuple(str(LACKS[lack]) for lack in found)
