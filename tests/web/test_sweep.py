"""Every address of the product, asked and pressed by those who have no right to somebody else's matter: no leak."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from infolinia.api.limits import limits
from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Conversation, Question
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, DangerCall, Follower, GuestLink, Matter, MatterFile, StoryEvent
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.shapes import MatterDraft, Place
from infolinia.matters.shapes.files import NewFile
from infolinia.matters.shapes.following import FollowDraft
from infolinia.partners.models import Delivery
from infolinia.partners.shapes import Issued
from tests.partners.conftest import new_program, webhook

pytestmark = pytest.mark.django_db
__all__ = ["new_program", "webhook"]

NAME, EMAIL, PHONE = "Halina Sekretna", "sekretna@example.org", "500000093"
WORDS, NOTE, FILE, FOLLOWER = "opis-tajny", "notatka-tajna", "plik-tajny", "obserwator@example.org"
SECRETS = (NAME, EMAIL, PHONE, "500 000 093", WORDS, NOTE, FILE, FOLLOWER)
NOBODY = UUID(int=7)
# Not pages of ours with objects in them: Django's own, which have their own tests of rights.
LEFT_OUT = ("admin/", "konto/")
# Whoever reports the same thing may follow it: that is what this address is for, and it tells nothing.
OPEN_TO_FOLLOW = "public:follow"


def patterns(found: list[Any] | None = None, before: str = "", space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the product with its name."""
    for one in get_resolver().url_patterns if found is None else found:
        path = before + str(one.pattern)
        if path.startswith(LEFT_OUT):
            continue
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, path, one.namespace or space)
        else:
            yield f"{space}:{one.name}" if space else str(one.name), one


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Nobody has asked for anything yet."""
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def hidden(roads: Unit, lamps: Unit, zofia: Staff, piotr: Staff, at: datetime) -> Matter:
    """A matter of the roads section with everything that belongs to a matter, all of it marked."""
    matters.load_catalogue()
    save_category(
        CategoryDraft("dziura-w-jezdni", "Dziura w jezdni", unit=roads.code, promise="3 working days", danger=True)
    )
    save_category(CategoryDraft("latarnia", "Latarnia", unit=lamps.code, promise="3 working days"))
    Category.objects.update(is_public=True)
    resident = contacts.remember_resident(
        name=NAME, phone=PHONE, email=EMAIL, preferred_channel="email", by_id=zofia.pk, at=at
    )
    call = contacts.call_arrived(
        engine_call_id="c1", channel="phone", number=PHONE, name=NAME, language="pl", queue_code="ogolna", at=at,
        event_key="c1-a",
    )  # fmt: skip
    contacts.call_answered(conversation_id=call, adviser_id=zofia.pk, at=at, event_key="c1-b")
    draft = MatterDraft(
        category_code="dziura-w-jezdni",
        description=WORDS,
        place=Place("Żaglowa", "12", "Obłuże", WORDS),
        resident_id=resident,
        conversation_id=call,
        reply_channel="email",
        reply_address=EMAIL,
        on_behalf_of=NAME,
        danger=True,
    )
    made = matters.register(draft=draft, by_id=zofia.pk, at=at)
    matters.take(matter_id=made.id, by_id=piotr.pk, at=at)
    matters.add_note(matter_id=made.id, text=NOTE, by_id=piotr.pk, at=at)
    file = NewFile(f"{FILE}.txt", f"Treść: {FILE}.".encode())
    matters.add_files(matter_id=made.id, files=[file], by_id=None, at=at, visible=True)
    followed = FollowDraft(reply_channel="email", reply_address=FOLLOWER, note=WORDS)
    matters.follow(matter_id=made.id, draft=followed, by_id=zofia.pk, at=at)
    matters.ask_resident(matter_id=made.id, question=NOTE, by_id=piotr.pk, at=at)
    return Matter.objects.get(pk=made.id)


@pytest.fixture
def addresses(hidden: Matter, webhook: Issued, outsider: Staff, roads: Unit, at: datetime) -> dict[str, str]:
    """Return every address, filled with the hidden matter and what belongs to it; a name nobody knows is nobody's."""
    question = Question.objects.filter(conversation=hidden.conversation_id).first()
    body = f'{{"data": {{"number": "{hidden.number}"}}, "x": "{WORDS}"}}'
    message = Delivery.objects.create(
        webhook_id=webhook.id, event="matter.changed", key="k", body=body, created_at=at, since=at, next_attempt_at=at
    )
    uuids = {
        "matter_id": hidden.id,
        "other_id": hidden.id,
        "resident_id": hidden.resident_id,
        "gone_id": hidden.resident_id,
        "conversation_id": hidden.conversation_id,
        "file_id": MatterFile.objects.get().id,
        "follower_id": Follower.objects.get().id,
        "delivery_id": message.id,
    }
    numbers = {
        "call_id": DangerCall.objects.get().pk,
        "category_id": hidden.category_id,
        "unit_id": roads.pk,
        "staff_id": outsider.pk,
        "question_id": question.pk if question else 0,
        "webhook_id": webhook.id,
        "partner_id": 1,
    }
    texts = {"number": hidden.number, "code": roads.code, "form": "json", "format": "json", "way": "csv"}
    texts |= {"month": "2026-11", "token": "x" * 43, "secret": "x" * 43, "slug": "przyjmij", "language": "pl"}
    found = {}
    for name, pattern in patterns():
        values: dict[str, Any] = {}
        for argument, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__
            known = {"UUIDConverter": uuids, "IntConverter": numbers}.get(kind, texts)
            values[argument] = known.get(argument, {"UUIDConverter": NOBODY, "IntConverter": 1}.get(kind, "nic"))
        try:
            found[f"{name} {pattern.pattern}"] = reverse(name, kwargs=values)
        except NoReverseMatch:
            found[f"{name} {pattern.pattern}"] = f"/{pattern.pattern}".replace("^", "").replace("$", "")
    return found


