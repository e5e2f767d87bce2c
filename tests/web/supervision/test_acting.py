"""What a supervisor does on the board: adviser's state, waiting callers, queues, messages; and who may not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import CallEvent, Conversation, Reading
from infolinia.core.clock import now
from infolinia.routing import operations as routing
from infolinia.routing import queries as presence
from infolinia.routing.models import DeskMessageCopy, FloorSettings, Precedence, Queue, Skill, StaffSkill, SupervisorAct
from infolinia.routing.rulebook import rulebook
from infolinia.routing.supervision import operations as supervision
from infolinia.telephony.models import EmergencyMessage
from tests.web.units.conftest import As

PART: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def queues(db: None) -> None:
    """Two queues."""
    for position, (code, name) in enumerate((("general", "Sprawy ogólne"), ("drogi", "Drogi"))):
        Queue.objects.update_or_create(code=code, defaults={"name": name, "position": position})


@pytest.fixture
def waits(queues: None) -> UUID:
    """Halina waits."""
    at = now() - timedelta(seconds=70)
    ident = contacts.call_arrived(
        engine_call_id="k1",
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="k1-a",
    )
    contacts.call_queued(conversation_id=ident, at=at, event_key="k1-q")
    return ident


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the exchange is told."""
    said: list[dict[str, object]] = []
    monkeypatch.setattr(
        "infolinia.core.live.notify",
        lambda channel, message: said.append(message) if channel == "lines" else None,
    )
    return said


def ready(staff: Staff) -> None:
    routing.set_state(staff_id=staff.pk, state="ready", reason="", at=now() - timedelta(minutes=3))


def test_an_advisers_state_is_set_with_a_reason_that_they_see(as_: As, marek: Staff, zofia: Staff) -> None:
    ready(zofia)
    answer = as_(marek).post(f"/nadzor/doradca/{zofia.pk}/stan", {"state": "break", "reason": "szkolenie"}, **PART)
    assert "stan zmieniony" in answer.content.decode()
    mine = presence.presence(zofia.pk)
    assert (mine.state, mine.reason) == ("break", "szkolenie (Marek Latarnik)")
    act = SupervisorAct.objects.get()
    assert (act.kind, act.by_id, act.staff_id, act.reason) == ("state", marek.pk, zofia.pk, "szkolenie")


def test_without_a_reason_nothing_changes(as_: As, marek: Staff, zofia: Staff) -> None:
    ready(zofia)
    answer = as_(marek).post(f"/nadzor/doradca/{zofia.pk}/stan", {"state": "break", "reason": " "}, **PART)
    assert answer.status_code == 422
    assert "Podaj powód." in answer.content.decode()
    assert presence.presence(zofia.pk).state == "ready"


def test_a_talk_is_not_ended_by_a_change_of_state(as_: As, marek: Staff, zofia: Staff, waits: UUID) -> None:
    at = now()
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=waits)
    answer = as_(marek).post(f"/nadzor/doradca/{zofia.pk}/stan", {"state": "break", "reason": "już"}, **PART)
    assert answer.status_code == 422
    assert "Trwa rozmowa" in answer.content.decode()
    assert not SupervisorAct.objects.exists()


def test_a_caller_goes_to_another_queue_with_the_first_arrival(
    as_: As, marek: Staff, waits: UUID, told: list[dict[str, object]]
) -> None:
    arrived = Conversation.objects.get(id=waits).arrived_at
    as_(marek).post(f"/nadzor/czeka/{waits}/kolejka", {"queue": "drogi"}, **PART)
    call = Conversation.objects.get(id=waits)
    assert (call.queue_code, call.arrived_at) == ("drogi", arrived)
    assert CallEvent.objects.get(kind="moved").details == {"from": "general", "to": "drogi"}
    assert {"kind": "move", "conversation": waits, "queue": "drogi"} in told


def test_nobody_is_moved_into_a_closed_queue(as_: As, marek: Staff, waits: UUID) -> None:
    Queue.objects.filter(code="drogi").update(closed_since=now())
    answer = as_(marek).post(f"/nadzor/czeka/{waits}/kolejka", {"queue": "drogi"}, **PART)
    assert answer.status_code == 422
    assert Conversation.objects.get(id=waits).queue_code == "general"


def test_a_head_start_needs_a_reason_and_stands_in_the_ledger(
    as_: As, marek: Staff, waits: UUID, told: list[dict[str, object]]
) -> None:
    client = as_(marek)
    assert client.post(f"/nadzor/czeka/{waits}/fory", {"minutes": "15", "why": ""}, **PART).status_code == 422
    client.post(f"/nadzor/czeka/{waits}/fory", {"minutes": "15", "why": "dzwoni drugi raz"}, **PART)
    assert Precedence.objects.get(pk=waits).minutes == 15
    assert CallEvent.objects.get(kind="prioritised").details == {"minutes": 15}
    assert SupervisorAct.objects.get().reason == "dzwoni drugi raz"
    assert told[-1]["minutes"] == 15
    assert "fory 15 min" in client.get("/nadzor").content.decode()


