"""„Szukane bez skutku”: what was looked for in vain, and one press for each way to mend it."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import SearchDecision
from tests.web.units.conftest import As

LIST = "/wiedza/szukane"


def _searched(*texts: str, when: datetime | None = None) -> None:
    for number, text in enumerate(texts):
        at = (when or now()) - timedelta(minutes=number + 1)
        operations.log_search(text=text, hits=[], at=at, channel="public")


def _text(client: Client, path: str = LIST) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_commonest_words_come_first_with_all_their_forms(db: None, ewa: Staff, as_: As) -> None:
    _searched("lodowisko", "hulajnoga", "hulajnogi", "hulajnoga")
    page = _text(as_(ewa))
    assert page.index("„hulajnoga”") < page.index("„lodowisko”")
    assert "3 razy" in page and "„hulajnogi”" in page


def test_older_searches_come_with_a_longer_span(db: None, ewa: Staff, as_: As) -> None:
    _searched("lodowisko", when=now() - timedelta(days=20))
    assert "lodowisko" not in _text(as_(ewa))
    assert "lodowisko" in _text(as_(ewa), f"{LIST}?dni=28")
    assert "Wszystko znaleziono" in _text(as_(ewa), f"{LIST}?dni=nonsens&strona=99")


def test_write_a_card_opens_the_form_with_the_words(db: None, ewa: Staff, as_: As) -> None:
    _searched("hulajnoga")
    answer = as_(ewa).post("/wiedza/szukane/napisz", {"slowa": "hulajnoga", "inaczej": ["hulajnogi"]})
    assert answer.status_code == 302
    address = urlsplit(answer.headers["Location"])
    assert parse_qs(address.query) == {"tytul": ["Hulajnoga"], "slowa": ["hulajnoga", "hulajnogi"]}
    assert "„hulajnoga”" not in _text(as_(ewa))


def test_words_lead_to_the_chosen_card_at_once(pothole: str, ewa: Staff, as_: As) -> None:
    _searched("krater na ulicy")
    sent = {"slowa": "krater na ulicy", "karta": f"Dziura w jezdni [{pothole}]", "wroc": f"{LIST}?dni=28"}
    answer = as_(ewa).post("/wiedza/szukane/slowa", sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}?dni=28")
    assert queries.search("krater na ulicy ")[0].code == pothole
    assert "„krater na ulicy”" not in _text(as_(ewa))


@pytest.mark.parametrize("chosen", ["", "nie ma takiej", "Karta [nie-ma]"])
def test_words_without_a_card_stay_on_the_list(db: None, ewa: Staff, as_: As, chosen: str) -> None:
    _searched("krater")
    browser = as_(ewa)
    browser.post("/wiedza/szukane/slowa", {"slowa": "krater", "karta": chosen})
    assert "„krater”" in _text(browser)
    assert not SearchDecision.objects.exists()


def test_skipped_words_can_be_taken_back(db: None, ewa: Staff, as_: As) -> None:
    _searched("hulajnoga")
    as_(ewa).post("/wiedza/szukane/pomin", {"slowa": "hulajnoga"})
    assert "Wszystko znaleziono" in _text(as_(ewa))
    assert "pominięte" in _text(as_(ewa), f"{LIST}/decyzje")
    as_(ewa).post("/wiedza/szukane/cofnij", {"klucz": "hulajnoga"})
    assert "„hulajnoga”" in _text(as_(ewa))


def test_supervisors_read_along_and_others_do_not(
    db: None, ewa: Staff, marek: Staff, zofia: Staff, piotr: Staff, as_: As
) -> None:
    _searched("hulajnoga")
    page = _text(as_(marek))
    assert "„hulajnoga”" in page and "Pomiń" not in page
    for path in ("pomin", "slowa", "napisz", "cofnij"):
        assert as_(marek).post(f"{LIST}/{path}", {"slowa": "hulajnoga"}).status_code == 403
    for person in (zofia, piotr):
        assert as_(person).get(LIST).status_code == 403


def test_a_return_address_of_another_site_is_not_followed(db: None, ewa: Staff, as_: As) -> None:
    for wanted in ("https://example.org/wiedza/", "//example.org/wiedza/", "/konto/"):
        answer = as_(ewa).post("/wiedza/szukane/pomin", {"slowa": "hulajnoga", "wroc": wanted})
        assert answer.headers["Location"] == LIST


@pytest.mark.parametrize("path", [LIST, f"{LIST}/karty", f"{LIST}/pytania", f"{LIST}/decyzje"])
def test_empty_lists_say_what_will_appear(db: None, ewa: Staff, as_: As, path: str) -> None:
    assert 'class="empty"' in _text(as_(ewa), path)
