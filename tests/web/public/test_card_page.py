"""A card as residents get it: what is first, what is left out, languages, easy text, and cards that are no more."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from django.test import Client

from infolinia.knowledge import operations as knowledge
from tests.web.public.conftest import Publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]

PAGE = "/karty/odbior-dowodu"
XHTML = "{http://www.w3.org/1999/xhtml}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def text(response: HttpResponse) -> str:
    return response.content.decode()


def headings(response: HttpResponse) -> list[str]:
    main = text(response).partition('<div class="say')[2].partition("<aside")[0]
    return [re.sub("<[^>]+>", "", found).strip() for found in re.findall(r"<h2[^>]*>(.*?)</h2>", main)]


def linked(response: HttpResponse) -> Any:
    return json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(response))[0])


def test_the_answer_then_fee_term_and_place_then_the_rest_in_the_residents_order(
    client: Client, whole_card: str
) -> None:
    page = client.get(PAGE)
    told = text(page)
    places = [
        told.index(part)
        for part in ("Dowód odbierzesz", "Ile kosztuje", "Ile to trwa", "Gdzie</dt>", "Jak to załatwić</h2>")
    ]
    assert places == sorted(places)
    assert headings(page)[:5] == ["Jak to załatwić", "Dokumenty", "Kto może", "Kto może odebrać", "Gdzie"]
    assert headings(page)[-2:] == ["Odwołanie", "Podstawa i źródło"]
    assert "sprawdzone 2.11.2026" in told


@pytest.mark.parametrize("language", ["", "?jezyk=en", "?tekst=latwy"])
def test_nothing_meant_for_advisers_is_on_the_page(client: Client, whole_card: str, language: str) -> None:
    told = text(client.get(PAGE + language))
    for hidden in ("Sprawdź w systemie", "Dowód czeka w sali", "numeru dowodu", "Kiedy był wniosek", "Tell them"):
        assert hidden not in told


def test_the_address_chooses_the_language_of_the_whole_page(client: Client, whole_card: str) -> None:
    page = client.get(f"{PAGE}?jezyk=en")
    assert page.headers["content-language"] == "en"
    assert '<html lang="en"' in text(page)
    assert "You collect it yourself" in text(page)
    assert 'rel="canonical" href="http://localhost:8000/karty/odbior-dowodu?jezyk=en"' in text(page)
    assert "/karty?jezyk=en" in text(page)  # the way back stays in the language
    assert 'name="next" value="/karty/odbior-dowodu"' in text(page)  # choosing another language is not undone


def test_a_missing_language_is_said_and_polish_shown_as_polish(client: Client, whole_card: str) -> None:
    page = client.get(f"{PAGE}?jezyk=uk")
    assert '<html lang="uk"' in text(page)
    assert '<h1 lang="pl">Odbiór dowodu</h1>' in text(page)
    assert 'rel="canonical" href="http://localhost:8000/karty/odbior-dowodu"' in text(page)
    assert client.get(f"{PAGE}?jezyk=de").headers["content-language"] == "pl"


def test_every_version_names_all_versions(client: Client, whole_card: str) -> None:
    expected = {"pl": PAGE, "x-default": PAGE, "en": f"{PAGE}?jezyk=en"}
    for page in (client.get(PAGE), client.get(f"{PAGE}?jezyk=en")):
        found = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="http://localhost:8000([^"]+)"', text(page)))
        assert found == expected


def test_easy_text_is_a_switch_on_the_page(client: Client, whole_card: str, publish: Publish) -> None:
    assert "Łatwy tekst" in text(client.get(PAGE))
    easy = text(client.get(f"{PAGE}?tekst=latwy"))
    assert "Przyjdź do urzędu." in easy
    assert "Ile kosztuje" not in easy
    assert "Cały tekst" in easy
    publish("bez-latwego", "Bez łatwego", answer="Zwykły tekst.")
    without = text(client.get("/karty/bez-latwego?tekst=latwy"))
    assert "nie ma jeszcze w tekście łatwym" in without
    assert "Zwykły tekst." in without


def test_a_film_in_sign_language_and_the_online_service_are_linked(client: Client, whole_card: str) -> None:
    told = text(client.get(PAGE))
    assert 'href="https://example.org/pjm/dowod" rel="noopener noreferrer external"' in told
    assert 'href="https://example.org/dowod" rel="noopener noreferrer external"' in told


def test_an_example_is_called_one(client: Client, whole_card: str, publish: Publish) -> None:
    publish("prawdziwa", "Prawdziwa karta")
    assert "To karta przykładowa." in text(client.get(PAGE))
    assert "To karta przykładowa." not in text(client.get("/karty/prawdziwa"))


def test_a_replaced_card_leads_on_and_says_so(client: Client, whole_card: str, publish: Publish, at: datetime) -> None:
    publish("stara", "Odbiór dowodu po staremu")
    knowledge.retire(card_code="stara", by_id=None, at=at, successor="odbior-dowodu")
    answer = client.get("/karty/stara?jezyk=en")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{PAGE}?zamiast=stara&jezyk=en")
    assert "Odbiór dowodu po staremu" in text(client.get(f"{PAGE}?zamiast=stara"))


def test_nobody_can_claim_by_an_address_that_a_card_was_replaced(
    client: Client, whole_card: str, publish: Publish
) -> None:
    publish("inna", "Inna karta")
    for code in ("inna", "nie-ma", "<b>", "a" * 300):
        assert "już nie obowiązuje" not in text(client.get(PAGE, {"zamiast": code}))


def test_a_withdrawn_card_without_successor_is_gone(client: Client, publish: Publish, at: datetime) -> None:
    publish("stara", "Stara karta", answer="Tak było.")
    knowledge.retire(card_code="stara", by_id=None, at=at)
    page = client.get("/karty/stara")
    assert page.status_code == 410
    assert "Tak było." not in text(page)
    assert "Zadzwoń" in text(page)


def test_a_card_of_tomorrow_is_not_there(client: Client, publish: Publish) -> None:
    publish("jutro", "Od jutra", valid_from="2026-11-25")
    assert client.get("/karty/jutro").status_code == 404
    publish("dzis", "Od dziś", valid_from="2026-11-24")
    listed = text(client.get("/karty/temat/sprawy-obywatelskie"))
    assert "Od dziś" in listed
    assert "Od jutra" not in listed
    assert client.get("/karty/temat/nie-ma").status_code == 404


def test_machines_read_the_card_as_a_government_service(client: Client, whole_card: str) -> None:
    data = linked(client.get(PAGE))
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "Odbiór dowodu"
    assert data["offers"][0] == {
        "@type": "Offer",
        "description": "bez opłaty",
        "price": "0.00",
        "priceCurrency": "PLN",
        "validFrom": "2026-01-01",
    }
    assert data["mainEntityOfPage"]["lastReviewed"] == "2026-11-02"
    assert data["mainEntityOfPage"]["inLanguage"] == "pl"
    channels = {key for channel in data["availableChannel"] for key in channel}
    assert {"servicePhone", "serviceUrl", "serviceLocation"} <= channels
    assert data["serviceOperator"]["name"].startswith("ZDiZ")


def test_nothing_written_in_a_card_ends_the_data_or_starts_a_script(client: Client, publish: Publish) -> None:
    publish("zla", "</script><script>alert(1)</script>", summary="<!-- <script> & \u2028")
    page = client.get("/karty/zla")
    assert linked(page)["name"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in text(page)
    assert text(page).count("<script") == 2  # the page's own and the data


def _urls(client: Client) -> Iterator[tuple[str, str, dict[str, str]]]:
    for url in ElementTree.fromstring(client.get("/sitemap.xml").content):  # noqa: S314
        links = {link.get("hreflang", ""): link.get("href", "") for link in url.findall(f"{XHTML}link")}
        yield url.findtext(f"{MAP}loc", ""), url.findtext(f"{MAP}lastmod", ""), links


def test_the_map_lists_each_card_in_each_language_with_its_day(
    client: Client, whole_card: str, publish: Publish, at: datetime
) -> None:
    publish("stara", "Stara")
    knowledge.retire(card_code="stara", by_id=None, at=at)
    found = {address: (day, links) for address, day, links in _urls(client)}
    base = f"http://localhost:8000{PAGE}"
    assert found[base] == found[f"{base}?jezyk=en"] == ("2026-11-23", {"pl": base, "en": f"{base}?jezyk=en"})
    assert "http://localhost:8000/karty/stara" not in found
    assert "http://localhost:8000/" in found


def test_every_address_of_the_map_answers(client: Client, whole_card: str) -> None:
    for address, _day, _links in _urls(client):
        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200, address


def test_robots_read_what_residents_read(client: Client) -> None:
    lines = text(client.get("/robots.txt")).splitlines()
    assert "Sitemap: http://localhost:8000/sitemap.xml" in lines
    assert "Disallow: /stanowisko" in lines
    assert not any(line.startswith("Disallow: /karty") for line in lines)


def test_the_list_and_the_search_speak_the_language_of_the_address(client: Client, whole_card: str) -> None:
    front = text(client.get("/karty?jezyk=en"))
    assert "/karty/temat/sprawy-obywatelskie?jezyk=en" in front
    assert 'name="jezyk" value="en"' in front  # the search keeps it
    listed = text(client.get("/karty/temat/sprawy-obywatelskie?jezyk=en"))
    assert "Collecting an identity card" in listed
    assert f"{PAGE}?jezyk=en" in listed


def test_a_search_without_an_answer_helps_on(client: Client, whole_card: str) -> None:
    page = text(client.get("/karty?q=xyzzy+qwertz"))
    assert "Nie mamy karty o: xyzzy qwertz" in page
    assert 'href="tel:' in page
    assert "/karty/temat/sprawy-obywatelskie" in page
    assert "noindex" in page
