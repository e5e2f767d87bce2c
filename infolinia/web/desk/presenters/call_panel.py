"""The call panel: the one place that says who is on the line and what can be done now. Its parts never move."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.contacts.queries import ConversationView, PersonCard
from infolinia.routing.queries import PresenceView
from infolinia.web.desk.presenters import spans

NOTHING = "–"
LANGUAGES = {
    "pl": gettext_lazy("polski"),
    "en": gettext_lazy("angielski"),
    "uk": gettext_lazy("ukraiński"),
    "pjm": gettext_lazy("polski język migowy"),
}
IDLE = frozenset({"ready", "break", "offline"})


@dataclass(frozen=True)
class Fact:
    """One line of what is known about the call."""

    label: str
    value: str
    is_need: bool = False


@dataclass(frozen=True)
class CallPanel:
    """What the panel shows. `kind`: ready, break, offline, ringing, talking, held or after_call."""

    kind: str
    title: str
    icon_name: str
    timer_label: str
    since: datetime | None
    heading: str
    sub: str
    facts: tuple[Fact, ...]
    note_icon: str
    note: str
    conversation_id: UUID | None = None
    expires_at: datetime | None = None
    ring_message: str = ""
    until: datetime | None = None

    @property
    def is_ringing(self) -> bool:
        """Say whether a person is needed now."""
        return self.kind == "ringing"

    @property
    def is_talking(self) -> bool:
        """Say whether the call's own controls work."""
        return self.kind in ("talking", "held")


def kind_of(presence: PresenceView) -> str:
    """Return the panel's kind for what the adviser is doing."""
    return "held" if presence.state == "talking" and presence.on_hold else presence.state


def call_panel(
    *,
    presence: PresenceView,
    call: ConversationView | None,
    people: list[PersonCard],
    queue_name: str,
    at: datetime,
) -> CallPanel:
    """Return the panel for the adviser's state and the call that goes with it."""
    kind = kind_of(presence)
    if call and kind == "talking" and call.is_outbound and call.answered_at is None:
        kind = "dialling"
    if call is None or kind in IDLE:
        return _idle(kind, presence)
    shown = "call_back" if kind == "ringing" and call.is_outbound else kind
    waited = _waited(call, (presence.since if kind == "ringing" else None) or at)
    return CallPanel(
        kind=kind,
        title=str(_TITLES[shown][0]),
        icon_name=_TITLES[shown][1],
        timer_label=str(_TITLES[kind][2]),
        since=(call.answered_at if kind in ("talking", "held") else None) or presence.since,
        heading=heading(call, people),
        sub=_sub(call, people),
        facts=_facts(call, people, queue_name, waited),
        note_icon=_NOTES[kind][0],
        note=_note(kind),
        conversation_id=call.id,
        expires_at=presence.offer_expires_at,
        ring_message=_ring_message(call, people, queue_name, waited) if kind == "ringing" else "",
        until=presence.until if kind == "after_call" else None,
    )


def heading(call: ConversationView, people: list[PersonCard]) -> str:
    """Return the best words for who is on the line: one known person, else the number, never a guess among many."""
    names = [person.name for person in people if person.name]
    return call.resident_name or (names[0] if len(names) == 1 else "") or number_text(call)


def number_text(call: ConversationView) -> str:
    """Return the readable number, or that it is withheld."""
    if call.number:
        return call.number
    if call.is_letter:
        return call.address or call.caller_name or call.channel_label
    ways = {"web_call": _("Rozmowa przez internet"), "chat": _("Czat")}
    return ways.get(call.channel) or _("Numer zastrzeżony")


