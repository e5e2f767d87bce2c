"""The board: who is on the line, who waits, what is late; and what it costs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.knowledge import queries as knowledge
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from infolinia.routing import operations as routing
from infolinia.web.supervision import words
from tests.web.units.conftest import As, Register, with_reason

Arrive = Callable[..., UUID]


@pytest.fixture
def arrive(db: None) -> Arrive:
    """A call arrives and waits."""
    made = iter(range(1000))

    def _arrive(at: datetime, number: str = "500000014") -> UUID:
        key = f"k{next(made)}"
        ident = contacts.call_arrived(
            engine_call_id=key,
            channel="phone",
            number=number,
            name="",
            language="pl",
            queue_code="ogolna",
            at=at,
            event_key=f"{key}-a",
        )
        contacts.call_queued(conversation_id=ident, at=at, event_key=f"{key}-q")
        return ident

    return _arrive


def board_of(client: Client) -> str:
    """Return the board."""
    return client.get("/nadzor").content.decode()


def talk(conversation_id: UUID, adviser: Staff, at: datetime) -> None:
    """Connect the call with the adviser."""
    contacts.call_answered(
        conversation_id=conversation_id, adviser_id=adviser.pk, at=at, event_key=f"w{conversation_id}"
    )
    routing.record_presence(
        staff_id=adviser.pk, state="talking", since=at, idle_since=at, conversation_id=conversation_id
    )


def test_with_nobody_there_the_board_says_so(as_: As, marek: Staff, zofia: Staff) -> None:
    page = board_of(as_(marek))
    assert "Nikt nie jest przy stanowisku, nikt nie czeka." in page
    assert "Poza stanowiskiem: Zofia Bryza." in page
    assert "Dziś jeszcze nikt nie dzwonił" in page
    assert "Żadna komórka nie ma otwartych spraw" in page


def test_who_waits_turns_amber_and_shows_no_whole_number(as_: As, marek: Staff, arrive: Arrive) -> None:
    arrive(now() - timedelta(seconds=70))
    arrive(now() - timedelta(seconds=5), number="")
    page = board_of(as_(marek))
    assert "<b>2 osoby czekają</b>" in page
    assert "kpi-now" in page
    assert "… 014" in page
    assert "numer zastrzeżony" in page
    assert "500 000 014" not in page


def test_who_talks_is_shown_with_a_way_to_the_conversation(
    as_: As, marek: Staff, zofia: Staff, adam: Staff, arrive: Arrive
) -> None:
    started = now() - timedelta(minutes=11)
    call = arrive(started)
    talk(call, zofia, started)
    routing.set_state(staff_id=adam.pk, state="break", reason="obiad", at=now())
    page = board_of(as_(marek))
    assert f"/nadzor/rozmowy/{call}" in page
    assert "· długo" in page
    assert "1 w rozmowie, 1 na przerwie" in page
    assert "obiad" in page


def test_a_talk_can_be_listened_to_by_a_supervisor_and_not_by_an_administrator(
    as_: As, marek: Staff, administrator: Staff, zofia: Staff, arrive: Arrive
) -> None:
    started = now() - timedelta(minutes=1)
    talk(arrive(started), zofia, started)
    for word in ("Słuchaj", "Podpowiedz", "Dołącz"):
        assert word in board_of(as_(marek))
        assert word not in board_of(as_(administrator))


def test_a_units_late_matters_stand_first_with_the_longest(as_: As, marek: Staff, register: Register) -> None:
    register(when=now() - timedelta(days=15))
    register("latarnia")
    page = board_of(as_(marek))
    assert "1 sprawa po terminie" in page
    assert page.index("Utrzymanie Dróg</a>") < page.index("Oświetlenie</a>")


def test_a_reminder_goes_to_the_chosen_matters_and_into_the_log(
    as_: As, marek: Staff, piotr: Staff, register: Register
) -> None:
    late = register(when=now() - timedelta(days=15))
    soon = register()
    client, address = as_(marek), f"/nadzor/przypomnij/{piotr.unit_id}"
    page = client.get(address).content.decode()
    assert f'value="{late.id}" checked' in page
    assert f'value="{soon.id}" checked' not in page

    assert client.post(address, {"sprawa": [str(late.id)], "text": "Kiedy będzie gotowe?"}).url == "/nadzor"

    log = client.get("/nadzor/przypomnienia").content.decode()
    assert "Kiedy będzie gotowe?" in log
    assert "bez odpowiedzi" in log
    matters.take(matter_id=late.id, by_id=piotr.pk, at=now())
    assert "odpowiedź w 1 sprawie" in client.get("/nadzor/przypomnienia").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "Kiedy?"}, "Zaznacz co najmniej jedną sprawę."),
        ({"sprawa": "chosen", "text": "  "}, "Wpisz, o co prosisz komórkę."),
    ],
)
def test_a_reminder_about_nothing_or_without_words_is_refused(
    as_: As, marek: Staff, piotr: Staff, register: Register, typed: dict[str, str], said: str
) -> None:
    late = register(when=now() - timedelta(days=15))
    sent = {**typed, "sprawa": [str(late.id)]} if "sprawa" in typed else typed
    response = as_(marek).post(f"/nadzor/przypomnij/{piotr.unit_id}", sent)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_a_message_to_the_shift_reaches_the_desks(as_: As, marek: Staff, zofia: Staff) -> None:
    typed = {"title": "Awaria systemu dowodów", "text": "Nie umawiamy odbiorów.", "important": "on"}
    assert as_(marek).post("/nadzor/wiadomosc", typed).url == "/nadzor"
    assert [news.title for news in knowledge.news_for(zofia.pk, now())] == ["Awaria systemu dowodów"]


def test_an_empty_message_is_refused_with_what_was_typed(as_: As, marek: Staff) -> None:
    response = as_(marek).post("/nadzor/wiadomosc", {"title": "", "text": "Nie umawiamy odbiorów."})
    assert response.status_code == 422
    assert "Wpisz, co się dzieje." in response.content.decode()
    assert "Nie umawiamy odbiorów." in response.content.decode()


def test_the_board_costs_the_same_on_a_busy_day(
    as_: As,
    marek: Staff,
    zofia: Staff,
    register: Register,
    arrive: Arrive,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(25):
        register(when=now() - timedelta(days=number))
        arrive(now() - timedelta(minutes=number))
    client = as_(marek)
    client.get("/nadzor")
    with django_assert_max_num_queries(21):
        client.get("/nadzor")
    with django_assert_max_num_queries(17):
        client.get("/nadzor/teraz")


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (72, "1:12"), (599.9, "9:59"), (3725, "1:02:05"), (-4, "0:00")]
)
def test_clocks_are_said_as_on_a_watch(seconds: float, said: str) -> None:
    assert words.clock(seconds) == said


def test_what_marek_sees_of_one_matter(as_: As, marek: Staff, taken: Registered) -> None:
    page = with_reason(as_(marek)).get(f"/sprawy/{taken.id}").content.decode()
    assert "Przyjęta przez komórkę" in page
    assert "Dlaczego ten termin?" in page
