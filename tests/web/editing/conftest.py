"""Two editors, and a card of the roads section with an edition to work on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.http import QueryDict

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge.operations import drafts
from infolinia.knowledge.queries import editions
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText
from infolinia.web.editing.typed import FEES, fee_parts, from_draft
from tests.conftest import _person
from tests.web.units.conftest import as_

__all__ = ["as_"]


@pytest.fixture
def ewa(db: None) -> Staff:
    """Ewa, an editor."""
    return _person("redaktor", "Ewa Molo", "editor")


@pytest.fixture
def jan(db: None) -> Staff:
    """Jan, the other editor."""
    return _person("redaktor2", "Jan Sonda", "editor")


def pothole_card(**said: object) -> CardDraft:
    """Return the card of potholes, whole enough to be published; any part may be given."""
    values: dict[str, object] = {
        "code": "dziura-w-jezdni",
        "title": "Dziura w jezdni",
        "subject": "transport-i-drogi",
        "unit": "zdiz-utrzymanie",
        "summary": "Jak zgłosić dziurę.",
        "answer": "Przyjmij zgłoszenie od razu. Miasto łata dziurę w **3 dni robocze**.",
        "danger": "Zapada się jezdnia? Przekaż na linię alarmową.",
        "script": "Przyjmę zgłoszenie teraz. Proszę podać ulicę.",
        "questions": ("Ulica i najbliższy numer?", "Jak duża jest dziura?"),
        "sections": (SectionText("kto", "Każdy."), SectionText("podstawa", "Ustawa o drogach publicznych.")),
        "fees": (FeeLine("zgłoszenie", "0", "2026-01-01"),),
        "term": "3 dni robocze",
        "channels": ("telefonicznie",),
        "sources": ("Ustawa o drogach publicznych",),
        "phrases": ("dziura",),
        "review_due": "2027-05-04",
        **said,
    }
    return CardDraft(**values)  # type: ignore[arg-type]


def as_sent(card: CardDraft, **said: str) -> QueryDict:
    """Return what a browser sends when the form of this card is submitted unchanged, or with other words."""
    sent = QueryDict(mutable=True)
    for name, values in from_draft(card).items():
        if name != FEES:
            sent.setlist(name, list(values))
    for row in from_draft(card)[FEES]:
        for part, value in fee_parts(row).items():
            sent.appendlist(f"fee-{part}", value)
    for name, value in said.items():
        sent[name] = value
    return sent


@pytest.fixture
def pothole(roads: Unit) -> str:
    """A card of the roads section, published two days ago; the code."""
    knowledge.publish_edition(draft=pothole_card(), by_id=None, at=now() - timedelta(days=2))
    return "dziura-w-jezdni"


@pytest.fixture
def draft(pothole: str, ewa: Staff) -> int:
    """Ewa's draft of the next edition, with a new answer; its id."""
    ident = drafts.start_draft(card_code=pothole, by_id=ewa.pk, at=now())
    save(ident, ewa, answer="Przyjmij zgłoszenie. Miasto łata dziurę w **5 dni roboczych**.")
    return ident


def save(edition_id: int, by: Staff, *, when: datetime | None = None, **said: object) -> int:
    """Save the draft as this person, as it stands with other words; the new version."""
    text = editions.draft_text(edition_id)
    assert text is not None
    changed = replace(text.draft, **said)  # type: ignore[arg-type]
    return drafts.save_draft(
        edition_id=edition_id, by_id=by.pk, at=when or now(), base_version=text.version, draft=changed
    )
