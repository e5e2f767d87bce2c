"""Reading cards in: who may, what is said before anything changes, faults by line, old pages, the way out."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge import queries
from infolinia.knowledge.models import Card, CardFile, Edition
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db

PAGE = """<title>Odpis | BIP</title><nav>Menu</nav><h1>Odpis aktu</h1><p>Jak dostać odpis.</p>
<h2>Kto może</h2><p>Rodzina.</p><h2>Opłaty</h2><p>22 zł <script>x()</script></p>
<h2>Nasz kącik</h2><p>Ciekawostka.</p>"""


def file_of(*cards: Any) -> SimpleUploadedFile:
    """Return a file of these cards, as a browser sends it."""
    return SimpleUploadedFile("karty.json", json.dumps({"cards": cards}, ensure_ascii=False).encode())


def upload(browser: Client, *cards: Any) -> str:
    """Upload these cards; the address of the preview."""
    answer = browser.post(reverse("editing:import_upload"), {"file": file_of(*cards)})
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return str(answer["Location"])


@pytest.mark.parametrize("name", ["importing", "export"])
def test_only_editors_come_in(
    name: str, as_: As, ewa: Staff, zofia: Staff, marek: Staff, piotr: Staff, administrator: Staff
) -> None:
    address = reverse(f"editing:{name}")
    assert as_(ewa).get(address).status_code == 200
    assert [as_(person).get(address).status_code for person in (zofia, marek, piotr, administrator)] == [403] * 4
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", ["import_upload", "import_page", "import_page_take"])
def test_only_editors_send_anything(name: str, as_: As, zofia: Staff, marek: Staff) -> None:
    address = reverse(f"editing:{name}")
    assert [as_(person).post(address).status_code for person in (zofia, marek)] == [403, 403]
    assert Client().post(address).status_code == 302


def test_a_file_is_looked_at_first_and_becomes_drafts_then(as_: As, ewa: Staff, pothole: str) -> None:
    browser = as_(ewa)
    address = upload(
        browser, {"code": pothole, "title": "Wyrwa w jezdni"}, {"code": "nowa", "title": "Nowa <b>karta</b>"}
    )
    shown = browser.get(address).content.decode()
    assert "nowe wydanie" in shown and "nowa karta" in shown and "Tytuł" in shown
    assert "Nowa &lt;b&gt;karta" in shown and "bez komórki" in shown
    assert not Card.objects.filter(code="nowa").exists()
    only_new = browser.get(address + "?co=new").content.decode()
    assert "Nowa &lt;b&gt;" in only_new and "Wyrwa" not in only_new

    answer = browser.post(f"{address}/szkice", follow=True)
    assert "Powstały 2 szkice" in answer.content.decode()
    drafts = Edition.objects.filter(state=Edition.State.DRAFT)
    assert sorted(drafts.values_list("card__code", flat=True)) == [pothole, "nowa"]
    assert queries.card("nowa") is None and not CardFile.objects.exists()
    assert browser.get(address).status_code == 404


def test_faults_are_listed_by_line_and_nothing_is_taken(as_: As, ewa: Staff) -> None:
    browser = as_(ewa)
    data = (
        '{"cards": [\n{"code": "a", "title": "A"},\n{"code": "Zły kod"},\n{"code": "b", "title": "B", "unit": "mars"}]}'
    )
    file = SimpleUploadedFile("źle<i>.json", data.encode())
    answer = browser.post(reverse("editing:import_upload"), {"file": file}, follow=True)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "Popraw 2 miejsc" in shown
    assert "mars" in shown and "title: brakuje" in shown and "&lt;i&gt;" in shown
    address = answer.redirect_chain[0][0]
    assert browser.post(f"{address}/szkice").status_code == 422
    assert not Card.objects.exists()


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (None, "Wybierz plik."),
        (SimpleUploadedFile("a.json", b""), "Plik jest pusty."),
        (SimpleUploadedFile("a.json", b"  "), "Plik jest pusty."),
        (SimpleUploadedFile("a.json", b" " * 30_000_001), "za duży"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_on_the_same_page(
    file: SimpleUploadedFile | None, why: str, as_: As, ewa: Staff
) -> None:
    answer = as_(ewa).post(reverse("editing:import_upload"), {"file": file} if file else {})
    assert answer.status_code == 422 and why in answer.content.decode()
    assert not CardFile.objects.exists()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"<html>", b'{"cards": [', b"PK\x03\x04", b'{"x": ' + b"[" * 90_000])
def test_a_file_that_is_no_list_of_cards_says_where_reading_stopped(data: bytes, as_: As, ewa: Staff) -> None:
    file = SimpleUploadedFile("a.json", data)
    answer = as_(ewa).post(reverse("editing:import_upload"), {"file": file}, follow=True)
    assert answer.status_code == 422 and "nic z niego nie wzięto" in answer.content.decode()


def test_somebody_elses_file_is_not_there(as_: As, ewa: Staff, jan: Staff) -> None:
    address = upload(as_(ewa), {"code": "a", "title": "A"})
    assert [as_(jan).get(address).status_code, as_(jan).post(f"{address}/szkice").status_code] == [404, 404]
    as_(jan).post(f"{address}/wyrzuc")
    assert CardFile.objects.exists()
    as_(ewa).post(f"{address}/wyrzuc")
    assert not CardFile.objects.exists()


def test_a_long_file_is_shown_in_pages_and_too_many_drafts_are_not_offered(as_: As, ewa: Staff) -> None:
    browser = as_(ewa)
    address = upload(browser, *({"code": f"k-{number}", "title": f"Karta {number}"} for number in range(301)))
    first, last = browser.get(address).content.decode(), browser.get(f"{address}?strona=7").content.decode()
    assert "strona 1 z 7" in first and "Karta 300" in last and "infolinia cards import" in first
    assert browser.post(f"{address}/szkice").status_code == 422
    assert not Card.objects.exists()


def test_an_empty_list_and_a_list_without_news_say_so(as_: As, ewa: Staff, pothole: str) -> None:
    browser = as_(ewa)
    assert "W tym pliku nie ma kart" in browser.get(upload(browser)).content.decode()
    out = json.loads(browser.get(reverse("editing:export")).content)
    same = browser.get(upload(browser, *out["cards"])).content.decode()
    assert "są już w kartach" in same and "bez zmian" in same


def test_the_way_out_gives_a_file_that_comes_back_in(as_: As, ewa: Staff, pothole: str) -> None:
    answer = as_(ewa).get(reverse("editing:export"))
    assert answer["Content-Disposition"].startswith('attachment; filename="karty-20')
    again = knowledge.import_cards(data=answer.content, by_id=None, at=now())
    assert again.unchanged == (pothole,)


def test_a_page_is_sorted_and_becomes_a_draft(as_: As, ewa: Staff) -> None:
    browser = as_(ewa)
    file = SimpleUploadedFile("odpis.html", PAGE.encode())
    shown = browser.post(reverse("editing:import_page"), {"page": file})
    text = shown.content.decode()
    assert shown.status_code == 200 and "Części strony" in text and "x()" not in text and "Menu" not in text
    form = {"title": "Odpis aktu", "code": "odpis-aktu", "subject": "sprawy-obywatelskie", "unit": "",
            "source": "odpis.html", "ile": "4", "cel-0": "streszczenie", "tekst-0": "Jak dostać odpis.",
            "cel-1": "kto", "tekst-1": "Rodzina.",
            "cel-2": "oplaty", "tekst-2": "22 zł", "cel-3": "pomin", "tekst-3": "Ciekawostka."}  # fmt: skip
    answer = browser.post(reverse("editing:import_page_take"), form)
    draft = Edition.objects.get()
    assert answer.status_code == 302 and answer["Location"] == reverse("editing:draft", args=[draft.pk])
    assert (draft.state, draft.summary, draft.sources) == ("draft", "Jak dostać odpis.", ["Strona: odpis.html"])
    assert {part["code"]: part["text"] for part in draft.sections} == {"kto": "Rodzina.", "oplaty": "22 zł"}


def test_what_was_typed_comes_back_when_the_page_makes_no_card(as_: As, ewa: Staff, pothole: str, draft: int) -> None:
    form = {"title": "Dziura", "code": pothole, "subject": "transport-i-drogi", "unit": "", "ile": "1", "cel-0": "kto",
            "tekst-0": "Poprawiony <tekst>", "naglowek-0": "Kto może"}  # fmt: skip
    answer = as_(ewa).post(reverse("editing:import_page_take"), form)
    text = answer.content.decode()
    assert answer.status_code == 422 and "ma już szkic" in text and "Poprawiony &lt;tekst&gt;" in text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({}, "Wybierz plik albo wklej"),
        ({"html": "<script>x</script>"}, "nie ma tekstu"),
        ({"html": "<div>" * 300 + "x"}, "zagnieżdżona"),
        ({"page": SimpleUploadedFile("a.html", b"%PDF\x00\x00")}, "To nie jest strona HTML."),
        ({"page": SimpleUploadedFile("a.html", b" " * 3_000_001)}, "za duża"),
        ({"html": "x" * 600_001}, "zapisz stronę jako plik"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_on_the_same_page(
    form: dict[str, Any], why: str, as_: As, ewa: Staff
) -> None:
    answer = as_(ewa).post(reverse("editing:import_page"), form)
    assert answer.status_code == 422 and why in answer.content.decode()


def test_addresses_are_asked_only_where_the_office_named_a_host(as_: As, ewa: Staff, settings: Any) -> None:
    browser, form = as_(ewa), {"address": "https://127.0.0.1/"}
    assert "adres strony" not in browser.get(reverse("editing:importing")).content.decode()
    assert "Wybierz plik albo wklej" in browser.post(reverse("editing:import_page"), form).content.decode()
    settings.PAGE_HOSTS = ["stary.example.org"]
    assert "adres strony" in browser.get(reverse("editing:importing")).content.decode()
    refused = browser.post(reverse("editing:import_page"), form)
    assert refused.status_code == 422 and "tylko z adresów: stary.example.org" in refused.content.decode()


@pytest.mark.parametrize("count", ["", "x", "-1", "9999", "9" * 5000, "²"])
def test_a_count_that_is_none_makes_no_parts(count: str, as_: As, ewa: Staff) -> None:
    form = {"title": "T", "code": "t", "subject": "inne", "unit": "", "ile": count, "cel-0": "kto", "tekst-0": "x"}
    assert as_(ewa).post(reverse("editing:import_page_take"), form).status_code == 302
    assert len(Edition.objects.get().sections) == (count == "9999")
