"""A desk with something on it: a card, a kind of matter, a known caller, a call; and the push process beside it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings

from infolinia.city.models import District, Staff, Street, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Resident
from infolinia.core import clock
from infolinia.knowledge.operations import publish_edition
from infolinia.knowledge.rules.drafts import CardDraft, SectionText
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.routing import operations as routing
from tests.matters.conftest import hours
from tests.processes.conftest import RunOne, run_process, start_live, state, test_database_url
from tests.web.browser import Screen

__all__ = ["hours", "run_process", "state", "test_database_url"]

HALINAS_NUMBER = "+48500000014"
SEARCH = "Szukaj karty, sprawy, druku albo ulicy"


@dataclass
class Caller:
    """One call at one adviser, moved on as the telephone daemon does."""

    adviser: Staff
    conversation_id: UUID
    rings_since: datetime

    @property
    def key(self) -> str:
        """The offer's own key."""
        return f"offer-{self.conversation_id}"

    def answered(self) -> "Caller":
        """Adviser and caller are connected."""
        at = clock.now()
        contacts.call_answered(
            conversation_id=self.conversation_id, adviser_id=self.adviser.pk, at=at, event_key=f"a-{self.key}"
        )
        routing.close_offer(key=self.key, at=at, result="answered")
        self._presence("talking", at)
        return self

    def hung_up(self) -> "Caller":
        """The caller put the telephone down."""
        at = clock.now()
        contacts.call_ended(conversation_id=self.conversation_id, at=at, by="caller", event_key=f"e-{self.key}")
        self._presence("after_call", at)
        return self

    def _presence(self, state: str, at: datetime) -> None:
        routing.record_presence(
            staff_id=self.adviser.pk, state=state, since=at, idle_since=at, conversation_id=self.conversation_id
        )


Rings = Callable[..., Caller]


@pytest.fixture
def rings(db: None) -> Rings:
    """Let a call ring at an adviser: `rings(zofia, number=…, name=…)`."""

    def ring(adviser: Staff, *, number: str = HALINAS_NUMBER, name: str = "", waited: int = 52) -> Caller:
        at = clock.now()
        ident = contacts.call_arrived(
            engine_call_id=f"call-{adviser.pk}-{at.timestamp()}",
            channel="phone",
            number=number,
            name=name,
            language="pl",
            queue_code="ogolne",
            at=at - timedelta(seconds=waited),
            event_key=f"arrived-{at.timestamp()}",
        )
        caller = Caller(adviser, ident, at)
        contacts.call_queued(conversation_id=ident, at=at - timedelta(seconds=waited), event_key=f"q-{caller.key}")
        contacts.call_offered(conversation_id=ident, adviser_id=adviser.pk, at=at, event_key=f"o-{caller.key}")
        routing.ensure_queue(code="ogolne", name="Sprawy ogólne")
        routing.open_offer(
            key=caller.key,
            staff_id=adviser.pk,
            conversation_id=ident,
            at=at,
            expires_at=at + timedelta(seconds=20),
        )
        caller._presence("ringing", at)
        return caller

    return ring


@pytest.fixture
def halina(db: None) -> Resident:
    """Halina, known by her number, who wants to be written to."""
    at = clock.now()
    ident = contacts.remember_resident(
        name="Halina Zatoka", phone="500 000 014", email="halina@example.org", preferred_channel="email", by_id=0, at=at
    )
    return Resident.objects.get(id=ident)


@pytest.fixture
def card(roads: Unit, hours: None) -> str:
    """The card about holes in the road and its kind of matter; returns the card's code."""
    save_category(CategoryDraft("drogi", "Transport i drogi"))
    save_category(
        CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", parent="drogi", unit=roads.code, promise="3 working days")
    )
    obluze = District.objects.create(name="Obłuże")
    Street.objects.create(name="ul. Żaglowa").districts.add(obluze)
    draft = CardDraft(
        code="dziura-w-jezdni",
        title="Dziura w jezdni",
        unit=roads.code,
        summary="Dziura w drodze publicznej.",
        answer="Przyjmij zgłoszenie od razu. Miasto łata dziurę w **3 dni robocze**.",
        danger="**Zapada się jezdnia?** Przekaż na linię alarmową.",
        script="Przyjmę zgłoszenie teraz. Proszę podać ulicę i numer.",
        sections=(SectionText("kto", "ZDiZ, pn.–pt. 7:30–15:30", heading="Kto naprawia"),),
        questions=("Ulica i najbliższy numer?", "Jak duża jest dziura?"),
        term="3 dni robocze",
        category="dziura-w-jezdni",
    )
    publish_edition(draft=draft, by_id=None, at=clock.now() - timedelta(days=1))
    return draft.code


@pytest.fixture
def desk_of(client: Client, zofia: Staff) -> Client:
    """Zofia, signed in, without a browser."""
    client.force_login(zofia)
    return client


@pytest.fixture
def push(run_process: RunOne, test_database_url: str, settings: Settings) -> subprocess.Popen[bytes]:
    """The push process on the tests' database; pages are told where it is."""
    started: list[subprocess.Popen[bytes]] = []

    def run(name: str, **variables: str) -> subprocess.Popen[bytes]:
        started.append(run_process(name, **variables))
        return started[-1]

    settings.LIVE_URL = f":{start_live(run, test_database_url)}"
    return started[0]


@pytest.fixture
def at_desk(
    new_screen: Callable[..., Screen], push: object, zofia: Staff, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Page]:
    """Seat an adviser: `at_desk()` or `at_desk(adam, width=360)`; the desk hears live signals, no exchange answers."""
    monkeypatch.setattr("infolinia.telephony.operations.PUSH_PATIENCE", 0.0)

    def seat(person: Staff = zofia, **options: object) -> Page:
        tab = new_screen(live=True, permissions=["microphone"], **options)
        tab.expect_complaint("/sip")  # no telephone exchange in these tests
        tab.expect_complaint("net::ERR_")
        tab.expect_complaint("422")
        tab.sign_in(person)
        page = tab.open("/stanowisko")
        page.wait_for_selector("html[data-live-open]", state="attached")
        return page

    return seat
