"""Where something is, in any form: an address in one line, a district, words, or a point; checked by the register."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from infolinia.city import queries as city
from infolinia.city.places import is_in_city
from infolinia.city.rules.addresses import read_point, say_point, split_address
from infolinia.matters.shapes import Place

NEXT_TO_METRES = 60
NONE, OPTIONAL, REQUIRED = "none", "optional", "required"


class PlaceFields(forms.Form):
    """The place of a matter. Everything works without a script and without a map; `place_need` says what must be told.

    Once valid, `place_parts` and `place_point` hold what the register makes of it: its spelling of the street, the
    district of the house, the point of the address where none was given.
    """

    place = forms.CharField(
        label=gettext_lazy("Gdzie"),
        help_text=gettext_lazy("Ulica i numer, na przykład Żaglowa 12."),
        max_length=160,
        required=False,
    )
    district = forms.ChoiceField(label=gettext_lazy("Dzielnica"), required=False)
    place_note = forms.CharField(
        label=gettext_lazy("Gdzie dokładnie (niekonieczne)"),
        help_text=gettext_lazy("Na przykład: za przystankiem, przy szkole."),
        max_length=200,
        required=False,
    )
    point = forms.CharField(
        label=gettext_lazy("Punkt: szerokość i długość"),
        help_text=gettext_lazy("Na przykład 54.51890, 18.53190."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    place_need = OPTIONAL

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nie wiem")), *((name, name) for name in city.districts())]
        self.fields["district"].choices = choices  # type: ignore[attr-defined]
        self.fields["place"].widget.attrs |= {"list": "adresy", "autocomplete": "off", "data-place-address": ""}
        self.fields["point"].widget.attrs |= {"data-place-point": ""}
        self.place_parts = Place()
        self.place_point: tuple[float, float] | None = None

    def clean_point(self) -> str:
        """Refuse what is no point, or one that lies outside the city."""
        try:
            point = read_point(self.cleaned_data["point"])
        except ValueError:
            raise forms.ValidationError(_("To nie są współrzędne. Wpisz je tak: 54.51890, 18.53190.")) from None
        if point is None:
            return ""
        if not is_in_city(point):
            raise forms.ValidationError(_("Ten punkt leży poza miastem. Sprawdź współrzędne albo podaj adres."))
        self.place_point = point
        return say_point(point)

    def clean(self) -> dict[str, Any]:
        """Put the parts together with what the register knows, and ask for a place where one is needed."""
        told: dict[str, Any] = super().clean() or {}
        self._resolve(told)
        if self.place_need == REQUIRED and not self.errors and not self._is_told():
            text = _("Powiedz, gdzie to jest: ulica i numer, punkt na mapie albo dzielnica z opisem.")
            self.add_error("place", text)
        return told

    @property
    def map_style(self) -> str:
        """Return the address of the map's style; empty where the city has no map."""
        return str(settings.MAP_STYLE)

    def _resolve(self, told: dict[str, Any]) -> None:
        street, house = split_address(told.get("place", ""))
        district, note = told.get("district", ""), told.get("place_note", "")
        known = city.place(street, house) if street else None
        if known:
            street, house = known.street, known.house
            district = known.district or district
            self.place_point = self.place_point or known.point
        elif self.place_point and not street and (near := city.nearest_address(self.place_point)):
            district = district or near.district
            note = note or _next_to(near)
        self.place_parts = Place(street=street, house=house, district=district, note=note)

    def _is_told(self) -> bool:
        place = self.place_parts
        return bool(self.place_point or place.street or (place.district and place.note))


def _next_to(near: city.AddressNear) -> str:
    """Return words for a point that nobody gave an address for: kept with the matter, so in the office's language."""
    address = f"{near.street} {near.house}"
    with override(settings.LANGUAGE_CODE):
        if near.metres <= NEXT_TO_METRES:
            return _("przy %(address)s") % {"address": address}
        return _("około %(metres)d m od %(address)s") % {"metres": near.metres, "address": address}
