"""Papers for a resident: the form as it is, filled in, or behind a cover letter. Nothing of what is typed is stored."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from infolinia.city import queries as city
from infolinia.city.queries import UnitView
from infolinia.core.clock import city_day, city_time
from infolinia.core.errors import Cannot
from infolinia.core.pdf.joining import join
from infolinia.core.pdf.setting import LARGE_SIZE, NORMAL_SIZE
from infolinia.knowledge.pdf.filling import fill
from infolinia.knowledge.pdf.lettering import Letter, letter_pdf
from infolinia.knowledge.queries.forms import form_by_id, form_content
from infolinia.knowledge.rules import form_data
from infolinia.knowledge.rules.form_data import Person
from infolinia.knowledge.shapes_forms import FormView, Paper

_MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
    "listopada", "grudnia",
)  # fmt: skip


class CannotPrepare(Cannot):
    """There is nothing to prepare; the text says why."""


@dataclass(frozen=True)
class Office:
    """Who writes: the city's name, its one number and its site."""

    name: str
    phone: str
    site: str


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: the lines of the window, the language and whether in large print."""

    lines: tuple[str, ...]
    language: str = "pl"
    is_large: bool = False
    reference: str = ""


def fields_to_fill(form: FormView, person: Person, office: Office, at: datetime) -> list[tuple[str, str, str]]:
    """Return what goes into the form: our name of the data, the label of the (first) field, and what is known."""
    told = form_data.known(person, city=office.name, today=city_day(at))
    labels = {str(field["name"]): str(field["label"] or field["name"]) for field in form.fields}
    first: dict[str, str] = {}
    for field, name in (form.field_map or {}).items():
        first.setdefault(name, labels.get(field, field))
    return [(name, first[name], told.get(name, "")) for name in form_data.DATA_NAMES if name in first]


def blank_paper(form_id: int) -> Paper:
    """Return the form as it is. Raises `CannotPrepare` where it has no file."""
    form, content = _form(form_id)
    return Paper(content, form.filename)


def filled_paper(form_id: int, data: dict[str, str]) -> Paper:
    """Return the form with the data in its fields; the others stay open. Raises `CannotPrepare`."""
    form, content = _form(form_id)
    if not form.is_fillable:
        raise CannotPrepare(_("Tego druku nie wypełnimy: nie ma pól albo redaktor nie powiedział, co w nie wpisać."))
    filled = fill(content, form_data.values(form.field_map or {}, form_data.clean(data)))
    labels = {str(field["name"]): str(field["label"] or field["name"]) for field in form.fields}
    return Paper(filled.content, form.filename, tuple(labels.get(name, name) for name in filled.cut))


def carried_paper(
    form_ids: list[int], to: Addressee, office: Office, at: datetime, data: dict[str, str] | None = None
) -> Paper:
    """Return a cover letter with the forms behind it, filled where data are given; one tagged file to print or send."""
    forms = [_form(form_id) for form_id in form_ids]
    papers = [_inside(form, data) for form, _content in forms]
    letter = letter_pdf(_letter([form for form, _content in forms], to, office, at), at)
    cut = tuple(dict.fromkeys(label for paper in papers for label in paper.cut))
    name = forms[0][0].filename.removesuffix(".pdf")
    return Paper(join([letter, *(paper.content for paper in papers)]), f"{name}-z-pismem.pdf", cut)


def _inside(form: FormView, data: dict[str, str] | None) -> Paper:
    return filled_paper(form.id, data) if data and form.is_fillable else blank_paper(form.id)


def _form(form_id: int) -> tuple[FormView, bytes]:
    form = form_by_id(form_id)
    content = form_content(form.sha256) if form and form.sha256 else None
    if form is None or content is None:
        raise CannotPrepare(_("Tego druku nie ma w pliku. Wydaje go komórka, która prowadzi sprawę."))
    return form, content


def _letter(forms: list[FormView], to: Addressee, office: Office, at: datetime) -> Letter:
    """Return the letter in the reader's language."""
    unit = city.unit_by_id(forms[0].unit_id) if forms[0].unit_id else None
    with override(to.language):
        return Letter(
            title=ngettext("Druk, o który Państwo prosili", "Druki, o które Państwo prosili", len(forms)),
            language=to.language,
            sender=tuple(filter(None, (office.name, unit.name if unit else "", unit.place if unit else ""))),
            addressee=tuple(line for line in to.lines if line),
            reference=_("Sprawa: %(number)s") % {"number": to.reference} if to.reference else "",
            date=_date(at, to.language),
            paragraphs=(
                _("Dzień dobry,"),
                ngettext(
                    "przesyłamy druk, o który poprosili Państwo w rozmowie z infolinią.",
                    "przesyłamy druki, o które poprosili Państwo w rozmowie z infolinią.",
                    len(forms),
                ),
                _("Podpisany druk można złożyć w urzędzie, wysłać pocztą albo przez e-Doręczenia."),
                *_where(unit),
            ),
            enclosures=tuple(_enclosure(form) for form in forms),
            closing=(_("Z poważaniem"), office.name),
            footer=" · ".join(filter(None, (_("Infolinia: %(phone)s") % {"phone": office.phone}, office.site))),
            enclosures_heading=_("Załączniki"),
            size=LARGE_SIZE if to.is_large else NORMAL_SIZE,
        )


def _where(unit: UnitView | None) -> tuple[str, ...]:
    if unit is None or not unit.hours_text:
        return ()
    return (_("Przyjmuje: %(unit)s, %(hours)s.") % {"unit": unit.name, "hours": unit.hours_text},)


def _date(at: datetime, language: str) -> str:
    day = city_time(at)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if language == "pl" else f"{day:%d.%m.%Y}"


def _enclosure(form: FormView) -> str:
    pages = ngettext("%(n)d strona", "%(n)d stron", form.pages) % {"n": form.pages}
    large = _(", duży druk") if form.is_large else ""
    return _("%(title)s, wersja %(version)s%(large)s (%(pages)s)") % {
        "title": form.title, "version": form.version, "large": large, "pages": pages,
    }  # fmt: skip
