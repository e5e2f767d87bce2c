"""The panel „Wyślij”: what can be handed over, by which channel, to which address, and how it will look there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.city import queries as city
from infolinia.contacts import queries as people
from infolinia.contacts.queries import ConversationView, PersonCard, QuestionView, Way
from infolinia.core.clock import city_day
from infolinia.correspondence.queries.ways_out import open_channels
from infolinia.journeys.send_paper import CONTACT, DICTATED
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import CardView, FormLink, Office, Person
from infolinia.web.components.look import SCREEN_LANGUAGES

LARGE_WORDS = ("druk",)


@dataclass(frozen=True)
class ChannelChoice:
    """One way to hand over. `why_not` says why it can't be taken; `is_preferred` that this person wants it so.

    `is_needed` says that this is how a contact works for them.
    """

    code: str
    name: str
    icon: str
    about: str
    is_chosen: bool
    is_preferred: bool
    is_needed: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class FormChoice:
    """One form that may go, in its version of today."""

    id: int
    title: str
    version: str
    pages: int
    language: str
    has_large: bool
    is_fillable: bool
    is_chosen: bool


@dataclass(frozen=True)
class SendPanel:
    """Everything the panel shows. `fields` are the data for the forms: our name, the label, what is known."""

    view: ConversationView
    question: QuestionView
    key: str
    person: PersonCard | None
    card: CardView | None
    forms: tuple[FormChoice, ...]
    channels: tuple[ChannelChoice, ...]
    addresses: Mapping[str, str]
    languages: tuple[tuple[str, str, bool], ...]
    places: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    values: Mapping[str, str]
    is_large: bool
    with_answer: bool
    is_certain: bool
    error: str = ""
    error_field: str = ""


_CHANNELS: tuple[tuple[str, Promise, str, Promise], ...] = (
    ("email", gettext_lazy("E-mail"), "envelope", gettext_lazy("druki w załączniku")),
    ("sms", gettext_lazy("SMS"), "chat-left-text", gettext_lazy("krótki adres, bez danych")),
    ("letter", gettext_lazy("List"), "file-earmark-text", gettext_lazy("wydrukujemy i wyślemy pocztą")),
    ("pickup", gettext_lazy("Odbiór w urzędzie"), "building", gettext_lazy("wydruk czeka przy okienku")),
    ("edelivery", gettext_lazy("e-Doręczenia"), "shield-lock", gettext_lazy("na adres do doręczeń")),
    (DICTATED, gettext_lazy("Podyktuj"), "volume-up", gettext_lazy("nic nie wysyłamy")),
)
_KINDS = {"email": "email", "sms": "phone", "letter": "letter", "edelivery": "edelivery"}
_PREFERRED = {"email": "email", "sms": "sms", "post": "letter"}


def send_panel(
    view: ConversationView,
    question: QuestionView,
    candidates: list[PersonCard],
    values: Mapping[str, str],
    chosen_forms: list[int],
    at: datetime,
    *,
    error: tuple[str, str] = ("", ""),
) -> SendPanel:
    """Return the panel; `values` are what was typed, empty when it opens."""
    person = candidates[0] if len(candidates) == 1 else None
    is_open = not values.get("klucz")
    language = values.get("jezyk") or (person.language if person else view.language)
    language = language if language in dict(SCREEN_LANGUAGES) else "pl"
    code = values.get("karta", "") or (question.card_code if not values.get("druk") else "")
    card = knowledge.card(code, language=language, day=city_day(at)) if code else None
    forms = _forms(card, values.get("druk", ""), language, chosen_forms, at, is_open=is_open)
    ways = people.ways_to_reach(person.id, at) if person else []
    channel = values.get("kanal") or _first_channel(person, ways)
    return SendPanel(
        view=view,
        question=question,
        key=values.get("klucz") or f"desk-{question.id}-{uuid4().hex}",
        person=person,
        card=card,
        forms=forms,
        channels=_channels(person, channel, at),
        addresses=_addresses(view, person, ways, values),
        languages=tuple((one, str(name), one == language) for one, name in SCREEN_LANGUAGES),
        places=_places(card),
        fields=_fields(forms, person, values, at) if view.resident_id else (),
        values=values,
        is_large=bool(values.get("duzy")) if not is_open else _needs_large(person),
        with_answer=bool(values.get("odpowiedz")) if not is_open else bool(card and not forms),
        is_certain=view.resident_id is not None,
        error=error[0],
        error_field=error[1],
    )


def _forms(
    card: CardView | None, form_code: str, language: str, chosen: list[int], at: datetime, *, is_open: bool
) -> tuple[FormChoice, ...]:
    """Return the card's forms, or the one that was found by itself; a single one is chosen from the start."""
    links: tuple[FormLink, ...] = card.forms if card else ()
    if form_code:
        links = knowledge.form_links([form_code], city_day(at), language)
    shown = [link for link in links if link.sha256]
    return tuple(
        FormChoice(
            id=link.form_id,
            title=link.title,
            version=link.version,
            pages=link.pages,
            language=link.language,
            has_large=bool(link.large_sha256),
            is_fillable=link.is_fillable,
            is_chosen=link.form_id in chosen or (is_open and not chosen and len(shown) == 1),
        )
        for link in shown
    )


