"""What the interface tells and what it keeps to itself: cards, languages, marks of content, limits, problems."""

import json
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from infolinia.api import cards as views
from infolinia.api.rules.bucket import CAPACITY
from infolinia.knowledge import operations
from infolinia.knowledge.models import SearchEntry
from infolinia.knowledge.rules.drafts import draft
from tests.api.conftest import Get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_cards")]
CARD = "/api/v1/cards/dziura-w-jezdni"
INQUIRY = "/api/open311/inquiry/v1"


def test_a_card_tells_residents_and_nobody_elses_part(get: Get) -> None:
    told = get(CARD).json()
    assert told["answer"] == "Zadzwoń albo napisz. Naprawimy w 3 dni robocze."
    assert told["term"] == "3 dni robocze"
    assert told["unit"]["name"].startswith("ZDiZ")
    assert [fee["amount"] for fee in told["fees"]] == ["0.00", "5.50"]
    assert told["is_example"]
    text = json.dumps(told, ensure_ascii=False)
    for hidden in ("Przyjmę zgłoszenie", "tylko dla doradcy", "Która ulica", "o-co-zapytac"):
        assert hidden not in text


@pytest.mark.parametrize("path", [f"{INQUIRY}/services/dziura-w-jezdni.json", f"{INQUIRY}/faqs/all.xml"])
def test_neither_does_open311(get: Get, path: str) -> None:
    text = get(path).content.decode()
    assert "doradcy" not in text
    assert "Która ulica" not in text


def test_markup_typed_into_a_card_stays_text(get: Get) -> None:
    section = next(part for part in get(CARD).json()["sections"] if part["code"] == "gdzie")
    assert "<b>" not in section["html"]
    assert "&lt;b&gt;" in section["html"]
    assert section["text"] == "Rynek 1, <b>pokój</b> 2."


def test_a_language_is_given_and_where_it_is_missing_polish_says_so(get: Get) -> None:
    english, ukrainian = get(f"{CARD}?language=en"), get(f"{CARD}?language=uk")
    assert (english.json()["title"], english.headers["content-language"]) == ("Hole in the road", "en")
    assert (ukrainian.json()["language"], ukrainian.headers["content-language"]) == ("pl", "pl")
    assert english.json()["languages"] == ["pl", "en"]


def test_pages_of_cards_lead_to_the_end_and_repeat_nothing(get: Get) -> None:
    path, seen = "/api/v1/cards?limit=1", []
    while path:
        page = get(path)
        told = page.json()
        assert told["total"] == 2
        seen += [card["code"] for card in told["cards"]]
        path = (told["next"] or "").partition("localhost:8000")[2]
        assert ('rel="next"' in page.headers.get("link", "")) == bool(path)
    assert seen == ["dziura-w-jezdni", "latarnia"]


def test_lists_are_narrowed_by_subject_and_unit(get: Get) -> None:
    def codes(query: str) -> list[str]:
        return [card["code"] for card in get(f"/api/v1/cards?{query}").json()["cards"]]

    assert codes("subject=inne") == ["latarnia"]
    assert codes("unit=zdiz-utrzymanie") == ["dziura-w-jezdni"]
    assert codes("unit=nie-ma") == []


def test_a_withdrawn_card_is_gone_and_names_its_successor(get: Get) -> None:
    response = get("/api/v1/cards/stara-karta")
    assert response.status_code == 410
    assert response.json()["successor"].endswith("/api/v1/cards/latarnia")


def test_a_card_that_is_not_in_force_yet_is_not_there(get: Get, at: datetime) -> None:
    record = {"code": "jutro", "title": "Od jutra", "valid_from": "2026-11-25"}
    operations.publish_edition(draft=draft(record), by_id=None, at=at)
    assert get("/api/v1/cards/jutro").status_code == 404
    assert "jutro" not in {card["code"] for card in get("/api/v1/cards").json()["cards"]}


def test_search_finds_and_says_nothing_to_nonsense(get: Get) -> None:
    first = get("/api/v1/search?q=ubytki+jezdni").json()["results"][0]
    assert first["code"] == "dziura-w-jezdni"
    assert "<mark>" in first["snippet_html"]
    assert "<" not in first["snippet"]
    assert (first["language"], first["subject"]["code"]) == ("pl", "transport-i-drogi")
    assert get("/api/v1/search?q=xyzzy+qwertz").json()["results"] == []


