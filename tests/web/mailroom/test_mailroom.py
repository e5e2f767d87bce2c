"""The clerk's day: prints, posts with numbers, notes what came back, and hands out what was collected."""

import re
from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from pypdf import PdfReader

from infolinia.city.models import Staff
from infolinia.contacts.models import Reading
from infolinia.core.clock import city_day, now
from infolinia.correspondence import operations
from infolinia.correspondence.models import Message, PaperMail
from infolinia.web.mailroom import urls
from tests.correspondence.printing import conftest as letters
from tests.web.mailroom.conftest import As, Write
from tests.web.rights import DOOR, FORM, MISSING, OPEN, REFUSED, ROLES, amiss

pytestmark = pytest.mark.django_db
PLACE = "/poczta-papierowa"


@pytest.fixture(autouse=True)
def written_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are written at this moment, as the screens read it."""
    monkeypatch.setattr(letters, "AT", now() - timedelta(minutes=5))


def printed(desk: Client, write: Write, **fields: object) -> PaperMail:
    paper = write(**fields)
    assert desk.post(f"{PLACE}/wydruk").status_code == 302
    paper.refresh_from_db()
    return paper


def posted(desk: Client, write: Write, **fields: object) -> PaperMail:
    paper = printed(desk, write, **fields)
    desk.post(f"{PLACE}/wydruki/{paper.run_id}/nadano")
    paper.refresh_from_db()
    return paper


def page(desk: Client, path: str) -> str:
    return desk.get(f"{PLACE}{path}").content.decode()


def test_an_empty_room_says_what_will_come(desk: Client) -> None:
    shown = page(desk, "")
    for said in ("Nic nie czeka na wydruk", "Nic nie czeka na odbiór", "Wszystkie potwierdzenia wróciły"):
        assert said in shown
    assert "Przygotuj wydruk" not in shown
    assert "Nic nie czeka na wydruk." in desk.post(f"{PLACE}/wydruk", follow=True).content.decode()


def test_the_clerk_prints_what_waits_and_gets_the_lists(desk: Client, write: Write) -> None:
    paper = write(is_large=True)
    assert "duży druk" in page(desk, "")
    paper.refresh_from_db()
    shown = desk.post(f"{PLACE}/wydruk", follow=True).content.decode()
    paper.refresh_from_db()
    assert "Halina Zatoka" in shown
    file = desk.get(f"{PLACE}/wydruki/{paper.run_id}/listy.pdf")
    assert "Halina Zatoka" in PdfReader(BytesIO(file.content)).pages[0].extract_text()
    assert file["Cache-Control"] == "no-store"
    book = desk.get(f"{PLACE}/wydruki/{paper.run_id}/ksiazka.csv")
    assert "Halina Zatoka;ul. Żaglowa 12 m. 3, 81-001 Gdynia;zwykły" in book.content.decode("utf-8-sig")
    table = desk.get(f"{PLACE}/wydruki/{paper.run_id}/ksiazka.pdf")
    assert "Wykaz przesyłek nadanych" in PdfReader(BytesIO(table.content)).pages[0].extract_text()


def test_posting_takes_the_numbers_and_tells_who_did_it(desk: Client, write: Write) -> None:
    paper = printed(desk, write, purpose="extended")
    shown = desk.post(
        f"{PLACE}/wydruki/{paper.run_id}/nadano", {f"numer-{paper.pk}": "00 5590", "numer-x": "1"}, follow=True
    ).content.decode()
    assert "Wyszło przesyłek: 1." in shown
    paper.refresh_from_db()
    assert (paper.state, paper.tracking) == ("posted", "005590")
    assert "Renata Kluza" in page(desk, f"/przesylki/{paper.pk}")


def test_two_letters_cannot_have_one_number(desk: Client, write: Write) -> None:
    papers = [write(purpose="extended"), write(purpose="closed")]
    desk.post(f"{PLACE}/wydruk")
    numbers = {f"numer-{paper.pk}": "77" for paper in papers}
    run_id = PaperMail.objects.filter(run__isnull=False).values_list("run", flat=True).first()
    answer = desk.post(f"{PLACE}/wydruki/{run_id}/nadano", numbers)
    shown = answer.content.decode()
    assert (answer.status_code, "ma już inny list" in shown) == (422, True)
    assert shown.count('value="77"') == 2, "what was typed is still there"
    assert {paper.state for paper in PaperMail.objects.all()} == {"printed"}, "all or nothing"


def test_a_spoilt_letter_is_printed_again(desk: Client, write: Write) -> None:
    paper = printed(desk, write)
    shown = desk.post(
        f"{PLACE}/wydruki/{paper.run_id}/jeszcze-raz", {"przesylka": [paper.pk, "x"]}, follow=True
    ).content.decode()
    assert "Na nowy wydruk czeka przesyłek: 1." in shown
    assert PaperMail.objects.get().state == "waiting"
    assert "Przygotuj wydruk" in page(desk, "")


def test_what_is_ticked_to_be_printed_again_is_not_posted(desk: Client, write: Write) -> None:
    paper = printed(desk, write, purpose="extended")
    typed = {"przesylka": [paper.pk], f"numer-{paper.pk}": "77", "numer-²": "1"}
    answer = desk.post(f"{PLACE}/wydruki/{paper.run_id}/nadano", typed)
    shown = answer.content.decode()
    assert (answer.status_code, "najpierw wydrukuj jeszcze raz" in shown) == (422, True)
    assert f'value="{paper.pk}" checked' in shown
    assert 'value="77"' in shown
    assert PaperMail.objects.get().state == "printed"


@pytest.mark.parametrize("typed", ["²", "9" * 30])
def test_what_is_no_number_of_a_letter_is_passed_over(desk: Client, write: Write, typed: str) -> None:
    paper = printed(desk, write)
    answer = desk.post(f"{PLACE}/wydruki/{paper.run_id}/jeszcze-raz", {"przesylka": typed}, follow=True)
    assert "Zaznacz przesyłki" in answer.content.decode()


def test_letters_have_the_numbers_of_the_posting_book(desk: Client, write: Write) -> None:
    spoilt, kept = write(purpose="extended"), write()
    write("pickup")
    desk.post(f"{PLACE}/wydruk")
    spoilt.refresh_from_db()
    desk.post(f"{PLACE}/wydruki/{spoilt.run_id}/jeszcze-raz", {"przesylka": spoilt.pk})
    shown = page(desk, f"/wydruki/{spoilt.run_id}")
    assert re.findall(r'class="nb i">(.)</td>', shown) == ["1", "–"]
    book = desk.get(f"{PLACE}/wydruki/{spoilt.run_id}/ksiazka.csv").content.decode("utf-8-sig")
    assert book.splitlines()[1].startswith(f"1;{kept.recipient}")


def test_a_letter_called_off_after_printing_says_so(desk: Client, write: Write) -> None:
    paper = printed(desk, write)
    operations.cancel([paper.message_id], at=now())
    assert "odwołany: wyjmij, nie nadawaj" in page(desk, f"/wydruki/{paper.run_id}")


def test_a_return_is_found_by_its_label_and_says_what_it_means(desk: Client, write: Write) -> None:
    paper = posted(desk, write, purpose="extended")
    assert f"/przesylki/{paper.pk}" in desk.post(PLACE, {"q": "zatoka"}).content.decode()
    step = {"returned": "1", "returned-reason": "not_collected", "returned-on": city_day(now()).isoformat()}
    shown = desk.post(f"{PLACE}/przesylki/{paper.pk}", step, follow=True).content.decode()
    assert "liczy się jak doręczony (KPA art. 44 § 4)" in shown
    assert Message.objects.get(id=paper.message_id).status == "returned"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"returned-reason": ""}, "Zaznacz przyczynę."),
        ({"returned-on": ""}, "Podaj dzień."),
        ({"returned-on": "2020-01-01"}, "Podaj dzień od nadania do dzisiaj."),
    ],
)
def test_a_return_without_its_facts_is_refused(
    desk: Client, write: Write, changed: Mapping[str, str], said: str
) -> None:
    paper = posted(desk, write)
    step = {"returned": "1", "returned-reason": "moved", "returned-on": city_day(now()).isoformat(), **changed}
    answer = desk.post(f"{PLACE}/przesylki/{paper.pk}", step)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    paper.refresh_from_db()
    assert paper.state == "posted"


def test_a_resident_collects_a_paper_at_the_counter(desk: Client, write: Write) -> None:
    paper = posted(desk, write, channel="pickup")
    assert "Sala Obsługi Mieszkańców, stanowisko 3" in page(desk, "")
    step = {"delivered": "1", "delivered-on": city_day(now()).isoformat()}
    assert "Zapisano doręczenie." in desk.post(f"{PLACE}/przesylki/{paper.pk}", step, follow=True).content.decode()
    assert "Nic nie czeka na odbiór" in page(desk, "")


def test_a_paper_that_nobody_collected_is_put_away(desk: Client, write: Write) -> None:
    paper = posted(desk, write, channel="pickup")
    shown = desk.post(f"{PLACE}/przesylki/{paper.pk}", {"uncollected": "1"}, follow=True).content.decode()
    assert "nikt nie odebrał" in shown


def test_the_service_and_the_number_are_changed_on_the_letters_page(desk: Client, write: Write) -> None:
    paper = write()
    path = f"{PLACE}/przesylki/{paper.pk}"
    assert "Zmieniono rodzaj" in desk.post(path, {"service": "registered"}, follow=True).content.decode()
    assert desk.post(path, {"service": "by pigeon"}).status_code == 404
    desk.post(f"{PLACE}/wydruk")
    desk.post(path, {"tracking": "1", "tracking-number": "00 77"})
    paper.refresh_from_db()
    assert (paper.service, paper.tracking) == ("registered", "0077")


def test_reading_addresses_is_logged_with_whose_they_are(desk: Client, write: Write, clerk: Staff) -> None:
    resident, matter = uuid4(), uuid4()
    paper = printed(desk, write, resident_id=resident, matter_id=matter)
    assert desk.post(PLACE, {"q": "zatoka"}).status_code == 200
    paths = (f"przesylki/{paper.pk}", f"przesylki/{paper.pk}/list.pdf", f"wydruki/{paper.run_id}")
    for path in (*paths, *(f"{paths[-1]}/{name}" for name in ("listy.pdf", "ksiazka.pdf", "ksiazka.csv"))):
        assert desk.get(f"{PLACE}/{path}").status_code == 200
    rows = Reading.objects.filter(staff_id=clerk.pk).order_by("id")
    assert list(rows.values_list("what", "reason", "resident_id", "matter_id")) == [
        ("poczta papierowa", "szukano: zatoka", None, None),
        (f"list {paper.pk}", "wysyłanie listów", resident, matter),
        (f"list {paper.pk}", "drukowanie", resident, matter),
        (f"wydruk {paper.run_id}", "wysyłanie listów", resident, matter),
        (f"wydruk {paper.run_id}", "drukowanie", resident, matter),
        (f"wydruk {paper.run_id}", "książka nadawcza", resident, matter),
    ]


def test_a_name_is_not_looked_for_by_the_pages_address(desk: Client, write: Write) -> None:
    paper = posted(desk, write)
    assert f"/przesylki/{paper.pk}" not in page(desk, "?q=zatoka")
    assert 'name="q"' in page(desk, "")
    assert '<form class="filters" method="get"' not in page(desk, "")


SEEN = (REFUSED, OPEN, REFUSED, OPEN, REFUSED, OPEN, DOOR)
EXPECTED = {
    **dict.fromkeys(("home", "run", "run_pdf", "book_pdf", "book_csv", "paper", "paper_pdf", "electronic"), SEEN),
    "evidence": (REFUSED, MISSING, REFUSED, MISSING, REFUSED, MISSING, DOOR),
    **dict.fromkeys(("make_run", "post_run", "print_again"), (FORM,) * 7),
}


def test_only_clerks_supervisors_and_administrators_see_letters(
    as_: As, write: Write, desk: Client, clerk: Staff, zofia: Staff, outsider: Staff, marek: Staff, administrator: Staff
) -> None:
    editor = Staff.objects.create(username="red", display_name="Ewa Molo", role="editor")
    people = dict(zip(ROLES, map(as_, (zofia, clerk, outsider, marek, editor, administrator)), strict=False))
    paper = printed(desk, write)
    named = {str(one.name): one for one in urls.urlpatterns if isinstance(one, URLPattern)}
    assert set(EXPECTED) == set(named), "every address has its row"
    values = {"run_id": paper.run_id, "paper_id": paper.pk, "message_id": paper.message_id, "evidence_id": 9}
    addresses = {
        name: reverse(f"mailroom:{name}", kwargs={key: values[key] for key in one.pattern.converters})
        for name, one in named.items()
    }
    assert not amiss({**people, "guest": Client()}, addresses, EXPECTED)


@pytest.mark.parametrize("name", ["make_run", "post_run", "print_again", "paper"])
def test_nobody_else_may_press(as_: As, write: Write, desk: Client, zofia: Staff, outsider: Staff, name: str) -> None:
    paper = printed(desk, write)
    ways = {
        "make_run": "/wydruk", "post_run": f"/wydruki/{paper.run_id}/nadano",
        "print_again": f"/wydruki/{paper.run_id}/jeszcze-raz", "paper": f"/przesylki/{paper.pk}",
    }  # fmt: skip
    assert [as_(one).post(f"{PLACE}{ways[name]}").status_code for one in (zofia, outsider)] == [403, 403]


def test_what_is_not_there_is_not_found(desk: Client) -> None:
    for path in (
        "/wydruki/9",
        "/wydruki/9/listy.pdf",
        "/wydruki/9/ksiazka.csv",
        "/przesylki/9",
        "/przesylki/9/list.pdf",
    ):
        assert desk.get(f"{PLACE}{path}").status_code == 404


def test_the_way_stands_in_the_bar_of_clerks_alone(
    as_: As, desk: Client, marek: Staff, administrator: Staff, outsider: Staff
) -> None:
    for browser in (desk, as_(marek), as_(administrator)):
        assert f'href="{PLACE}"' in browser.get("/skrzynka", follow=True).content.decode()
    assert f'href="{PLACE}"' not in as_(outsider).get("/skrzynka", follow=True).content.decode()
