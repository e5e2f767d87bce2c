"""Halina with everything that the city may know of somebody, and Hanna, who is somebody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.matters import operations as matters
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Registered
from tests.contacts.test_calls import arrive, story

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """Somebody with one call and one matter that is settled."""

    id: UUID
    call: UUID
    matter: Registered


Maker = Callable[..., Known]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own: the book of erased people lies there."""
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    return tmp_path


@pytest.fixture
def known(roads: object, piotr: Staff, zofia: Staff, at: datetime) -> Maker:
    """Return a maker of people who called, were noted, reported a hole and were answered."""
    save_category(CategoryDraft("dziura", "Dziura", unit="zdiz-utrzymanie", promise="3 working days"))

    def make(name: str, phone: str, *, settled: bool = True) -> Known:
        then = at - 30 * DAY
        ident = contacts.new_person(draft=PersonDraft(name, need="Pisać SMS, nie dzwonić"), sure=False, at=then)
        contacts.add_point(resident_id=ident, draft=PointDraft("phone", phone, label="własny", is_main=True))
        call = arrive(then, number=f"+48{phone}")
        for event in story(call, zofia, then):
            event()
        question = contacts.open_question(call)
        assert question is not None
        contacts.identify(conversation_id=call, resident_id=ident, by_id=zofia.pk, at=then)
        contacts.save_question(
            question_id=question, by_id=zofia.pk, at=then, note=f"{name} pyta o dziurę", outcome="answered"
        )
        contacts.finish(conversation_id=call, by_id=zofia.pk, at=then + timedelta(minutes=9))
        draft = MatterDraft(
            "dziura",
            f"Dziura, zgłasza {name}",
            reply_channel="email",
            reply_address="h@example.org",
            resident_id=ident,
            conversation_id=call,
        )
        made = matters.register(draft=draft, by_id=zofia.pk, at=then)
        matters.take(matter_id=made.id, by_id=piotr.pk, at=then)
        if settled:
            matters.close(matter_id=made.id, result="done", text="Zasypane.", by_id=piotr.pk, at=then + DAY)
        contacts.log_reading(
            staff_id=zofia.pk, at=then, why="conversation", what="karta osoby", resident_id=ident, reason=f"dla {name}"
        )
        return Known(ident, call, made)

    return make


@pytest.fixture
def halina(known: Maker) -> Known:
    """Halina Zatoka, under 500 000 014."""
    return known("Halina Zatoka", "500000014")