def test_searches_of_machines_are_in_the_log_without_anybodys_data(get: Get) -> None:
    for path in ("q=ubytki+jezdni", "q=hulajnoga+44051401359", "q=500+000+014"):
        get(f"/api/v1/search?{path}")
    told = SearchEntry.objects.order_by("id").values_list("channel", "staff_id", "text", "hits")
    assert list(told) == [("api", None, "ubytki jezdni", 1), ("api", None, "hulajnoga …", 0)]


def test_a_search_that_the_client_has_already_is_in_the_log_too(get: Get, client: Client) -> None:
    mark = get("/api/v1/search?q=ubytki").headers["etag"]
    assert client.get("/api/v1/search?q=ubytki", headers={"if-none-match": mark}).status_code == 304
    assert SearchEntry.objects.count() == 2


def test_the_same_content_is_sent_once(get: Get, at: datetime) -> None:
    mark = get(CARD).headers["etag"]
    again = get(CARD, **{"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    operations.publish_edition(draft=draft({"code": "dziura-w-jezdni", "title": "Nowa"}), by_id=None, at=at)
    assert get(CARD, **{"If-None-Match": mark}).status_code == 200


def test_pages_of_other_sites_may_read_but_nobody_may_write(client: Client) -> None:
    asked = client.options(CARD, headers={"Origin": "https://example.com", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 204
    assert "POST" not in asked.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in asked.headers
    refused = client.post(CARD)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert refused.json()["status"] == 405


def test_one_address_cannot_ask_without_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infolinia.api.limits.monotonic", lambda: 1_000.0)
    answers = [client.get("/api/v1/subjects", REMOTE_ADDR="192.0.2.7") for _ in range(int(CAPACITY) + 1)]
    assert [one.status_code for one in answers[:-1]] == [200] * int(CAPACITY)
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert client.get("/api/v1/subjects", REMOTE_ADDR="192.0.2.8").status_code == 200


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/api/v1/search", "q is missing"),
        ("/api/v1/search?q=a&limit=0", "limit must be a whole number from 1 to 20"),
        ("/api/v1/search?q=a&limit=²", "limit must be a whole number from 1 to 20"),
        ("/api/v1/cards?language=de", "language must be one of: pl, en, uk"),
        ("/api/v1/search?q=%00", "q must not hold a null character"),
        (f"/api/v1/search?q={'a' * 201}", "q must have at most 200 characters"),
        (f"{INQUIRY}/services/all.csv", "format must be one of: json, xml"),
    ],
)
def test_a_wrong_parameter_is_named(get: Get, path: str, reason: str) -> None:
    response = get(path)
    assert response.status_code == 400
    assert response.json()["detail"] == reason


def test_an_address_that_leads_nowhere_is_a_problem_too(get: Get) -> None:
    response = get("/api/v2/wszystko")
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_a_fault_of_ours_tells_nothing_of_itself(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.knowledge, "subjects", lambda *_a, **_k: 1 / 0)
    response = get("/api/v1/subjects")
    assert response.status_code == 500
    assert "division" not in response.content.decode()
    assert response.json()["title"] == "Internal Server Error"


def test_a_question_has_its_section_for_an_answer(get: Get) -> None:
    told = get(f"{INQUIRY}/faqs/dziura-w-jezdni--odwolanie.json").json()[0]
    assert told["question"] == "Dziura w jezdni: jak się odwołać?"
    assert told["answer"] == "Napisz do prezydenta."
    assert told["services"][0]["id"] == "dziura-w-jezdni"
    assert get(f"{INQUIRY}/faqs/dziura-w-jezdni--memo.json").status_code == 404
    assert get(f"{INQUIRY}/faqs/stara-karta--odpowiedz.json").status_code == 410


def test_the_day_of_expiry_is_the_cards_last_day(get: Get) -> None:
    by_id = {one["id"]: one["expiration"] for one in get(f"{INQUIRY}/services/all.json").json()}
    assert by_id == {"dziura-w-jezdni": "2099-12-31T23:59:59Z", "latarnia": "2027-12-31T23:59:59Z"}


def test_html_travels_in_xml_as_text(get: Get) -> None:
    root = ElementTree.fromstring(get(f"{INQUIRY}/services/dziura-w-jezdni.xml").content)  # noqa: S314
    service = root[0]
    assert service.findtext("description_html", "").startswith("Zadzwoń albo napisz. Naprawimy w <strong>")
    assert [one.tag for one in service.find("categories") or []] == ["category_name"]
    action = service.find("web_actions/web_action")
    assert action is not None
    assert action.get("type") == "Link"