def test_a_caller_is_taken_to_ones_own_desk(as_: As, marek: Staff, waits: UUID, told: list[dict[str, object]]) -> None:
    client = as_(marek)
    answer = client.post(f"/nadzor/czeka/{waits}/do-mnie")
    assert answer.status_code == 302
    assert answer["Location"] == "/stanowisko"
    assert told[-1]["staff"] == marek.pk
    assert client.get("/stanowisko").status_code == 200


def test_who_talks_is_given_nobody(as_: As, marek: Staff, zofia: Staff, waits: UUID) -> None:
    at = now()
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at)
    assert as_(marek).post(f"/nadzor/czeka/{waits}/do-osoby", {"person": zofia.pk}, **PART).status_code == 422
    assert not Precedence.objects.exists()


def test_a_caller_who_waits_no_more_is_not_there(as_: As, marek: Staff, waits: UUID) -> None:
    contacts.call_ended(conversation_id=waits, at=now(), by="caller", event_key="k1-e")
    assert as_(marek).get(f"/nadzor/czeka/{waits}").status_code == 404


def test_looking_at_a_waiting_caller_is_a_logged_reading(as_: As, marek: Staff, waits: UUID) -> None:
    as_(marek).get(f"/nadzor/czeka/{waits}")
    assert Reading.objects.filter(staff=marek, conversation_id=waits, what="czekająca rozmowa na tablicy").exists()


def test_a_queue_closes_and_opens_in_one_click(
    as_: As, marek: Staff, queues: None, told: list[dict[str, object]]
) -> None:
    client = as_(marek)
    part = client.post("/nadzor/kolejka/drogi/zamknij", **PART).content.decode()
    assert "Cofnij, otwórz" in part
    assert rulebook().queue("drogi").closed
    assert {"kind": "rules"} in told
    part = client.post("/nadzor/kolejka/drogi/otworz", **PART).content.decode()
    assert "Cofnij, otwórz" not in part
    assert not rulebook().queue("drogi").closed
    assert list(SupervisorAct.objects.order_by("id").values_list("kind", flat=True)) == ["closed", "opened"]


def test_an_urgent_message_is_switched_on_and_off_in_one_click(as_: As, marek: Staff, queues: None) -> None:
    prepared = EmergencyMessage.objects.create(name="awaria wody", text_pl="Nie ma wody na Obłużu.")
    client = as_(marek)
    part = client.post(f"/nadzor/komunikat/{prepared.pk}/wlacz", **PART).content.decode()
    assert "Włączony komunikat: awaria wody" in part
    prepared.refresh_from_db()
    assert prepared.on_since
    assert prepared.on_by == marek
    part = client.post(f"/nadzor/komunikat/{prepared.pk}/wylacz", **PART).content.decode()
    assert "Włączony komunikat" not in part
    assert client.post("/nadzor/komunikat/999999/wlacz", **PART).status_code == 404


def test_closing_twice_is_one_act(as_: As, marek: Staff, queues: None) -> None:
    client = as_(marek)
    for _ in range(2):
        client.post("/nadzor/kolejka/drogi/zamknij")
    assert SupervisorAct.objects.count() == 1


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("all", ["Adam Rejs", "Zofia Bryza"]), ("skill:drogi", ["Adam Rejs"]), ("staff:{zofia}", ["Zofia Bryza"])],
)
def test_a_message_goes_to_whom_it_is_for(
    as_: As, marek: Staff, zofia: Staff, adam: Staff, audience: str, readers: list[str]
) -> None:
    ready(zofia)
    ready(adam)
    skill = Skill.objects.create(code="drogi", name="Drogi")
    StaffSkill.objects.create(staff=adam, skill=skill)
    client = as_(marek)
    client.post("/nadzor/wiadomosci", {"audience": audience.format(zofia=zofia.pk), "text": "Spokojnie, pomagamy."})
    assert sorted(str(copy.staff) for copy in DeskMessageCopy.objects.all()) == readers
    page = client.get("/nadzor/wiadomosci").content.decode()
    assert f"przeczytało 0 z {len(readers)}" in page


def test_nobody_at_work_gets_no_message(as_: As, marek: Staff, zofia: Staff) -> None:
    answer = as_(marek).post("/nadzor/wiadomosci", {"audience": "all", "text": "Halo"})
    assert answer.status_code == 422
    assert not DeskMessageCopy.objects.exists()


