"""The register of conversations and the log of readings: what they show, how they narrow, who looked."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.models import Typed
from infolinia.core.clock import city_time, now
from tests.web.units.conftest import As

Talk = Callable[..., UUID]


@pytest.fixture
def talk(zofia: Staff) -> Talk:
    """A call that Zofia answered, wrote up and finished; or one that nobody answered."""
    made = iter(range(1000))

    def _talk(subject: str = "Dziura w jezdni", *, answered: bool = True, days_ago: int = 0, name: str = "") -> UUID:
        key, at = f"t{next(made)}", now() - timedelta(days=days_ago, minutes=10)
        ident = contacts.call_arrived(
            engine_call_id=key,
            channel="phone",
            number="500000014",
            name=name,
            language="pl",
            queue_code="ogolna",
            at=at,
            event_key=f"{key}-a",
        )
        contacts.call_queued(conversation_id=ident, at=at + timedelta(seconds=14), event_key=f"{key}-q")
        if answered:
            rang, took = at + timedelta(seconds=16), at + timedelta(seconds=19)
            contacts.call_offered(conversation_id=ident, adviser_id=zofia.pk, at=rang, event_key=f"{key}-o")
            contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=took, event_key=f"{key}-w")
            question = contacts.open_question(ident)
            assert question is not None
            contacts.use_card(
                question_id=question, by_id=zofia.pk, at=took, code="dziura", title="Dziura w jezdni: karta", edition=3
            )
            contacts.save_question(
                question_id=question, by_id=zofia.pk, at=took, subject=subject, outcome="answered", note="Jutro."
            )
        contacts.call_ended(conversation_id=ident, at=at + timedelta(seconds=95), by="caller", event_key=f"{key}-e")
        return ident

    return _talk


def page_of(client: Client, path: str) -> str:
    """Return the page at the path."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_conversation_stands_with_its_times_card_and_outcome(as_: As, marek: Staff, talk: Talk) -> None:
    talk()
    page = page_of(as_(marek), "/nadzor/rozmowy")
    arrived = city_time(now() - timedelta(minutes=10))
    for after in (16, 19, 95):
        moment = arrived + timedelta(seconds=after)
        assert f"{moment.hour}:{moment:%M}:" in page
    assert "karta: Dziura w jezdni: karta" in page
    assert "Odpowiedziano" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Dziura w jezdni", "Dowód osobisty", "porzucona"}),
        ("stan=abandoned", {"porzucona"}),
        ("wynik=answered", {"Dziura w jezdni", "Dowód osobisty"}),
        ("wynik=call_back", set()),
        ("q=dowód", {"Dowód osobisty"}),
        ("q=500 000 014", {"Dziura w jezdni", "Dowód osobisty", "porzucona"}),
        ("od=2020-01-01&do=2020-02-01", set()),
        ("stan=nonsense&doradca=x&strona=-3&od=wczoraj", {"Dziura w jezdni", "Dowód osobisty", "porzucona"}),
        ("od=0001-01-01&do=9999-12-31", {"Dziura w jezdni", "Dowód osobisty", "porzucona"}),
        (f"q=dow%00ód&strona={'9' * 5000}", {"Dowód osobisty"}),
    ],
)
def test_the_register_narrows_by_each_filter(as_: As, marek: Staff, talk: Talk, query: str, found: set[str]) -> None:
    talk("Dziura w jezdni")
    talk("Dowód osobisty")
    talk(answered=False)
    page = page_of(as_(marek), f"/nadzor/rozmowy?{query}")
    body = page[page.index('id="h-lista"') :]
    assert {name for name in ("Dziura w jezdni</a>", "Dowód osobisty</a>", "porzucona</a>") if name in body} == {
        f"{name}</a>" for name in found
    }


def test_one_conversation_tells_its_ledger_and_the_reading_is_logged(as_: As, marek: Staff, talk: Talk) -> None:
    call = talk()
    page = page_of(as_(marek), f"/nadzor/rozmowy/{call}")
    for told in ("Połączenie przyszło", "Dzwoni u doradcy", "+0:03", "przez dzwoniącego", "wydanie 3", "Jutro."):
        assert told in page, told
    logged = queries.readings(since=now() - timedelta(minutes=5), until=now() + timedelta(minutes=5)).lines
    assert (logged[0].staff_name, logged[0].conversation_id) == ("Marek Latarnik", call)


def test_every_card_that_was_used_stands_with_its_edition_and_leads_to_it(as_: As, marek: Staff, talk: Talk) -> None:
    page = page_of(as_(marek), f"/nadzor/rozmowy/{talk()}")
    assert "Użyte karty" in page
    assert 'href="/wiedza/karty/dziura/wydania/3?jezyk=pl"' in page
    assert "dziura · wydanie 3 · pytanie 1" in page
    assert "Użyte karty" not in page_of(as_(marek), f"/nadzor/rozmowy/{talk(answered=False)}")


