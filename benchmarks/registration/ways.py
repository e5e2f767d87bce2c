"""Two ways of registering a matter over HTTP: a program with a key, and an adviser at the desk."""

import json
from typing import Any, Protocol
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client

from benchmarks._city import person
from benchmarks.registration.rows import Call
from infolinia.core.clock import now
from infolinia.partners import operations as partners
from infolinia.partners.rules import rights

KIND = "dziura-w-jezdni"
WORDS = "Głęboka dziura przy przystanku, auta omijają ją pod prąd."


class Way(Protocol):
    """A way of registering."""

    def call(self) -> Call | None:
        """Return what one registration needs beforehand; not a part of what is measured."""

    def register(self, call: Call | None, turn: int) -> UUID:
        """Send the request; returns the matter that came of it."""


class Program:
    """A program of the city's with a key, which sends JSON (`POST /api/v1/matters`)."""

    def __init__(self, bare: psycopg.Connection[Any], *, has_email: bool) -> None:
        self._bare, self._has_email = bare, has_email
        by = get_user_model().objects.get(username="admin").pk
        draft = partners.PartnerDraft(name=f"Pomiar {uuid4().hex[:8]}", rights=rights.RIGHTS)
        issued = partners.add_partner(draft=draft, by_id=by, at=now())
        self._client = Client(headers={"Authorization": f"Bearer {issued.secret}"})

    def call(self) -> None:
        """Need nothing beforehand."""

    def register(self, call: Call | None, turn: int) -> UUID:
        """Send the request; returns the matter that came of it."""
        reply = {"channel": "email", "address": f"mieszkaniec{turn}@example.org"} if self._has_email else None
        body = {
            "category": KIND,
            "description": WORDS,
            "place": {"street": "Żaglowa", "house": "12"},
            "reply": reply or {"channel": "none"},
        }
        once = {"Idempotency-Key": uuid4().hex}
        answer = self._client.post("/api/v1/matters", json.dumps(body), content_type="application/json", headers=once)
        assert answer.status_code == 201, (answer.status_code, answer.content.decode()[:2000])
        row = self._bare.execute("SELECT id FROM matters_matter WHERE number = %s", [answer.json()["number"]])
        return UUID(str(row.fetchone()[0]))  # type: ignore[index]


class Desk:
    """Zofia at her desk, with a call for each registration."""

    def __init__(self, bare: psycopg.Connection[Any]) -> None:
        self._bare = bare
        self._adviser = get_user_model().objects.get(username="doradca")
        self._client = person("doradca")

    def call(self) -> Call:
        """Return a conversation in which one question is open; the one before is closed."""
        calls, at = apps.get_model("contacts", "Conversation").objects, now()
        calls.filter(adviser=self._adviser, state="talking").update(state="closed")
        call = calls.create(
            channel="phone",
            state="talking",
            adviser=self._adviser,
            arrived_at=at,
            answered_at=at,
            engine_call_id=uuid4(),
        )
        questions = apps.get_model("contacts", "Question").objects
        question = questions.create(conversation=call, position=1, subject="Dziura w jezdni", saved_at=at)
        return Call(UUID(str(call.pk)), question.pk)

    def register(self, call: Call | None, turn: int) -> UUID:
        """Send the filled panel; returns the matter that came of it."""
        assert call
        filled = {
            "rozmowa": str(call.conversation_id),
            "pytanie": str(call.question_id),
            "category": KIND,
            "place": "Żaglowa 12",
            "description": WORDS,
            "reply_channel": "email",
            "email": f"mieszkaniec{turn}@example.org",
            "name": f"Halina Zatoka {turn}",
        }
        answer = self._client.post("/stanowisko/zgloszenie", filled)
        found = "SELECT matter_id FROM contacts_question WHERE id = %s AND matter_id IS NOT NULL"
        row = self._bare.execute(found, [call.question_id]).fetchone()
        assert row, (answer.status_code, answer.content.decode()[:2000])
        return UUID(str(row[0]))