def test_the_message_is_on_the_desk_until_it_is_read(as_: As, marek: Staff, zofia: Staff) -> None:
    ready(zofia)
    as_(marek).post("/nadzor/wiadomosci", {"audience": "all", "text": "Zamknij <b>okno</b>"})
    desk = as_(zofia)
    assert "Zamknij &lt;b&gt;okno&lt;/b&gt;" in desk.get("/stanowisko").content.decode()
    copy = DeskMessageCopy.objects.get()
    after = desk.post(f"/stanowisko/od-kierownika/{copy.message_id}").content.decode()
    assert "Zamknij" not in after
    assert "przeczytało 1 z 1" in as_(marek).get("/nadzor/wiadomosci").content.decode()


def test_nobody_reads_for_somebody_else(as_: As, marek: Staff, zofia: Staff, adam: Staff) -> None:
    ready(zofia)
    as_(marek).post("/nadzor/wiadomosci", {"audience": f"staff:{zofia.pk}", "text": "Dla Zofii"})
    as_(adam).post(f"/stanowisko/od-kierownika/{DeskMessageCopy.objects.get().message_id}")
    assert DeskMessageCopy.objects.get().read_at is None


@pytest.mark.parametrize(("shown", "seen"), [(True, True), (False, False)])
def test_the_adviser_sees_who_listens_as_the_office_decides(
    as_: As, marek: Staff, zofia: Staff, waits: UUID, shown: bool, seen: bool
) -> None:
    at = now()
    contacts.call_answered(conversation_id=waits, adviser_id=zofia.pk, at=at, event_key="k1-w")
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=waits)
    FloorSettings.objects.create(listening_is_shown=shown)
    supervision.record_listening(conversation_id=waits, supervisor_id=marek.pk, mode="whisper", at=at)
    part = as_(zofia).get("/stanowisko/od-kierownika").content.decode()
    assert ("Marek Latarnik</b> podpowiada" in part) is seen
    assert "Marek Latarnik: podpowiada" in as_(marek).get("/nadzor").content.decode()
    assert "Kierownik podpowiada doradcy" in as_(marek).get(f"/nadzor/rozmowy/{waits}").content.decode()


ACTS: list[Callable[[Client, UUID, int], int]] = [
    lambda client, call, staff: client.post(f"/nadzor/sluchaj/{call}", {"tryb": "listen"}).status_code,
    lambda client, call, staff: client.post("/nadzor/telefon").status_code,
    lambda client, call, staff: client.post("/nadzor/sluchaj/koniec").status_code,
    lambda client, call, staff: client.get(f"/nadzor/doradca/{staff}").status_code,
    lambda client, call, staff: client.post(f"/nadzor/doradca/{staff}/stan", {"state": "break"}).status_code,
    lambda client, call, staff: client.get(f"/nadzor/czeka/{call}").status_code,
    lambda client, call, staff: client.post(f"/nadzor/czeka/{call}/do-mnie").status_code,
    lambda client, call, staff: client.post(f"/nadzor/czeka/{call}/kolejka", {"queue": "drogi"}).status_code,
    lambda client, call, staff: client.post("/nadzor/kolejka/drogi/zamknij").status_code,
    lambda client, call, staff: client.post("/nadzor/komunikat/1/wlacz").status_code,
    lambda client, call, staff: client.post("/nadzor/wiadomosci", {"audience": "all", "text": "x"}).status_code,
]


@pytest.mark.parametrize("act", ACTS, ids=range(len(ACTS)))
def test_only_a_supervisor_acts(
    as_: As, zofia: Staff, administrator: Staff, piotr: Staff, waits: UUID, act: Callable[[Client, UUID, int], int]
) -> None:
    for person in (zofia, administrator, piotr):
        assert act(as_(person), waits, zofia.pk) == 403, person
    assert not SupervisorAct.objects.exists()


def test_only_a_talk_can_be_listened_to(as_: As, marek: Staff, waits: UUID) -> None:
    assert as_(marek).post(f"/nadzor/sluchaj/{waits}", {"tryb": "listen"}).status_code == 404


def test_listening_without_a_phone_is_refused_in_words(as_: As, marek: Staff, zofia: Staff, waits: UUID) -> None:
    contacts.call_answered(conversation_id=waits, adviser_id=zofia.pk, at=now(), event_key="k1-w")
    answer = as_(marek).post(f"/nadzor/sluchaj/{waits}", {"tryb": "listen"}, HTTP_X_REQUESTED_WITH="fetch")
    assert answer.status_code == 422
    assert "telefon" in answer.json()["refusal"]


def test_a_talk_that_the_engines_own_queue_joined_is_refused_in_words(
    as_: As, marek: Staff, zofia: Staff, waits: UUID
) -> None:
    key = "k1:fallback:answered"
    contacts.call_answered(conversation_id=waits, adviser_id=zofia.pk, at=now(), event_key=key)
    answer = as_(marek).post(f"/nadzor/sluchaj/{waits}", {"tryb": "listen"}, HTTP_X_REQUESTED_WITH="fetch")
    assert answer.status_code == 422
    assert "kolejka zapasowa" in answer.json()["refusal"]