@pytest.fixture
def strangers(outsider: Staff) -> dict[str, Client]:
    """Whoever has no right to the matter: another unit's officer, an editor, a guest."""
    editor = Staff.objects.create(username="redaktor", display_name="Ewa Molo", role="editor")
    made = {"another officer": outsider, "editor": editor}
    found = {"guest": Client()}
    for role, person in made.items():
        found[role] = Client()
        found[role].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return found


def told(client: Client, method: str, address: str) -> tuple[int, str]:
    """Return the status of an answer and all that it says."""
    fields = {"text": "x", "reason": "x", "result": "done", "znak": "x", "question": "x", "whom": "x", "way": "email"}
    limits.forget()
    answer = getattr(client, method)(address, fields if method == "post" else {})
    if answer.streaming:
        return answer.status_code, ""
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return answer.status_code, answer.content.decode("utf-8", errors="replace") + headers


def leaks(status: int, text: str) -> list[str]:
    """Return what of the hidden matter an answer tells, or that it broke."""
    return [*(secret for secret in SECRETS if secret in text), *(["broke"] if status >= 500 and status != 503 else [])]


def kept(matter: Matter) -> dict[str, Any]:
    """Return all that somebody could have changed."""
    row = Matter.objects.filter(pk=matter.pk).values().get()
    models = (StoryEvent, MatterFile, Follower, GuestLink, DangerCall)
    counts = {model.__name__: model.objects.filter(matter=matter).count() for model in models}
    return {**row, **counts, "question": Conversation.objects.filter(pk=matter.conversation_id).values().get()}


def test_the_sweep_would_see_a_leak(hidden: Matter, piotr: Staff) -> None:
    own = Client()
    own.force_login(piotr, backend="allauth.account.auth_backends.AuthenticationBackend")
    status, text = told(own, "get", reverse("units:matter", args=[hidden.id]))
    assert {WORDS, NOTE, FILE} <= set(leaks(status, text))


def test_no_address_tells_strangers_anything(addresses: dict[str, str], strangers: dict[str, Client]) -> None:
    assert len(addresses) > 400
    found = [
        f"{role} at {name}: {wrong}"
        for name, address in addresses.items()
        for role, client in strangers.items()
        if (wrong := leaks(*told(client, "get", address)))
    ]
    assert found == []


def test_no_address_lets_strangers_change_anything(
    hidden: Matter, addresses: dict[str, str], strangers: dict[str, Client]
) -> None:
    before, found = kept(hidden), []
    for name, address in addresses.items():
        if "<" not in name or name.startswith(OPEN_TO_FOLLOW):
            continue
        for role, client in strangers.items():
            if wrong := leaks(*told(client, "post", address)):
                found.append(f"{role} at {name}: {wrong}")
            if (now := kept(hidden)) != before:
                changed = [field for field, value in now.items() if before[field] != value]
                found.append(f"{role} at {name} changed {changed}")
                before = now
    assert found == []
