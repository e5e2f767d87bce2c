"""One place tells the resident and those who follow, each in their language and as much as they want."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Resident
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.models import Follower, Matter, StoryEvent
from infolinia.matters.queries import public_status
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import FollowDraft, PartDraft

pytestmark = pytest.mark.django_db
Register = Callable[..., Registered]


def told(matter: Registered) -> list[tuple[str, str]]:
    rows = Message.objects.filter(matter_id=matter.id).order_by("turn")
    return list(rows.values_list("purpose", "to"))


@pytest.fixture
def follower(matter: Registered, at: datetime) -> Follower:
    """Somebody who reported the same pothole."""
    draft = FollowDraft(reply_channel="email", reply_address="ktos@example.org")
    return Follower.objects.get(pk=matters.follow(matter_id=matter.id, draft=draft, by_id=None, at=at).id)


def tell_followers(matter: Registered, kind: str, event_kind: str, at: datetime) -> int:
    """Do what the worker does with the job that a change deferred."""
    event = StoryEvent.objects.filter(matter_id=matter.id, kind=event_kind).latest("id")
    return matters.tell_followers(matter_id=matter.id, kind=kind, event_id=event.pk, at=at)


@pytest.mark.parametrize(
    ("tells", "expected"),
    [
        ("all", ["registered", "taken", "planned", "closed"]),
        ("end", ["registered", "planned", "closed"]),
        ("nothing", ["registered"]),
    ],
)
def test_who_wants_less_gets_less(
    register: Register, piotr: Staff, at: datetime, tells: str, expected: list[str]
) -> None:
    matter = register(reply_channel="email", reply_address="halina@example.org", tells=tells)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.plan(matter_id=matter.id, day=(at + timedelta(days=2)).date(), by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Zrobione.", by_id=piotr.pk, at=at)
    assert [kind for kind, _to in told(matter)] == expected


def test_a_refusal_reaches_who_wanted_nothing(register: Register, piotr: Staff, at: datetime) -> None:
    matter = register(reply_channel="email", reply_address="halina@example.org", tells="nothing")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="refused", text="Nie.", basis="KPA art. 105", by_id=piotr.pk, at=at)
    assert told(matter)[-1] == ("closed", "halina@example.org")


@pytest.mark.parametrize(("language", "said"), [("uk", "справ"), ("en", "case"), ("pl", "sprawy"), ("xx", "sprawy")])
def test_each_is_written_to_in_their_language(
    register: Register, piotr: Staff, halina: Resident, at: datetime, language: str, said: str
) -> None:
    halina.language = language
    halina.save()
    matter = register(reply_channel="email", reply_address="halina@example.org", resident_id=halina.pk, tells="all")
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    message = Message.objects.get(purpose="taken")
    assert said.lower() in message.text.lower()
    assert message.language == (language if language != "xx" else "pl")


def test_a_follower_hears_of_answers_by_their_own_address_once(
    follower: Follower, matter: Registered, piotr: Staff, at: datetime
) -> None:
    later = at + timedelta(hours=1)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=later)
    matters.answer(matter_id=matter.id, text="Jutro tam będziemy.", by_id=piotr.pk, at=later)
    assert tell_followers(matter, "answer", "answered", later) == 1
    tell_followers(matter, "answer", "answered", later)
    sent = Message.objects.filter(to="ktos@example.org", purpose="answer")
    assert sent.count() == 1
    assert "Jutro tam będziemy." in sent.get().text


def test_a_follower_hears_no_question_and_nothing_after_leaving(
    follower: Follower, matter: Registered, piotr: Staff, at: datetime
) -> None:
    later = at + timedelta(hours=1)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=later)
    matters.ask_resident(matter_id=matter.id, question="Gdzie?", by_id=piotr.pk, at=later)
    matters.resume(matter_id=matter.id, by_id=piotr.pk, at=later)
    Follower.objects.update(left_at=later)
    matters.close(matter_id=matter.id, result="done", text="Zrobione.", by_id=piotr.pk, at=later)
    assert tell_followers(matter, "closed", "closed", later) == 0
    assert [kind for kind, to in told(matter) if to == "ktos@example.org"] == ["followed"]


def test_the_way_is_changed_by_the_resident_and_holds_from_then_on(
    matter: Registered, piotr: Staff, at: datetime
) -> None:
    matters.change_channel(matter_id=matter.id, channel="email", address="nowy@example.org", tells="all", at=at)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    assert told(matter)[-1] == ("taken", "nowy@example.org")
    event = StoryEvent.objects.get(matter_id=matter.id, kind="channel_changed")
    assert "nowy@example.org" not in str(event.details)


@pytest.mark.parametrize(
    ("channel", "address", "tells", "field"),
    [
        ("email", "nikt", "end", "address"),
        ("sms", "12", "end", "address"),
        ("pigeon", "x", "end", "channel"),
        ("none", "", "everything", "tells"),
    ],
)
def test_a_way_that_leads_nowhere_is_refused(
    matter: Registered, at: datetime, channel: str, address: str, tells: str, field: str
) -> None:
    with pytest.raises(matters.CannotChangeMatter) as refused:
        matters.change_channel(matter_id=matter.id, channel=channel, address=address, tells=tells, at=at)
    assert refused.value.field == field
    assert Matter.objects.get(pk=matter.id).reply_address == "halina@example.org"


def test_a_follower_changes_only_their_own_way(follower: Follower, matter: Registered, at: datetime) -> None:
    matters.change_channel(
        matter_id=matter.id, channel="none", address="", tells="nothing", at=at, follower_id=follower.pk
    )
    follower.refresh_from_db()
    assert (follower.reply_channel, follower.reply_address, follower.tells) == ("none", "", "nothing")
    assert Matter.objects.get(pk=matter.id).reply_address == "halina@example.org"


def test_what_a_follower_writes_answers_no_question_of_the_resident(
    follower: Follower, matter: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.ask_resident(matter_id=matter.id, question="Gdzie?", by_id=piotr.pk, at=at)
    matters.follower_writes(follower_id=follower.pk, text="Widzę ją codziennie.", files=[], at=at)
    assert Matter.objects.get(pk=matter.id).status == "asked_resident"
    assert StoryEvent.objects.filter(matter_id=matter.id).latest("id").kind == "follower_message"


SECRET_WORDS = "Sąsiad spod siódmego pali śmieci"


def test_the_first_reporters_words_reach_no_follower_in_letters_nor_on_the_page(
    register: Register, piotr: Staff, lamps: Unit, at: datetime
) -> None:
    matter = register(subject=SECRET_WORDS)
    draft = FollowDraft(reply_channel="email", reply_address="ktos@example.org", tells="all")
    code = matters.follow(matter_id=matter.id, draft=draft, by_id=None, at=at).code
    later = at + timedelta(hours=1)
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=later)
    matters.split(matter_id=matter.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=piotr.pk, at=later)
    matters.close(
        matter_id=matter.id, result="done", text="Zrobione.", despite_parts="Osobno.", by_id=piotr.pk, at=later
    )
    tell_followers(matter, "taken", "taken", later)
    tell_followers(matter, "closed", "closed", later)
    matters.reopen(matter_id=matter.id, text=SECRET_WORDS, by_id=None, at=later)
    tell_followers(matter, "reopened", "reopened", later)
    letters = Message.objects.filter(to="ktos@example.org")
    assert letters.count() == 4
    for letter in letters:
        assert SECRET_WORDS not in letter.subject + letter.text + letter.html
        assert "Dziura w jezdni" in letter.text
    assert "otworzyć sprawę ponownie" not in letters.get(purpose="closed").text
    page = public_status(matter.number, code, later)
    assert page is not None
    assert SECRET_WORDS not in repr(page)
    assert [part.unit_name for part in page.parts] == [lamps.name]


def test_one_bad_address_stops_no_one_elses_letter(
    follower: Follower, matter: Registered, piotr: Staff, at: datetime
) -> None:
    bad = FollowDraft(reply_channel="email", reply_address="inny@example.org")
    row = Follower.objects.get(pk=matters.follow(matter_id=matter.id, draft=bad, by_id=None, at=at).id)
    Follower.objects.filter(pk=row.pk).update(reply_address="to nie jest @ adres", since=at - timedelta(days=1))
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.answer(matter_id=matter.id, text="Jutro.", by_id=piotr.pk, at=at)
    assert tell_followers(matter, "answer", "answered", at) == 1
    assert Message.objects.filter(to="ktos@example.org", purpose="answer").exists()


def test_after_two_reopenings_the_closing_letter_promises_no_third(
    matter: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    Matter.objects.filter(pk=matter.id).update(reopened=2)
    matters.close(matter_id=matter.id, result="done", text="Zrobione.", by_id=piotr.pk, at=at)
    assert "ponownie" not in Message.objects.get(purpose="closed").text


def test_words_into_a_closed_matter_are_refused_and_stored_nowhere(
    follower: Follower, matter: Registered, piotr: Staff, at: datetime
) -> None:
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Zrobione.", by_id=piotr.pk, at=at)
    before = StoryEvent.objects.count()
    with pytest.raises(matters.CannotChangeMatter, match="„Nie zrobione”"):
        matters.resident_writes(matter_id=matter.id, text="Halo?", files=(), at=at)
    with pytest.raises(matters.CannotChangeMatter, match="minęło 30 dni"):
        matters.resident_writes(matter_id=matter.id, text="Halo?", files=(), at=at + timedelta(days=31))
    with pytest.raises(matters.CannotChangeMatter, match="podaj w zgłoszeniu jej numer"):
        matters.follower_writes(follower_id=follower.pk, text="Halo?", files=(), at=at)
    with pytest.raises(matters.CannotChangeMatter, match="„Nie zrobione”"):
        matters.message_by_program(matter_id=matter.id, text="Halo?", program="Miasto w telefonie", at=at)
    assert StoryEvent.objects.count() == before