def _first_channel(person: PersonCard | None, ways: list[Way]) -> str:
    """Return the channel to begin with: the one that this person needs or wants, else one that reaches them."""
    wanted = "sms" if person and "sms" in person.needs else ""
    wanted = wanted or (_PREFERRED.get(person.preferred_channel, "") if person else "")
    usable = {way.kind for way in ways if way.usable}
    is_open = open_channels()
    if wanted in is_open and _KINDS[wanted] in usable:
        return wanted
    return "sms" if person and "email" not in usable and "sms" in is_open else "email"


def _channels(person: PersonCard | None, chosen: str, at: datetime) -> tuple[ChannelChoice, ...]:
    """Return the ways in their fixed order; one that the office has not turned on is left out, SMS says so."""
    wanted = _PREFERRED.get(person.preferred_channel, "") if person else ""
    is_open = open_channels()
    return tuple(
        ChannelChoice(
            code=code,
            name=str(name),
            icon=icon,
            about=str(about),
            is_chosen=code == chosen,
            is_preferred=code == wanted,
            is_needed=bool(person and code in person.needs),
            why_not=_why_not(code, person, at, is_open),
        )
        for code, name, icon, about in _CHANNELS
        if code in is_open or code in ("sms", DICTATED)
    )


def _why_not(code: str, person: PersonCard | None, at: datetime, is_open: frozenset[str]) -> str:
    """Return why this channel can't be taken: it is off, or the person does not want it."""
    if code == DICTATED:
        return ""
    if code not in is_open:
        return _("Urząd nie ma jeszcze dostawcy SMS.")
    allowed = people.may_contact(person.id, CONTACT, code, at) if person else None
    return "" if allowed is None or allowed.yes else allowed.why


def _addresses(
    view: ConversationView, person: PersonCard | None, ways: list[Way], values: Mapping[str, str]
) -> dict[str, str]:
    """Return what stands in each channel's field: what was typed, else what is known."""
    usable = [way for way in ways if way.usable]
    mobile = next((way.shown for way in usable if way.is_mobile), "")
    name = person.name if person else ""
    known = {
        "email": next((way.value for way in usable if way.kind == "email"), ""),
        "sms": mobile or (view.number if not person else ""),
        "letter": next((way.value for way in usable if way.kind == "letter"), name),
        "edelivery": next((way.value for way in usable if way.kind == "edelivery"), ""),
        "pickup": name,
    }
    return {code: values.get(f"do_{code}", value) for code, value in known.items()}


def _places(card: CardView | None) -> tuple[str, ...]:
    """Return where a paper may wait: at the unit that answers for the card first."""
    units = [unit for unit in city.units() if unit.place and not unit.is_outside]
    first = [unit for unit in units if card and unit.code == card.unit_code]
    return tuple(dict.fromkeys(f"{unit.name}, {unit.place}" for unit in (*first, *units)))


def _fields(
    forms: tuple[FormChoice, ...], person: PersonCard | None, values: Mapping[str, str], at: datetime
) -> tuple[tuple[str, str, str], ...]:
    """Return what may be written into the forms, each name once."""
    if person is None:
        return ()
    told: dict[str, tuple[str, str, str]] = {}
    office = Office(settings.CITY_NAME, settings.CITY_PHONE, settings.PUBLIC_URL)
    for choice in forms:
        form = knowledge.form_by_id(choice.id) if choice.is_fillable else None
        if form is None:
            continue
        data = Person(person.name, person.phone, person.email)
        for name, label, value in knowledge.fields_to_fill(form, data, office, at):
            told.setdefault(name, (name, label, values.get(f"d_{name}", value)))
    return tuple(told.values())


def _needs_large(person: PersonCard | None) -> bool:
    return bool(person and ("large_print" in person.needs or any(word in person.need.lower() for word in LARGE_WORDS)))
