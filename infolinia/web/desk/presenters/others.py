"""Others in my talk: the strip of the third party, the panel of a colleague who asks me, and whom I may call."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.city import queries as city
from infolinia.contacts.queries import PartyView
from infolinia.core.text import fold
from infolinia.routing import queries as routing
from infolinia.routing.queries import PresenceView
from infolinia.telephony import talk_operations as talk
from infolinia.telephony.operations import CannotControlCall
from infolinia.web.desk.presenters.call_panel import CallPanel, Fact

MOST = 12
BUSY = frozenset({"offline", "talking", "ringing"})


@dataclass(frozen=True)
class Deed:
    """One button of the strip: the name of its address, its words and icon."""

    url: str
    text: str
    icon_name: str


@dataclass(frozen=True)
class PartyStrip:
    """The third party as the adviser sees it: who, what goes on, and what can be done."""

    who: str
    what: str
    since: datetime
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Choice:
    """Somebody to call or to pass to; `note` is their presence or number, `why_not` is empty when it works now."""

    value: str
    name: str
    note: str
    icon_name: str
    why_not: str = ""


_WHAT = {
    "ringing": gettext_lazy("Dzwoni. Rozmówca słucha muzyki."),
    "talking": gettext_lazy("Rozmawiacie. Rozmówca słucha muzyki i Was nie słyszy."),
    "held": gettext_lazy("Słucha muzyki. Rozmawiasz z rozmówcą."),
    "all": gettext_lazy("Rozmawiacie we troje."),
}


def party_strip(party: PartyView | None, presence: PresenceView) -> PartyStrip | None:
    """Return the strip for the party in my talk, if there is one."""
    if party is None:
        return None
    state = "all" if party.state == "talking" and not presence.on_hold else party.state
    deeds = _deeds(state, party.label, may_be_left=party.kind != "guest")
    return PartyStrip(party.label, str(_WHAT[state]), party.since, tuple(deeds))


def _deeds(state: str, who: str, *, may_be_left: bool) -> Iterator[Deed]:
    if state == "talking":
        yield Deed("desk:swap", _("Wróć do rozmówcy"), "arrow-left-right")
    elif state == "held":
        yield Deed("desk:swap", _("Wróć do: %(who)s") % {"who": who}, "arrow-left-right")
    if state in ("talking", "held"):
        yield Deed("desk:conference", _("Połącz wszystkich"), "people-fill")
    if may_be_left:
        yield Deed("desk:join_and_leave", _("Połącz ich i wyjdź"), "box-arrow-right")
    words = _("Przerwij dzwonienie") if state == "ringing" else _("Rozłącz: %(who)s") % {"who": who}
    yield Deed("desk:drop_party", words, "x-lg")


def asked_panel(party: PartyView, presence: PresenceView) -> CallPanel:
    """Return the panel of an adviser whom a colleague calls into a talk, or who helps in one."""
    rings = party.state == "ringing"
    asks = _("Konsultacja: pyta %(who)s") % {"who": party.by_name}
    return CallPanel(
        kind="ringing" if rings else "helping",
        title=_("Dzwoni") if rings else _("Konsultacja"),
        icon_name="telephone-inbound" if rings else "people-fill",
        timer_label=_("Czas dzwonienia") if rings else _("Czas rozmowy"),
        since=presence.since,
        heading=party.by_name,
        sub=_("pyta o radę w swojej rozmowie"),
        facts=tuple(Fact(label, "–") for label in (_("Kolejka"), _("Czekanie"), _("Język"), _("Potrzeba"))),
        note_icon="info-circle",
        note=_("Po konsultacji wracasz do tego, co było. Gdy przejmiesz rozmowę, zobaczysz jej notatki."),
        conversation_id=party.conversation_id,
        ring_message=_("%(asks)s. Odbierz: Ctrl i Enter.") % {"asks": asks} if rings else "",
    )


def after_transfer(panel: CallPanel, presence: PresenceView) -> CallPanel:
    """Return the panel of work after a call that somebody else has now."""
    return replace(
        panel,
        kind="after_call",
        title=_("Po rozmowie"),
        icon_name="pencil-square",
        timer_label=_("Czas pracy po rozmowie"),
        since=presence.since,
        heading=_("Rozmowę ma ktoś inny"),
        sub=_("Notatki przeszły razem z nią."),
        note=_("Nikt nie zadzwoni, dopóki nie naciśniesz „Gotowe”."),
        until=presence.until,
    )


def choices(text: str, *, for_transfer: bool, me: int, at: datetime) -> list[Choice]:
    """Return who matches the words: a number first, then advisers, queues (to pass a call to) and units."""
    words = fold(text).split()
    found = [*_number(text), *_advisers(words, for_transfer, me, at)]
    if for_transfer:
        found += [
            Choice(f"queue:{one.code}", one.name, _("kolejka, miejsce od pierwszego połączenia"), "people")
            for one in routing.queues()
            if _fits(words, one.name)
        ]
    found += [
        Choice(f"unit:{one.code}", one.name, one.phone, "building")
        for one in city.units()
        if one.phone and _fits(words, f"{one.name} {one.short_name}")
    ]
    return found[:MOST]


def _number(text: str) -> Iterator[Choice]:
    digits = [sign for sign in text if sign.isdigit()]
    if len(digits) < 3 or any(sign.isalpha() for sign in text):
        return
    try:
        to = talk.target(kind="number", which=text.strip())
    except CannotControlCall as refusal:
        yield Choice("", text.strip(), str(refusal), "telephone", why_not=str(refusal))
    else:
        yield Choice(f"number:{to.number}", to.label, _("numer z zewnątrz"), "telephone")


def _advisers(words: list[str], for_transfer: bool, me: int, at: datetime) -> Iterator[Choice]:
    for line in routing.board(at):
        if line.staff_id == me or not _fits(words, f"{line.name} {line.handles}"):
            continue
        away = line.state == "offline" or not line.phone_ready
        busy = away or (not for_transfer and line.state in BUSY)
        note = " · ".join(part for part in (line.state_label, line.reason, line.handles) if part)
        why_not = _("nie może teraz odebrać") if busy else ""
        yield Choice(f"adviser:{line.staff_id}", line.name, note, "person", why_not=why_not)


def _fits(words: list[str], text: str) -> bool:
    told = fold(text)
    return all(word in told for word in words)
