"""A line of the map and an outside body as an editor types them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from infolinia.city import queries as city
from infolinia.city.operations import Body
from infolinia.knowledge.queries import MapLine, workshop
from infolinia.knowledge.rules.map_file import Row, phrases, span

_DAY = {"type": "date"}


class LineForm(forms.Form):
    """One line. What the fields mean is the file format's: both are read by the same rules."""

    topic = forms.CharField(label=gettext_lazy("Sprawa"), max_length=120)
    words = forms.CharField(
        label=gettext_lazy("Słowa mieszkańców"), required=False, max_length=1_500,
        help_text=gettext_lazy("Oddziel przecinkiem. Wystarczy jedno z nich; odmiana nie ma znaczenia."),
    )  # fmt: skip
    with_words = forms.CharField(
        label=gettext_lazy("I przy tym jedno z tych"), required=False, max_length=1_500,
        help_text=gettext_lazy("Na przykład: spółdzielnia, wspólnota. Puste: zawsze."),
    )  # fmt: skip
    category = forms.SlugField(
        label=gettext_lazy("Rodzaj zgłoszenia albo karta"), required=False, max_length=60,
        help_text=gettext_lazy("Kod, na przykład latarnia."),
    )  # fmt: skip
    subject = forms.ChoiceField(label=gettext_lazy("Temat"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("Dzielnica"), required=False)
    street = forms.CharField(label=gettext_lazy("Ulica"), required=False, max_length=120)
    numbers = forms.CharField(
        label=gettext_lazy("Numery"), required=False, max_length=12,
        help_text=gettext_lazy("„12”, „1-99”, „100-” albo „-20”."),
    )  # fmt: skip
    parity = forms.ChoiceField(
        label=gettext_lazy("Strona"), required=False,
        choices=[("", gettext_lazy("obie")), ("odd", gettext_lazy("nieparzyste")), ("even", gettext_lazy("parzyste"))],
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Kto się zajmuje"))
    hand_over_text = forms.CharField(
        label=gettext_lazy("Co powiedzieć mieszkańcowi"), required=False, max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Puste: tekst instytucji. Telefon, godziny i strona dopiszą się same."),
    )  # fmt: skip
    basis = forms.CharField(label=gettext_lazy("Podstawa"), required=False, max_length=200)
    valid_from = forms.DateField(label=gettext_lazy("Od"), widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    valid_to = forms.DateField(
        label=gettext_lazy("Do"), required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "subject": [("", "–"), *workshop.SUBJECTS],
            "district": [("", gettext_lazy("całe miasto")), *((name, name) for name in city.districts())],
            "unit": [(unit.code, unit.name) for unit in city.units()],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def clean_numbers(self) -> tuple[int | None, int | None]:
        """Read the span of houses."""
        try:
            return span(self.cleaned_data["numbers"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Ask for something by which the matter is recognised."""
        told = self.cleaned_data
        if not (told.get("words") or told.get("category") or told.get("subject")):
            self.add_error("words", gettext_lazy("Podaj słowa, rodzaj albo temat."))
        if (told.get("numbers") or (None, None)) != (None, None) and not told.get("street"):
            self.add_error("street", gettext_lazy("Numery mają sens tylko przy ulicy."))
        if told.get("valid_to") and told.get("valid_from") and told["valid_to"] < told["valid_from"]:
            self.add_error("valid_to", gettext_lazy("Ostatni dzień wypada przed pierwszym."))
        return told

    def row(self) -> Row:
        """Return the line as a file would say it. Raises `ValueError` for words that can't be taken."""
        told = dict(self.cleaned_data)
        low, high = told.pop("numbers")
        words, with_words = (phrases(name, told.pop(name)) for name in ("words", "with_words"))
        return Row(line=0, number_from=low, number_to=high, words=words, with_words=with_words, **told)


class BodyForm(forms.Form):
    """How residents reach a body outside the office."""

    name = forms.CharField(label=gettext_lazy("Nazwa"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telefon"), required=False, max_length=20)
    hours_text = forms.CharField(label=gettext_lazy("Godziny"), required=False, max_length=120)
    website = forms.CharField(label=gettext_lazy("Strona"), required=False, max_length=200)
    place = forms.CharField(label=gettext_lazy("Adres"), required=False, max_length=200)
    hand_over_text = forms.CharField(
        label=gettext_lazy("Co powiedzieć mieszkańcowi"), required=False, max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def body(self, code: str) -> Body:
        """Return the body as the city keeps it."""
        return Body(code=code, **self.cleaned_data)


def as_typed(line: MapLine) -> dict[str, object]:
    """Return a stored line as the form shows it."""
    return {
        "topic": line.topic, "words": ", ".join(line.words), "with_words": ", ".join(line.with_words),
        "category": line.category_code, "subject": line.subject, "district": line.district, "street": line.street,
        "numbers": line.numbers.replace("–", "-"), "parity": line.parity, "unit": line.unit.code,
        "hand_over_text": line.own_text, "basis": line.basis, "valid_from": line.valid_from, "valid_to": line.valid_to,
    }  # fmt: skip
