"""A card as residents and machines read it: whatever is meant for advisers is left out here, once for all pages."""

from datetime import date

from infolinia.city import queries as city
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries.cards import card
from infolinia.knowledge.rules import headings
from infolinia.knowledge.shapes import CardView, Section
from infolinia.knowledge.shapes_listing import Office, ResidentCard

WHERE = "gdzie"
# What a resident does comes before what the office needs: steps, papers, people, place, then the rest as it comes.
_FIRST = ("jak", "dokumenty", "kto", "odbior", WHERE, "oplaty", "termin")
_LAST = ("odwolanie", "podstawa")


def resident_card(code: str, *, language: str, day: date) -> ResidentCard | None:
    """Return what the card tells residents on the day, in the language or else in Polish; None for no such card.

    A withdrawn card is returned too; its `standing` says so and `leads_to` names the card in its place.
    """
    found = card(code, language=language, day=day)
    return for_residents(found) if found else None


def for_residents(view: CardView) -> ResidentCard:
    """Return what residents read of a card, also of one that is not stored."""
    office = _office(view.unit_code)
    return ResidentCard(
        code=view.code,
        title=view.title,
        language=view.language,
        languages=view.languages,
        edition=view.edition,
        summary=view.summary,
        answer_html=view.resident_answer_html or view.answer_html,
        danger_html=view.danger_html,
        easy_html=view.easy_html,
        sign_video=view.sign_video,
        online_url=view.online_url,
        sections=_sections(view),
        fee_text=view.fee_text,
        fees=view.fees,
        term=view.clock_text,
        where=_where(view, office),
        office=office,
        visit_type=view.visit_type,
        channels=view.channels,
        forms=view.forms,
        related=view.related,
        sources=view.sources,
        subject_code=view.subject_code,
        subject_name=view.subject_name,
        valid_from=view.valid_from,
        valid_to=view.valid_to,
        reviewed_on=view.reviewed_on,
        review_due=view.review_due,
        published_at=view.published_at,
        is_example=view.is_example,
        is_retired=view.is_retired,
        standing=view.standing,
        leads_to=view.leads_to,
        told_first=_told_first(view),
    )


def _told_first(view: CardView) -> frozenset[str]:
    """Return the sections with nothing but the fee or the term, which stand above all sections anyway."""
    said = {view.fee_text, view.clock_text}
    return frozenset(part.code for part in view.sections if plain(part.html) in said)


def _sections(view: CardView) -> tuple[Section, ...]:
    """Return the residents' sections in the residents' order."""
    shown = [part for part in view.sections if part.code not in headings.FOR_ADVISERS and (part.html or part.peek)]
    return tuple(sorted(shown, key=_place))


def _place(part: Section) -> int:
    if part.code in _FIRST:
        return _FIRST.index(part.code) - len(_FIRST)
    return _LAST.index(part.code) + 1 if part.code in _LAST else 0


def _where(view: CardView, office: Office | None) -> str:
    """Return one line: what the card says of the place, else the unit's own place, else its name."""
    told = next((part.peek or plain(part.html) for part in view.sections if part.code == WHERE), "")
    return told or (office.place or office.name if office else "")


def _office(unit_code: str) -> Office | None:
    found = city.unit(unit_code) if unit_code else None
    if found is None:
        return None
    return Office(found.code, found.name, found.phone, found.place, found.hours_text)
