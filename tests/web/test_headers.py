"""What every answer carries: a policy that lets a page load only what this installation serves."""

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from tests.web.browser import Screen

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str = "/twoje-dane") -> dict[str, str]:
    header = client.get(path).headers["content-security-policy"]
    return dict(rule.split(" ", 1) for rule in header.split("; "))


def test_nothing_runs_that_is_written_into_a_page(client: Client) -> None:
    rules = policy(client)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"


@pytest.mark.parametrize(
    ("live_url", "allowed"),
    [
        ("", "'self'"),
        ("https://live.example.org", "'self' https://live.example.org wss://live.example.org"),
        (":8001", "'self' http://testserver:8001 ws://testserver:8001"),
    ],
)
def test_a_page_may_speak_only_to_us_and_to_live(
    client: Client, settings: Settings, live_url: str, allowed: str
) -> None:
    settings.LIVE_URL = live_url
    assert policy(client)["connect-src"] == allowed


@pytest.mark.parametrize("path", ["/", "/konto/login/", "/nie-ma", "/static/app.css"])
def test_every_answer_is_guarded(client: Client, path: str) -> None:
    headers = client.get(path).headers
    if path != "/static/app.css":
        assert "content-security-policy" in headers
        assert headers["x-frame-options"] == "DENY"
        assert "camera=(self)" in headers["permissions-policy"]  # calls in sign language
    assert headers["x-content-type-options"] == "nosniff"


def test_what_staff_saw_stays_in_no_cache_but_residents_pages_may(client: Client, zofia: Staff) -> None:
    assert "no-store" not in client.get("/karty").headers.get("cache-control", "")
    client.force_login(zofia)
    assert "no-store" in client.get("/konto/").headers["cache-control"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_browser_refuses_a_script_written_into_a_page(screen: Screen) -> None:
    screen.expect_complaint("Content Security Policy")
    page = screen.open("/twoje-dane")
    page.evaluate("""() => {
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.body.append(script);
    }""")
    assert page.evaluate("window.wasRun") is None


@pytest.mark.parametrize("path", ["/konto/signup/", "/konto/email/", "/konto/password/reset/", "/konto/login/code/"])
def test_ways_that_staff_do_not_have_are_closed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_language_of_a_person_follows_them_to_another_device(zofia: Staff) -> None:
    first, second = Client(), Client()
    first.force_login(zofia)
    first.post("/jezyk", {"language": "uk", "next": "/konto/"})
    second.post("/konto/login/", {"login": "doradca", "password": "haslo-na-probe-2026"})
    assert second.get("/konto/").headers["content-language"] == "uk"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_the_way_back_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    assert client.post("/jezyk", {"language": "en", "next": elsewhere}).headers["location"] == "/"
