"""Editions of a message's wording: written, checked at save, approved by a second person, kept for ever."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.correspondence.composing import in_force
from infolinia.correspondence.faults import sentences
from infolinia.correspondence.models import Template, TemplateEdition
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.wording.checking import faults

DRAFT, REVIEW, PUBLISHED, RETIRED = (
    TemplateEdition.State[name] for name in ("DRAFT", "REVIEW", "PUBLISHED", "RETIRED")
)


class CannotChangeTemplate(Cannot):
    """The wording cannot be changed so; `faults` names each thing to mend in the text."""

    def __init__(self, text: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.faults = faults


@transaction.atomic
def start_edition(
    *, purpose: str, channel: str, language: str, by_id: int, at: datetime, from_number: int | None = None
) -> int:
    """Begin a draft with the wording in force, or with that of an earlier edition; returns its id.

    One already under way is given back. Raises `CannotChangeTemplate` for a message that is not written so.
    """
    if purpose not in PURPOSES or channel not in PURPOSES[purpose].channels or language not in Template.Language:
        raise CannotChangeTemplate(_("Nie ma takiej wiadomości."))
    Template.objects.bulk_create([Template(purpose=purpose, channel=channel, language=language)], ignore_conflicts=True)
    template = Template.objects.select_for_update().get(purpose=purpose, channel=channel, language=language)
    editions = TemplateEdition.objects.filter(template=template)
    if under_way := editions.filter(state__in=(DRAFT, REVIEW)).first():
        return int(under_way.pk)
    current = editions.filter(state=PUBLISHED).first()
    subject, body = _text(template, from_number)
    last = editions.aggregate(last=Max("number"))["last"] or 0
    edition = TemplateEdition.objects.create(
        template=template,
        number=last + 1,
        based_on=current.number if current else 0,
        subject=subject,
        body=body,
        authors=[by_id],
        changed_by_id=by_id,
        changed_at=at,
    )
    return int(edition.pk)


@transaction.atomic
def save_edition(*, edition_id: int, version: int, subject: str, body: str, by_id: int, at: datetime) -> int:
    """Store the text of a draft opened in `version`; returns its new version.

    Raises `CannotChangeTemplate` with `faults` for a text that could not be sent, or when somebody saved meanwhile.
    """
    edition = _locked(edition_id)
    _must_be(edition, DRAFT, version)
    subject, body = subject.strip(), body.replace("\r\n", "\n").strip("\n")
    if (subject, body) == (edition.subject, edition.body):
        return edition.version
    _check(edition.template, subject, body)
    edition.subject, edition.body, edition.version = subject, body, edition.version + 1
    edition.authors = sorted({*edition.authors, by_id})
    edition.changed_by_id, edition.changed_at = by_id, at
    edition.save()
    return edition.version


@transaction.atomic
def send_edition(*, edition_id: int, version: int, by_id: int, at: datetime) -> None:
    """Hand the draft, as saved in `version`, to a second person."""
    edition = _locked(edition_id)
    _must_be(edition, DRAFT, version)
    _check(edition.template, edition.subject, edition.body)
    edition.state, edition.sent_at, edition.return_reason = REVIEW, at, ""
    edition.save()


@transaction.atomic
def return_edition(*, edition_id: int, by_id: int, at: datetime, reason: str = "") -> None:
    """Give the text back to be mended: its author without a word, anybody else with a reason."""
    edition = _locked(edition_id)
    _must_be(edition, REVIEW)
    if not reason.strip() and by_id not in edition.authors:
        raise CannotChangeTemplate(_("Napisz dlaczego: jedno zdanie wystarczy."))
    edition.state, edition.return_reason = DRAFT, reason.strip()[:600]
    edition.save()


@transaction.atomic
def approve_edition(*, edition_id: int, version: int, by_id: int, at: datetime) -> int:
    """Let the text hold from now on, exactly as read in `version`; returns its number.

    Raises `CannotChangeTemplate` for one's own text, and for one that another edition overtook.
    """
    edition = _locked(edition_id)
    _must_be(edition, REVIEW, version)
    if by_id in edition.authors:
        raise CannotChangeTemplate(_("Zatwierdza inna osoba niż ta, która pisała."))
    _check(edition.template, edition.subject, edition.body)
    TemplateEdition.objects.filter(template=edition.template, state=PUBLISHED).update(state=RETIRED)
    edition.state, edition.reviewed_by_id, edition.published_at = PUBLISHED, by_id, at
    edition.save()
    return edition.number


@transaction.atomic
def discard_edition(*, edition_id: int) -> None:
    """Throw a draft away."""
    edition = _locked(edition_id)
    _must_be(edition, DRAFT)
    edition.delete()


def _text(template: Template, number: int | None) -> tuple[str, str]:
    """Return the wording to begin with; a language that has none begins with the Polish one."""
    if number:
        earlier = TemplateEdition.objects.filter(template=template, number=number).first()
        if earlier is None:
            raise CannotChangeTemplate(_("Nie ma takiego wydania."))
        return earlier.subject, earlier.body
    own = in_force(template.purpose, template.channel, template.language)
    source = own or in_force(template.purpose, template.channel, "pl")
    return (source.subject, source.body) if source else ("", "")


def _locked(edition_id: int) -> TemplateEdition:
    """Return the edition with its template, both held until the transaction ends; the template first, as everywhere."""
    template = Template.objects.select_for_update().filter(editions=edition_id).first()
    edition = TemplateEdition.objects.select_for_update().filter(pk=edition_id).first() if template else None
    if template is None or edition is None:
        raise CannotChangeTemplate(_("Tego szkicu już nie ma: ktoś go usunął."))
    edition.template = template
    return edition


def _must_be(edition: TemplateEdition, state: TemplateEdition.State, version: int | None = None) -> None:
    if edition.state != state:
        raise CannotChangeTemplate(_("Tego nie da się teraz zrobić: wydanie jest w innym stanie. Odśwież stronę."))
    if version is not None and version != edition.version:
        raise CannotChangeTemplate(_("Tekst zmienił się, odkąd go otwarto. Przeczytaj go jeszcze raz."))


def _check(template: Template, subject: str, body: str) -> None:
    found = faults(
        PURPOSES[template.purpose], channel=template.channel, language=template.language, subject=subject, body=body
    )
    if found:
        raise CannotChangeTemplate(_("Popraw tekst: bez tego wiadomość nie mogłaby wyjść."), sentences(found))
