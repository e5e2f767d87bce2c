"""An entry of the catalogue and its side clocks as a person types them."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from infolinia.core.text import fold
from infolinia.matters.operations.terms import ClockDraft
from infolinia.matters.queries.terms import said_term
from infolinia.matters.rules import side_clocks
from infolinia.matters.rules.side_clocks import SideTerm
from infolinia.matters.rules.terms import (
    DAYS,
    LONGEST,
    MONTHS,
    SERVICE_HOURS,
    WEEKS,
    WORKING_DAYS,
    YEARS,
    parse_term,
)
from infolinia.matters.shapes.terms import ClockView

_UNITS = [
    (DAYS, _("dni")),
    (WORKING_DAYS, _("dni roboczych")),
    (WEEKS, _("tygodni")),
    (MONTHS, _("miesięcy")),
    (YEARS, _("lat")),
]
_ALL_UNITS = [*_UNITS, (SERVICE_HOURS, _("godzin pracy infolinii"))]
EMPTY_LINES = 2
MOST_LINES = 12


def _length(label: Any, *, required: bool = True) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=5000, required=required)


def _check(form: forms.Form, length: str, unit: str) -> None:
    """Refuse, beside the input, a length that no act can mean."""
    typed, chosen = form.cleaned_data.get(length), form.cleaned_data.get(unit) or DAYS
    if typed and typed > LONGEST[chosen]:
        most = said_term(f"{LONGEST[chosen]} {chosen}")
        form.add_error(length, gettext("To za długo. Najwięcej to %(most)s.") % {"most": most})


class EntryForm(forms.Form):
    """The entry itself."""

    name = forms.CharField(label=_("Czego dotyczy"), max_length=160)
    length = _length(_("Termin"))
    unit = forms.ChoiceField(label=_("Jednostka terminu"), choices=_ALL_UNITS)
    longest_length = _length(_("Najdłużej, z przedłużeniem"), required=False)
    longest_unit = forms.ChoiceField(label=_("Jednostka"), choices=_UNITS, required=False)
    basis = forms.CharField(
        label=_("Podstawa"), max_length=200, help_text=_("Przepis albo obietnica, z której wynika termin.")
    )
    remarks = forms.CharField(
        label=_("Uwagi"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def clean(self) -> dict[str, Any]:
        """Check how long the term and its longest extension are."""
        _check(self, "length", "unit")
        _check(self, "longest_length", "longest_unit")
        return self.cleaned_data


class SideForm(forms.Form):
    """One side clock. An empty name leaves the line out."""

    name = forms.CharField(label=_("Co trzeba zrobić"), max_length=160, required=False)
    length = _length(_("Ile"), required=False)
    unit = forms.ChoiceField(label=_("Jednostka"), choices=_UNITS, required=False)
    counts_from = forms.ChoiceField(label=_("Licz od"), required=False)
    when = forms.ChoiceField(
        label=_("Kiedy"),
        required=False,
        choices=[
            (side_clocks.ALWAYS, _("zawsze")),
            (side_clocks.NOT_OURS, _("jeśli to nie nasza sprawa")),
            (side_clocks.LATE, _("jeśli nie zdążymy")),
        ],
    )
    who = forms.ChoiceField(
        label=_("Kto"),
        required=False,
        choices=[(code, _(word)) for code, word in side_clocks.WHO_WORDS.items()],
    )
    basis = forms.CharField(label=_("Przepis"), max_length=200, required=False)
    code = forms.SlugField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, earlier: tuple[SideTerm, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(one.code, _("zrobienia: %(name)s") % {"name": one.name}) for one in earlier]
        self.fields["counts_from"].choices = [  # type: ignore[attr-defined]
            (side_clocks.START, _("wpływu sprawy")),
            (side_clocks.END, _("końca terminu")),
            *others,
        ]

    def clean(self) -> dict[str, Any]:
        """Check how long the side clock is."""
        _check(self, "length", "unit")
        return self.cleaned_data


SideForms = forms.formset_factory(SideForm, extra=EMPTY_LINES, max_num=MOST_LINES, validate_max=True)


def as_typed(view: ClockView) -> dict[str, Any]:
    """Return an entry as the fields of its form."""
    return {
        "name": view.name,
        "basis": view.basis,
        "remarks": view.remarks,
        "version": view.version,
        **_typed_term(view.term),
        **{f"longest_{name}": value for name, value in _typed_term(view.longest).items()},
    }


def sides_as_typed(view: ClockView | None) -> list[dict[str, Any]]:
    """Return the side clocks of an entry as the fields of their forms."""
    return [
        {**vars(one), **_typed_term(str(one.term) if one.term else "")} for one in (view.side_terms if view else ())
    ]


def draft(entry: EntryForm, sides: Any, *, known: ClockView | None) -> ClockDraft:
    """Return what was typed as a draft; which side clocks a lawyer confirmed stays where nothing in them changed."""
    told = entry.cleaned_data
    confirmed = {one.code: one for one in (known.side_terms if known else ()) if one.confirmed}
    lines: list[dict[str, Any]] = []
    for form in sides.forms:
        if line := _line(form.cleaned_data, {each["code"] for each in lines}):
            was = confirmed.get(line["code"])
            same = was is not None and side_clocks.write([was])[0] == {**line, "confirmed": True}
            lines.append({**line, "confirmed": same})
    return ClockDraft(
        name=told["name"],
        term=f"{told['length']} {told['unit']}",
        longest=f"{told['longest_length']} {told['longest_unit'] or DAYS}" if told["longest_length"] else "",
        basis=told["basis"],
        remarks=told["remarks"],
        side_terms=lines,
        code=known.code if known else "",
        version=told["version"] or 0,
    )


def _line(told: dict[str, Any], taken: set[str]) -> dict[str, Any]:
    name = told.get("name", "")
    if not name:
        return {}
    term = str(parse_term(f"{told['length']} {told['unit'] or DAYS}")) if told.get("length") else ""
    return {
        "code": told["code"] or _code(name, taken),
        "name": name,
        "term": term,
        "counts_from": told["counts_from"] or side_clocks.START,
        "when": told["when"] or side_clocks.ALWAYS,
        "who": told["who"] or side_clocks.UNIT,
        "basis": told["basis"],
    }


def _code(name: str, taken: set[str]) -> str:
    base = slugify(fold(name))[:40] or "termin"
    return base if base not in taken else f"{base}-{len(taken) + 1}"


def _typed_term(text: str) -> dict[str, Any]:
    if not text:
        return {"length": None, "unit": DAYS}
    term = parse_term(text)
    return {"length": term.length, "unit": term.unit}
