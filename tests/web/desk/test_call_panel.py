"""What the call panel says in each state."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from infolinia.contacts.queries import ConversationView, PersonCard
from infolinia.routing.queries import PresenceView
from infolinia.web.desk.presenters.call_panel import CallPanel, call_panel

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
CALL = UUID("0b0f54f8-9a3c-4a77-9d6e-3a7f5f0a9d10")
HALINA = PersonCard(uuid4(), "Halina Zatoka", "sms", "SMS", "", "pl", ())
JAN = PersonCard(uuid4(), "Jan Zatoka", "", "", "proszę mówić wolno", "pl", ())


def _presence(state: str, *, on_hold: bool = False, reason: str = "") -> PresenceView:
    return PresenceView(
        staff_id=1,
        state=state,
        state_label="",
        since=AT,
        reason=reason,
        phone_ready=True,
        offer_conversation_id=CALL if state == "ringing" else None,
        offer_expires_at=AT + timedelta(seconds=14) if state == "ringing" else None,
        talking_conversation_id=CALL if state == "talking" else None,
        on_hold=on_hold,
    )


def _call(state: str, **fields: object) -> ConversationView:
    answered = AT if state != "ringing" else None
    values: dict[str, object] = {
        "id": CALL,
        "channel": "phone",
        "channel_label": "telefon",
        "state": state,
        "state_label": "",
        "queue_code": "ogolne",
        "language": "pl",
        "raw_number": "+48500000014",
        "number": "500 000 014",
        "caller_name": "",
        "resident_id": None,
        "resident_name": "",
        "adviser_id": 1,
        "adviser_name": "",
        "arrived_at": AT - timedelta(seconds=52),
        "queued_at": None,
        "offered_at": None,
        "answered_at": answered,
        "ended_at": None,
        "finished_at": None,
        "questions": (),
    }
    return ConversationView(**(values | fields))  # type: ignore[arg-type]


def _panel(presence: PresenceView, call: ConversationView | None, people: list[PersonCard] | None = None) -> CallPanel:
    return call_panel(presence=presence, call=call, people=people or [], queue_name="Sprawy ogólne", at=AT)


@pytest.mark.parametrize(
    ("state", "on_hold", "kind", "title"),
    [
        ("ready", False, "ready", "Nikt nie dzwoni"),
        ("break", False, "break", "Przerwa"),
        ("offline", False, "offline", "Poza pracą"),
        ("ringing", False, "ringing", "Dzwoni"),
        ("talking", False, "talking", "Rozmowa trwa"),
        ("talking", True, "held", "Rozmowa wstrzymana"),
        ("after_call", False, "after_call", "Po rozmowie"),
    ],
)
def test_each_state_of_the_adviser_has_its_panel(state: str, on_hold: bool, kind: str, title: str) -> None:
    call = _call(state) if state in ("ringing", "talking", "after_call") else None
    panel = _panel(_presence(state, on_hold=on_hold), call)
    assert (panel.kind, panel.title) == (kind, title)


def test_a_state_whose_call_is_not_known_yet_shows_a_quiet_panel() -> None:
    assert _panel(_presence("ringing"), None).conversation_id is None


@pytest.mark.parametrize(
    ("people", "fields", "heading", "sub"),
    [
        ([HALINA], {}, "Halina Zatoka", "500 000 014"),
        ([HALINA, JAN], {}, "500 000 014", "Może to być: Halina Zatoka, Jan Zatoka"),
        ([], {}, "500 000 014", "Nie znamy tego numeru"),
        ([], {"caller_name": "H. ZATOKA"}, "500 000 014", "H. ZATOKA"),
        ([], {"number": "", "raw_number": ""}, "Numer zastrzeżony", "Nie znamy tego numeru"),
        ([], {"number": "", "channel": "web_call"}, "Rozmowa przez internet", "Nie znamy tego numeru"),
    ],
)
def test_who_is_on_the_line_is_a_name_only_when_one_person_may_be_meant(
    people: list[PersonCard], fields: dict[str, object], heading: str, sub: str
) -> None:
    panel = _panel(_presence("ringing"), _call("ringing", **fields), people)
    assert (panel.heading, panel.sub) == (heading, sub)


def test_a_ring_is_said_once_with_the_number() -> None:
    said = _panel(_presence("ringing"), _call("ringing"), [HALINA]).ring_message
    assert said.startswith("Dzwoni Halina Zatoka, 500 000 014. Kolejka: Sprawy ogólne.")
    assert _panel(_presence("talking"), _call("talking"), [HALINA]).ring_message == ""


def test_the_need_is_the_persons_own_or_their_wish_and_never_one_of_many() -> None:
    def need(people: list[PersonCard]) -> str:
        return _panel(_presence("talking"), _call("talking"), people).facts[-1].value

    assert need([HALINA]) == "kontakt przez SMS"
    assert need([JAN]) == "proszę mówić wolno"
    assert need([HALINA, JAN]) == "–"