_TITLES = {
    "dialling": (gettext_lazy("Dzwonimy"), "telephone-outbound", gettext_lazy("Czas dzwonienia")),
    "call_back": (gettext_lazy("Oddzwonienie do"), "telephone-outbound", gettext_lazy("Czas dzwonienia")),
    "ringing": (gettext_lazy("Dzwoni"), "telephone-inbound", gettext_lazy("Czas dzwonienia")),
    "talking": (gettext_lazy("Rozmowa trwa"), "telephone-fill", gettext_lazy("Czas rozmowy")),
    "held": (gettext_lazy("Rozmowa wstrzymana"), "pause-circle", gettext_lazy("Czas rozmowy")),
    "after_call": (gettext_lazy("Po rozmowie"), "pencil-square", gettext_lazy("Czas pracy po rozmowie")),
    "ready": (gettext_lazy("Nikt nie dzwoni"), "telephone", gettext_lazy("Czas czekania na rozmowę")),
    "break": (gettext_lazy("Przerwa"), "cup-hot", gettext_lazy("Czas przerwy")),
    "offline": (gettext_lazy("Poza pracą"), "moon", ""),
}
_NOTES = {
    "dialling": ("telephone-outbound", gettext_lazy("Rozmówca widzi numer miasta. Możesz już pisać notatkę.")),
    "ringing": ("hourglass-split", ""),
    "talking": ("shield-check", gettext_lazy("Rozmowy nie nagrywamy. Numer nie potwierdza tożsamości.")),
    "held": ("music-note-beamed", gettext_lazy("Rozmówca słucha muzyki i Cię nie słyszy.")),
    "after_call": ("check2-circle", gettext_lazy("Wybierz wynik każdego pytania. Potem znów odbierasz.")),
    "ready": ("info-circle", gettext_lazy("Gdy ktoś zadzwoni, zobaczysz go tutaj, zanim odbierzesz.")),
    "break": ("info-circle", gettext_lazy("Telefon nie zadzwoni, dopóki nie zmienisz stanu na Gotowy.")),
    "offline": ("info-circle", gettext_lazy("Zmień stan na Gotowy, aby odbierać rozmowy.")),
}
_HEADINGS = {
    "ready": gettext_lazy("Czekasz na rozmowę"),
    "break": gettext_lazy("Masz przerwę"),
    "offline": gettext_lazy("Nie odbierasz rozmów"),
}


def _idle(kind: str, presence: PresenceView) -> CallPanel:
    kind = kind if kind in IDLE else "ready"
    title, icon_name, timer_label = _TITLES[kind]
    return CallPanel(
        kind=kind,
        title=str(title),
        icon_name=icon_name,
        timer_label=str(timer_label),
        since=presence.since if kind != "offline" else None,
        heading=str(_HEADINGS[kind]),
        sub=presence.reason,
        facts=tuple(Fact(label, NOTHING) for label in (_("Kolejka"), _("Czekanie"), _("Język"), _("Potrzeba"))),
        note_icon=_NOTES[kind][0],
        note=_note(kind),
    )


def _note(kind: str) -> str:
    return str(_NOTES[kind][1])


def _sub(call: ConversationView, people: list[PersonCard]) -> str:
    if heading(call, people) != number_text(call):
        return number_text(call)
    names = [person.name for person in people if person.name]
    if len(names) > 1:
        return _("Może to być: %(names)s") % {"names": ", ".join(names)}
    return call.caller_name or _("Nie znamy tego numeru")


def _waited(call: ConversationView, at: datetime) -> str:
    """Return how long the caller waited: until the answer, or until this ring began."""
    until = call.answered_at or call.ended_at or at
    return spans.in_words(int((until - call.arrived_at).total_seconds()))


def _facts(call: ConversationView, people: list[PersonCard], queue_name: str, waited: str) -> tuple[Fact, ...]:
    if call.is_outbound:
        waited, queue_name = NOTHING, ""
    return (
        Fact(_("Powód"), call.reason) if call.is_outbound else Fact(_("Kolejka"), queue_name or NOTHING),
        Fact(_("Czekanie"), waited),
        Fact(_("Język"), str(LANGUAGES.get(call.language, call.language)) or NOTHING),
        Fact(_("Potrzeba"), need(people) or NOTHING, is_need=True),
    )


def need(people: list[PersonCard]) -> str:
    """Return what to mind when contacting the one person it may be; never a diagnosis."""
    if len(people) != 1:
        return ""
    person = people[0]
    if person.need:
        return person.need
    wishes = {"sms": _("kontakt przez SMS"), "email": _("kontakt przez e-mail"), "post": _("kontakt listem")}
    return wishes.get(person.preferred_channel, "")


def _ring_message(call: ConversationView, people: list[PersonCard], queue_name: str, waited: str) -> str:
    who = heading(call, people)
    number = number_text(call)
    if call.is_outbound:
        told = {"who": who if who == number else f"{who}, {number}"}
        return _("Oddzwonienie do %(who)s. Gdy odbierzesz, zadzwonimy. Odbierz: Ctrl i Enter.") % told
    facts = {"who": who if who == number else f"{who}, {number}", "queue": queue_name or NOTHING, "waited": waited}
    return _("Dzwoni %(who)s. Kolejka: %(queue)s. Czeka: %(waited)s. Odbierz: Ctrl i Enter.") % facts
