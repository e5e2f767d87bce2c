"""The figures on their screens: each number leads to its matters, as files for a spreadsheet, as a card of one page."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Reading
from infolinia.core.clock import city_day, now
from infolinia.matters import jobs, operations
from infolinia.matters.models import Category, Matter, MonthFigures
from infolinia.matters.shapes import Registered
from tests.web.units.conftest import As, Register

PAGE = "/nadzor/sprawy"


@pytest.fixture
def counted(pothole: Registered, register: Register, piotr: Staff, lamps: Unit) -> Registered:
    """A late pothole that nobody took, one that was settled, one sent on to the lamps; all counted."""
    done, sent = register(), register()
    operations.take(matter_id=done.id, by_id=piotr.pk, at=now())
    operations.close(matter_id=done.id, result="done", text="Naprawione.", by_id=piotr.pk, at=now())
    operations.pass_on(matter_id=sent.id, to_unit_id=lamps.pk, reason="To latarnia.", by_id=piotr.pk, at=now())
    late = now() - timedelta(days=1)
    Matter.objects.filter(pk=pothole.id).update(resident_due_at=late, unit_due_at=late)
    operations.count_now(at=now())
    operations.count_due_months(at=now())
    return pothole


def numbers(page: str) -> dict[str, int]:
    """Return every linked number of a page by its address."""
    found = re.findall(r'<td role="cell" class="num i"[^>]*><a href="(/sprawy\?[^"]*)"[^>]*>([\d ]+)<', page)
    return {address.replace("&amp;", "&"): int(count) for address, count in found}


@pytest.mark.django_db
def test_every_number_opens_a_list_of_as_many_matters(counted: Registered, as_: As, marek: Staff, roads: Unit) -> None:
    marek_at, seen = as_(marek), 0
    kind = Category.objects.get(code="dziura-w-jezdni")
    for address in (PAGE, f"{PAGE}?wedlug=rodzaje", f"{PAGE}/komorka/{roads.pk}", f"{PAGE}/rodzaj/{kind.pk}"):
        found = numbers(marek_at.get(address).content.decode())
        assert found, address
        for url, count in found.items():
            listed = marek_at.get(url)
            assert listed.context["found"].total == len(listed.context["found"].lines) == count, url
            seen += 1
    assert seen > 20


@pytest.mark.django_db
def test_the_reason_why_matters_are_late_opens_them(counted: Registered, as_: As, marek: Staff, roads: Unit) -> None:
    page = as_(marek).get(f"{PAGE}/komorka/{roads.pk}")
    (reason,) = page.context["reasons"]
    assert (reason.text, reason.count) == ("nikt jej nie przyjął", 1)
    listed = as_(marek).get(reason.url)
    assert [line.number for line in listed.context["found"].lines] == [counted.number]
    assert Reading.objects.filter(staff=marek, what="lista spraw za liczbą").exists()


@pytest.mark.django_db
def test_a_double_click_asks_the_worker_once_and_counts_nothing_itself(
    counted: Registered, as_: As, marek: Staff, register: Register
) -> None:
    before = MonthFigures.objects.get(unit_id=counted.unit_id).received
    register()
    for _click in range(2):
        page = as_(marek).post(f"{PAGE}/policz", follow=True)
        assert "Liczymy od nowa." in page.content.decode()
    asked = ProcrastinateJob.objects.filter(task_name__startswith="matters.count_", status="todo")
    assert sorted(asked.values_list("task_name", flat=True)) == ["matters.count_months", "matters.count_now"]
    assert MonthFigures.objects.get(unit_id=counted.unit_id).received == before
    for job in asked:
        getattr(jobs, job.task_name.removeprefix("matters."))(**job.args)
    assert MonthFigures.objects.get(unit_id=counted.unit_id).received == before + 1


@pytest.mark.django_db
def test_both_tables_open_in_a_spreadsheet_and_run_nothing(counted: Registered, as_: As, marek: Staff) -> None:
    Category.objects.filter(code="dziura-w-jezdni").update(name="=CMD()")
    for address in ("stan.csv", "miesiace.csv"):
        answer = as_(marek).get(f"{PAGE}/{address}")
        text = answer.content.decode("utf-8-sig")
        assert answer["Content-Type"].startswith("text/csv")
        head, *rows = text.strip().split("\r\n")
        assert rows
        assert all(row.count(";") == head.count(";") for row in rows)
        assert ";'=CMD();" in text
        assert ";=CMD" not in text


def text_of(pdf: bytes) -> tuple[int, str]:
    """Return how many pages a card has, and what they say."""
    reader = PdfReader(BytesIO(pdf))
    return len(reader.pages), " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.django_db
def test_the_card_of_a_month_says_in_one_page_how_the_unit_did(
    counted: Registered, as_: As, marek: Staff, roads: Unit
) -> None:
    today = city_day(now())
    answer = as_(marek).get(f"/nadzor/karta/{roads.code}/{today:%Y-%m}")
    pages, text = text_of(answer.content)
    assert (answer["Content-Type"], pages) == ("application/pdf", 1)
    assert roads.name in text
    assert "Komórka załatwiła 1 sprawę, z tego 1 w terminie." in text
    assert "Na koniec otwarta była 1 sprawa, po terminie: 1." in text
    assert "nikt jej nie przyjął" in text
    assert "50%" in text
    assert "Halina" not in text


@pytest.mark.django_db
def test_the_card_stays_one_page_with_many_kinds_and_long_names(
    counted: Registered, as_: As, marek: Staff, roads: Unit
) -> None:
    today = city_day(now())
    Unit.objects.filter(pk=roads.pk).update(name="Wydział Bardzo Długiej Nazwy do spraw " + "utrzymania dróg i " * 8)
    for number in range(40):
        kind = Category.objects.create(code=f"k{number}", name=f"Rodzaj zgłoszenia o nazwie długiej jak {number} " * 2)
        MonthFigures.objects.create(
            month=today.replace(day=1), unit=roads, category=kind, received=number, counted_at=now()
        )
    pages, text = text_of(as_(marek).get(f"/nadzor/karta/{roads.code}/{today:%Y-%m}").content)
    assert pages == 1
    assert "pozostałe rodzaje" in text


@pytest.mark.django_db
def test_a_month_that_has_not_begun_or_is_none_has_no_card_and_no_list(
    counted: Registered, as_: As, marek: Staff, roads: Unit
) -> None:
    later = f"{city_day(now()).year + 1}-01"
    for month in (later, "2026-13", "x"):
        assert as_(marek).get(f"/nadzor/karta/{roads.code}/{month}").status_code == 404
        assert as_(marek).get(f"/sprawy?jakie=closed&miesiac={month}").status_code == 404
    for query in ("jakie=nic", "jakie=closed", "jakie=open&komorka=x", "jakie=overdue&powod=nic", "jakie=share"):
        assert as_(marek).get(f"/sprawy?{query}").status_code == 404
    assert as_(marek).get("/nadzor/karta/nie-ma/2026-01").status_code == 404


@pytest.mark.django_db
def test_an_empty_city_has_empty_figures(as_: As, marek: Staff) -> None:
    page = as_(marek).get(PAGE)
    assert "Nie ma otwartych spraw" in page.content.decode()
    assert as_(marek).get("/sprawy?jakie=open").context["found"].total == 0


@pytest.mark.django_db
def test_only_supervision_sees_figures(
    counted: Registered, as_: As, administrator: Staff, zofia: Staff, piotr: Staff, roads: Unit
) -> None:
    addresses = [PAGE, f"{PAGE}/stan.csv", f"{PAGE}/komorka/{roads.pk}", "/sprawy?jakie=open"]
    for address in [*addresses, f"/nadzor/karta/{roads.code}/2026-01"]:
        assert as_(administrator).get(address).status_code == 200
        for other in (zofia, piotr):
            assert as_(other).get(address).status_code == 403
