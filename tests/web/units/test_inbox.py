"""The inbox: what stands in it, in what order, what can be done from it, and how cheap it is."""

import csv
import html
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from infolinia.city.models import Staff
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes import Registered
from infolinia.web.units.views.export import safe_cell
from tests.web.units.conftest import As, Register

ROADS = "/skrzynka/zdiz-utrzymanie"


def text_of(client: Client, path: str) -> str:
    """Return the page at the path."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_an_officer_starts_in_the_inbox_of_the_own_unit(as_: As, piotr: Staff) -> None:
    assert as_(piotr).get("/skrzynka").url == ROADS


def test_an_empty_inbox_says_what_will_appear(as_: As, piotr: Staff) -> None:
    page = text_of(as_(piotr), ROADS)
    assert "Nic nowego" in page
    assert "Pojawi się tu sprawa, którą inna komórka odeśle do Was, razem z powodem." in page


def test_a_new_matter_waits_to_be_taken_and_one_click_takes_it(as_: As, piotr: Staff, pothole: Registered) -> None:
    piotrs = as_(piotr)
    assert pothole.number in text_of(piotrs, ROADS)

    response = piotrs.post(f"{ROADS}/przyjmij", {"matter": str(pothole.id), "query": "widok=nowe"})

    assert response.url == f"{ROADS}?widok=nowe"
    view = queries.matter_view(pothole.id, now(), staff=piotr)
    assert (view.status.code, view.officer_name) == ("in_progress", "Piotr Kotwica")


def test_a_matter_that_a_colleague_just_took_stays_theirs(as_: As, piotr: Staff, taken: Registered) -> None:
    page = as_(piotr).post(f"{ROADS}/przyjmij", {"matter": str(taken.id)}, follow=True).content.decode()
    assert "W tym stanie sprawy nie da się tego zrobić" in page


def test_what_is_due_first_stands_first(as_: As, piotr: Staff, register: Register) -> None:
    late = register(when=now() - timedelta(days=12))
    fresh = register()
    for one in (fresh, late):
        matters.take(matter_id=one.id, by_id=piotr.pk, at=now())
    page = text_of(as_(piotr), ROADS)
    assert page.index(late.number) < page.index(fresh.number)
    assert 'class="late">1 sprawa po terminie' in page


def test_the_left_column_counts_all_and_narrows_the_lists(
    as_: As, piotr: Staff, register: Register, taken: Registered
) -> None:
    waiting = register(subject="Studzienka stuka")
    matters.take(matter_id=waiting.id, by_id=piotr.pk, at=now())
    matters.wait_for(matter_id=waiting.id, whom="wodociągi", remind_on=None, by_id=piotr.pk, at=now())
    nobodys = register(subject="Nikt jeszcze nie wziął")
    page = text_of(as_(piotr), f"{ROADS}?kto=bez-osoby")
    assert nobodys.number in page
    assert taken.number not in page
    assert waiting.number in text_of(as_(piotr), f"{ROADS}?widok=czekaja")
    assert nobodys.number not in text_of(as_(piotr), f"{ROADS}?widok=czekaja")


def test_settled_matters_have_their_own_list(as_: As, piotr: Staff, taken: Registered) -> None:
    matters.close(matter_id=taken.id, result="done", text="Naprawiono.", by_id=piotr.pk, at=now())
    assert taken.number not in text_of(as_(piotr), ROADS)
    assert taken.number in text_of(as_(piotr), f"{ROADS}?widok=zalatwione")


def test_the_counts_of_long_lists_lead_to_all_of_their_lines(as_: As, piotr: Staff, register: Register) -> None:
    for number in range(51):
        register(subject=f"Dziura nr {number:02}")
    today = text_of(as_(piotr), ROADS)
    assert 'href="/skrzynka/zdiz-utrzymanie?widok=nowe">Pokaż wszystkie 51 spraw</a>' in today
    nobodys = text_of(as_(piotr), f"{ROADS}?kto=bez-osoby")
    assert 'href="/skrzynka/zdiz-utrzymanie?widok=nowe&amp;kto=bez-osoby">Pokaż wszystkie</a>' in nobodys
    first = text_of(as_(piotr), f"{ROADS}?widok=nowe")
    assert "strona 1 z 2" in first
    second = text_of(as_(piotr), ROADS + html.unescape(first.split('rel="next" href="')[1].split('"')[0]))
    assert "strona 2 z 2" in second
    assert [second.count(f"Dziura nr {number:02}") > 0 for number in (0, 49, 50)] == [False, False, True]


def test_a_refresh_brings_the_same_view(as_: As, piotr: Staff, pothole: Registered) -> None:
    fragment = text_of(as_(piotr), f"{ROADS}/lista?widok=nowe")
    assert pothole.number in fragment
    assert "<html" not in fragment
    assert "Do załatwienia</h2>" not in fragment


@pytest.mark.parametrize(
    "query",
    ["widok=nie-ma", "strona=-1", "strona=x", "kto=%00", "widok=zalatwione&za=9~x", "widok=nowe&przed=1~2~%00~3"],
)
def test_a_broken_address_shows_the_inbox_all_the_same(as_: As, piotr: Staff, pothole: Registered, query: str) -> None:
    assert as_(piotr).get(f"{ROADS}?{query}").status_code == 200


def test_a_search_finds_by_number_street_and_word(as_: As, piotr: Staff, pothole: Registered) -> None:
    for asked in (pothole.number, pothole.number.lower(), "żaglowa", "zaglowa", "przystanku"):
        assert pothole.number in as_(piotr).get("/sprawy", {"q": asked}).content.decode(), asked
    assert "Nic nie znaleziono" in as_(piotr).get("/sprawy", {"q": "tego nie ma nigdzie"}).content.decode()


def test_the_list_for_a_spreadsheet_runs_no_formula_and_is_logged(as_: As, piotr: Staff, register: Register) -> None:
    register(subject='=HYPERLINK("http://example.com";"x")')
    response = as_(piotr).get(f"{ROADS}/eksport")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1] == '\'=HYPERLINK("http://example.com";"x")'
    assert response["Content-Disposition"].startswith('attachment; filename="sprawy-zdiz-utrzymanie-')
    logged = contacts.readings(since=now() - timedelta(hours=1), until=now() + timedelta(hours=1)).lines
    assert [(line.staff_name, line.what) for line in logged] == [("Piotr Kotwica", "eksport listy spraw")]


@pytest.mark.parametrize("nonsense", ["a\x00b", "strona=" + "9" * 5000])
def test_nonsense_in_the_address_breaks_no_page(as_: As, piotr: Staff, nonsense: str) -> None:
    name, _, value = nonsense.rpartition("=")
    assert as_(piotr).get("/sprawy", {name or "q": value}).status_code == 200


def test_what_was_looked_for_in_all_matters_is_logged(as_: As, piotr: Staff) -> None:
    for asked in ("Zatoka", "Zatoka", "Kowal", ""):
        as_(piotr).get("/sprawy", {"q": asked})
    logged = contacts.readings(since=now() - timedelta(hours=1), until=now() + timedelta(hours=1)).lines
    assert sorted(line.reason for line in logged) == ["szukano: Kowal", "szukano: Zatoka"]


@pytest.mark.parametrize("cell", ["=1+1", "+48500000014", "-2", "@SUM(A1)", "\t=1", "  =1"])
def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


def test_an_ordinary_cell_is_left_alone() -> None:
    assert safe_cell("Dziura w jezdni = duża") == "Dziura w jezdni = duża"


def test_the_inbox_costs_the_same_whatever_stands_in_it(
    as_: As, piotr: Staff, register: Register, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        register(subject=f"Dziura {number}")
    client = as_(piotr)
    client.get(ROADS)
    with django_assert_max_num_queries(12):
        client.get(ROADS)