def test_a_hostile_caller_name_is_only_text(as_: As, marek: Staff, talk: Talk) -> None:
    call = talk(name='<img src=x onerror="alert(1)">')
    for path in ("/nadzor/rozmowy", f"/nadzor/rozmowy/{call}"):
        page = page_of(as_(marek), path)
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page


def test_a_conversation_that_is_not_there_is_not_found(as_: As, marek: Staff) -> None:
    assert as_(marek).get("/nadzor/rozmowy/00000000-0000-4000-8000-000000000000").status_code == 404


def test_the_log_of_readings_says_who_whose_when_and_why(
    as_: As, marek: Staff, piotr: Staff, halina: UUID, zofia: Staff
) -> None:
    contacts.log_reading(staff_id=piotr.pk, at=now(), why="stated", what="dane", resident_id=halina, reason="skarga")
    contacts.log_reading(staff_id=zofia.pk, at=now(), why="conversation", what="rozmowa")
    contacts.log_reading(staff_id=None, at=now(), why="resident", what="stan sprawy", resident_id=halina)
    everything = page_of(as_(marek), "/nadzor/wglady")
    for told in ("Piotr Kotwica", "Halina Zatoka", "skarga", "podany powód", "mieszkaniec z numerem i kodem"):
        assert told in everything, told
    hers = page_of(as_(marek), f"/nadzor/wglady?czyje={halina}")
    assert '<th scope="row" role="rowheader">Zofia Bryza' not in hers
    assert "Pokaż wszystkich mieszkańców" in hers
    his = page_of(as_(marek), f"/nadzor/wglady?kto={piotr.pk}")
    assert "stan sprawy" not in his
    assert "skarga" not in page_of(as_(marek), "/nadzor/wglady?dlaczego=conversation")
    assert page_of(as_(marek), "/nadzor/wglady?czyje=nonsense&kto=0&dlaczego=x")


def test_who_watches_the_watchers_is_logged_too(as_: As, marek: Staff, halina: UUID) -> None:
    page_of(as_(marek), "/nadzor/wglady")
    page_of(as_(marek), f"/nadzor/wglady?czyje={halina}")
    page_of(as_(marek), "/nadzor/rozmowy?q=500000014")
    logged = queries.readings(since=now() - timedelta(minutes=5), until=now() + timedelta(minutes=5)).lines
    assert {(line.what, line.resident_id, line.reason) for line in logged} == {
        ("rejestr wglądów", None, "kontrola wglądów"),
        ("rejestr wglądów", halina, "kontrola wglądów"),
        ("rejestr rozmów", None, "szukano: 500000014"),
    }


def test_pages_turn_and_keep_the_filters(as_: As, marek: Staff, talk: Talk) -> None:
    for _ in range(51):
        talk("Dziura")
    first = page_of(as_(marek), "/nadzor/rozmowy?wynik=answered")
    assert first.count("Dziura</a>") == 50
    second = page_of(as_(marek), f"/nadzor/rozmowy{way(first, 'next')}")
    assert second.count("Dziura</a>") == 1
    assert "strona 2" in second
    again = page_of(as_(marek), f"/nadzor/rozmowy{way(second, 'prev')}")
    assert again.count("Dziura</a>") == 50
    assert 'rel="prev"' not in again


def test_the_log_of_readings_turns_its_pages_too(as_: As, marek: Staff, zofia: Staff) -> None:
    for number in range(51):
        contacts.log_reading(staff_id=zofia.pk, at=now(), why="stated", what=f"wgląd nr {number}.")
    first = page_of(as_(marek), f"/nadzor/wglady?kto={zofia.pk}")
    second = page_of(as_(marek), f"/nadzor/wglady{way(first, 'next')}")
    assert [f"wgląd nr {number}." in first for number in (50, 1, 0)] == [True, True, False]
    assert "wgląd nr 0." in second
    assert "wgląd nr 1." not in second


def way(page: str, rel: str) -> str:
    """Return where the pager leads."""
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found, rel
    return html.unescape(found.group(1))


def test_a_page_of_the_register_costs_the_same_for_one_or_fifty(
    as_: As, marek: Staff, talk: Talk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        talk()
    client = as_(marek)
    client.get("/nadzor/rozmowy")
    with django_assert_max_num_queries(10):
        client.get("/nadzor/rozmowy")


def test_a_conversation_by_text_shows_what_was_written(as_: As, marek: Staff) -> None:
    chat = contacts.call_arrived(
        engine_call_id="text-1",
        channel="chat",
        number="",
        name="",
        language="pl",
        queue_code="general",
        at=now(),
        event_key="a",
    )
    typed = {"conversation_id": chat, "number": 0, "line": 0, "position": 0, "removed": 0, "ends_line": True}
    Typed.objects.create(**typed, side="resident", inserted="Gdzie <b>kosz</b>?", at=now())
    Typed.objects.create(**typed, side="adviser", inserted="Przy Żaglowej, Їжак.", at=now())
    page = page_of(as_(marek), f"/nadzor/rozmowy/{chat}")
    assert "Zapis czatu" in page
    assert "Gdzie &lt;b&gt;kosz&lt;/b&gt;?" in page
    assert "Przy Żaglowej, Їжак." in page
