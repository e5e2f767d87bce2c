"""The same thing reported again: shown, followed, joined, parted; and one matter for several units."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Resident
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import Category, DangerCall, Follower, Matter, StoryEvent
from infolinia.matters.operations import CannotChangeMatter
from infolinia.matters.operations.erasing import forget_matters
from infolinia.matters.shapes import Place, Registered
from infolinia.matters.shapes.following import FollowDraft, PartDraft
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
ZAGLOWA = (54.5400, 18.4800)


def _alike(at: datetime, **changes: Any) -> list[str]:
    values: dict[str, Any] = {
        "category_code": "dziura-w-jezdni",
        "place": Place("Żaglowa", "12", "Obłuże"),
        "point": None,
        "text": "",
        "at": at,
        **changes,
    }
    return [line.number for line in queries.alike(**values)]


def test_open_matters_nearby_and_in_like_words_are_shown_the_likeliest_first(register: Register, at: datetime) -> None:
    here = register(description="Głęboka dziura przy przystanku.", point=ZAGLOWA).number
    beside = register(description="Wyrwa w asfalcie.", place=Place("Rejowa", "3"), point=(54.5405, 18.4805)).number
    far = register(description="Dziura w jezdni.", place=Place("Kamienna", "7"), point=(54.4800, 18.5600)).number
    unplaced = register(description="Dziury w jezdni przy przystanku, bardzo głębokie.", place=Place()).number
    lamp = register("latarnia", description="Nie świeci latarnia.", point=ZAGLOWA).number

    assert _alike(at, point=ZAGLOWA) == [here, beside]
    assert _alike(at, place=Place("żaglowa", "14")) == []  # the register of streets gives the spelling, see the form
    assert _alike(at, place=Place("Żaglowa", "14")) == [
        here,
    ]
    assert _alike(at, place=Place(), text="głębokie dziury na jezdni przy przystanku") == [unplaced, here] or (
        set(_alike(at, place=Place(), text="głębokie dziury na jezdni przy przystanku")) == {here, unplaced, far}
    )
    assert _alike(at, category_code="latarnia", point=ZAGLOWA) == [lamp]
    # Somebody chose the wrong kind: the words and the place tell.
    assert lamp in _alike(at, point=ZAGLOWA, text="latarnia nie świeci od wczoraj")


def test_settled_and_old_matters_and_parts_are_not_shown(
    register: Register, piotr: Staff, marek: Staff, lamps: Unit, at: datetime
) -> None:
    done, old = register(point=ZAGLOWA), register(point=ZAGLOWA, when=at - timedelta(days=120))
    whole = register(point=ZAGLOWA)
    operations.split(matter_id=whole.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=marek.pk, at=at)
    operations.take(matter_id=done.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=done.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    assert _alike(at, point=ZAGLOWA) == [whole.number]
    assert old.number not in _alike(at, point=ZAGLOWA, text="Głęboka dziura przy przystanku")


def test_looking_for_the_same_thing_takes_three_statements(register: Register, at: datetime) -> None:
    register(point=ZAGLOWA)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert _alike(at, point=ZAGLOWA, text="głęboka dziura")
    assert len(caught) == 3


def test_residents_are_shown_only_what_they_report_themselves_and_no_words_of_others(
    register: Register, at: datetime
) -> None:
    register(point=ZAGLOWA, subject="Jan Kowalski mówi, że dziura")
    assert _alike(at, point=ZAGLOWA, public_only=True) == []
    Category.objects.filter(code="dziura-w-jezdni").update(is_public=True)
    line = queries.alike(
        category_code="dziura-w-jezdni", place=Place(), point=ZAGLOWA, text="", at=at, public_only=True
    )[0]
    assert (line.title, line.public_place) == ("Dziura w jezdni", "Żaglowa, Obłuże")


def test_who_reports_the_same_follows_with_a_code_of_their_own_and_hears_by_email(
    matter: Registered, zofia: Staff, halina: Resident, at: datetime
) -> None:
    draft = FollowDraft(resident_id=halina.pk, reply_channel="email", reply_address="druga@example.org", note="Też ja.")
    followed = operations.follow(matter_id=matter.id, draft=draft, by_id=zofia.pk, at=at)
    stored = Matter.objects.get(pk=matter.id)
    assert (followed.number, followed.followers, stored.follower_count) == (matter.number, 1, 1)
    assert followed.code != matter.code
    found = queries.follower_with(stored, followed.code.lower())
    assert found and found.pk == followed.id
    assert queries.follower_with(stored, matter.code) is None
    assert queries.follower_with(None, followed.code) is None
    assert StoryEvent.objects.get(matter_id=matter.id, kind="followed").visible_to_resident is False
    assert Message.objects.filter(to="druga@example.org", matter_id=matter.id).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reply_channel": "email", "reply_address": "nikt"}, "reply_address"),
        ({"reply_channel": "pigeon"}, "reply_channel"),
        ({"tells": "much"}, "tells"),
    ],
)
def test_a_follower_who_could_not_be_told_is_refused(
    matter: Registered, zofia: Staff, at: datetime, changes: dict[str, str], field: str
) -> None:
    with pytest.raises(CannotChangeMatter) as refused:
        operations.follow(matter_id=matter.id, draft=FollowDraft(**changes), by_id=zofia.pk, at=at)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not Follower.objects.exists()


def test_one_question_follows_once(matter: Registered, zofia: Staff, at: datetime) -> None:
    operations.follow(matter_id=matter.id, draft=FollowDraft(question_id=7), by_id=zofia.pk, at=at)
    with pytest.raises(CannotChangeMatter):
        operations.follow(matter_id=matter.id, draft=FollowDraft(question_id=7), by_id=zofia.pk, at=at)
    assert Matter.objects.get(pk=matter.id).follower_count == 1


def test_a_settled_matter_takes_no_followers(taken: Registered, piotr: Staff, zofia: Staff, at: datetime) -> None:
    operations.close(matter_id=taken.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    with pytest.raises(CannotChangeMatter):
        operations.follow(matter_id=taken.id, draft=FollowDraft(), by_id=zofia.pk, at=at)


def test_a_joined_matter_ends_as_known_and_its_resident_and_followers_follow_the_other(
    register: Register, zofia: Staff, at: datetime
) -> None:
    first, second = register(), register(reply_channel="email", reply_address="halina@example.org")
    operations.follow(matter_id=second.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    operations.join(matter_id=second.id, into_id=first.id, by_id=zofia.pk, at=at)
    joined = Matter.objects.get(pk=second.id)
    assert (joined.status, joined.result, joined.joined_to_id) == ("closed", "duplicate", first.id)
    assert first.number in joined.closing_text
    assert Matter.objects.get(pk=first.id).follower_count == 2
    lines = queries.followers(first.id)
    assert {line.from_number for line in lines} == {second.number, ""}
    assert queries.joined_to(first.id) == [(second.id, second.number)]


@pytest.mark.parametrize(("language", "words"), [("pl", "O tej sprawie już wiemy"), ("en", "We know of it already")])
def test_the_resident_reads_of_the_joining_in_their_own_language(
    register: Register, zofia: Staff, at: datetime, language: str, words: str
) -> None:
    first, second = register(), register(language=language)
    with override("uk"):
        operations.join(matter_id=second.id, into_id=first.id, by_id=zofia.pk, at=at)
    assert Matter.objects.get(pk=second.id).closing_text.startswith(words)


def test_joined_matters_never_make_a_chain(register: Register, zofia: Staff, at: datetime) -> None:
    one, two, three = register(), register(), register()
    operations.join(matter_id=one.id, into_id=two.id, by_id=zofia.pk, at=at)
    operations.join(matter_id=two.id, into_id=three.id, by_id=zofia.pk, at=at)
    assert set(Matter.objects.filter(joined_to_id=three.id).values_list("id", flat=True)) == {one.id, two.id}
    assert len(queries.followers(three.id)) == Matter.objects.get(pk=three.id).follower_count == 2


def test_a_matter_is_not_joined_to_itself_nor_to_a_settled_one(
    register: Register, piotr: Staff, zofia: Staff, at: datetime
) -> None:
    one, done = register(), register()
    with pytest.raises(CannotChangeMatter):
        operations.join(matter_id=one.id, into_id=one.id, by_id=zofia.pk, at=at)
    operations.take(matter_id=done.id, by_id=piotr.pk, at=at)
    operations.close(matter_id=done.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    with pytest.raises(CannotChangeMatter):
        operations.join(matter_id=one.id, into_id=done.id, by_id=zofia.pk, at=at)
    assert Matter.objects.get(pk=one.id).closed_at is None


def test_who_parts_gets_their_joined_matter_back_as_it_was(register: Register, zofia: Staff, at: datetime) -> None:
    first, second = register(), register()
    before = Matter.objects.get(pk=second.id)
    operations.join(matter_id=second.id, into_id=first.id, by_id=zofia.pk, at=at)
    parted = operations.part_from(
        follower_id=queries.followers(first.id)[0].id, by_id=zofia.pk, at=at + timedelta(days=1)
    )
    after = Matter.objects.get(pk=second.id)
    assert (parted.number, parted.code) == (second.number, "")
    assert (after.closed_at, after.result, after.joined_to_id) == (None, "", None)
    assert (after.resident_due_at, after.code_hash) == (before.resident_due_at, before.code_hash)
    assert Matter.objects.get(pk=first.id).follower_count == 0
    assert queries.followers(first.id) == []


def test_who_only_followed_gets_a_matter_whose_deadline_runs_from_their_own_report(
    matter: Registered, zofia: Staff, at: datetime
) -> None:
    operations.follow(
        matter_id=matter.id, draft=FollowDraft(note="To inna dziura, po drugiej stronie."), by_id=zofia.pk, at=at
    )
    follower = queries.followers(matter.id)[0]
    parted = operations.part_from(follower_id=follower.id, by_id=zofia.pk, at=at + timedelta(days=2))
    own = Matter.objects.get(pk=parted.id)
    assert (own.started_at, own.description) == (at, "To inna dziura, po drugiej stronie.")
    assert parted.code
    with pytest.raises(CannotChangeMatter):
        operations.part_from(follower_id=follower.id, by_id=zofia.pk, at=at)


def test_who_parts_gets_nothing_that_only_the_first_reporter_said_and_their_old_code_leads_to_it(
    register: Register, zofia: Staff, at: datetime
) -> None:
    asked = [{"code": "kto", "label": "Kto mieszka pod numerem?", "required": True}]
    Category.objects.filter(code="dziura-w-jezdni").update(questions=asked, place_need="required")
    words = {
        "subject": "Pani Halina mówi",
        "description": "Pod moim oknem, Halina Zatoka.",
        "answers": {"kto": "Halina"},
    }
    first = register(**words, place=Place("Żaglowa", "12", "Obłuże", "u Haliny"), point=ZAGLOWA)
    followed = operations.follow(matter_id=first.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    parted = operations.part_from(follower_id=followed.id, by_id=zofia.pk, at=at)
    own = Matter.objects.get(pk=parted.id)
    told = f"{own.subject} {own.description} {own.house} {own.place_note} {own.answers} {own.search_key}"
    assert "halin" not in told.casefold() and "12" not in own.house and own.latitude is None
    assert (own.street, own.district, own.subject) == ("Żaglowa", "Obłuże", "Dziura w jezdni")
    seen = queries.public_status(first.number, followed.code, at)
    assert seen and (seen.id, seen.follower_id, seen.number) == (own.pk, None, first.number)
    assert queries.public_status(own.number, parted.code, at) is not None
    assert queries.public_status(first.number, "AAAAAA", at) is None


def test_followers_are_counted_right_after_joins_of_joins(register: Register, zofia: Staff, at: datetime) -> None:
    one, two, three = register(), register(), register()
    for matter in (one, two, three):
        operations.follow(matter_id=matter.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    operations.join(matter_id=one.id, into_id=two.id, by_id=zofia.pk, at=at)
    operations.join(matter_id=two.id, into_id=three.id, by_id=zofia.pk, at=at)
    assert Matter.objects.get(pk=three.id).follower_count == len(queries.followers(three.id)) == 5
    for matter, left in ((two, {"two": 1, "three": 3}), (one, {"one": 1, "three": 1})):
        row = Follower.objects.get(from_matter_id=matter.id, left_at=None)
        operations.part_from(follower_id=row.pk, by_id=zofia.pk, at=at)
        counted = {name: Matter.objects.get(pk={"one": one, "two": two, "three": three}[name].id) for name in left}
        assert {name: found.follower_count for name, found in counted.items()} == left
        assert all(len(queries.followers(found.pk)) == found.follower_count for found in counted.values())


def test_who_leaves_a_joined_matter_is_counted_no_more_where_it_was_joined(
    register: Register, zofia: Staff, at: datetime
) -> None:
    one, two = register(), register()
    followed = operations.follow(matter_id=one.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    operations.join(matter_id=one.id, into_id=two.id, by_id=zofia.pk, at=at)
    operations.part_from(follower_id=followed.id, by_id=zofia.pk, at=at)
    assert list(Matter.objects.filter(pk__in=(one.id, two.id)).order_by("number").values_list("follower_count")) == [
        (0,),
        (1,),
    ]


def test_a_danger_that_a_follower_tells_of_is_the_matters_and_calls_the_duty_once(
    matter: Registered, zofia: Staff, adam: Staff, at: datetime
) -> None:
    calm = operations.follow(matter_id=matter.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    assert calm.duty is None and not DangerCall.objects.exists()
    first = operations.follow(matter_id=matter.id, draft=FollowDraft(danger=True), by_id=zofia.pk, at=at)
    again = operations.follow(matter_id=matter.id, draft=FollowDraft(danger=True), by_id=adam.pk, at=at)
    call = DangerCall.objects.get()
    assert Matter.objects.get(pk=matter.id).danger and (call.matter_id, call.raised_by) == (matter.id, zofia)
    assert first.duty and again.duty and first.duty.call_id == again.duty.call_id == call.pk
    assert StoryEvent.objects.filter(matter_id=matter.id, kind="danger_raised").count() == 1


def test_a_danger_that_nobody_confirmed_is_not_joined_away(
    register: Register, zofia: Staff, piotr: Staff, at: datetime
) -> None:
    known, danger = register(), register(danger=True)
    with pytest.raises(CannotChangeMatter, match="dyżurny jeszcze tego nie potwierdził"):
        operations.join(matter_id=danger.id, into_id=known.id, by_id=zofia.pk, at=at)
    assert [line.matter_id for line in queries.open_dangers()] == [danger.id]
    operations.acknowledge_danger(matter_id=danger.id, by_id=piotr.pk, at=at)
    operations.join(matter_id=danger.id, into_id=known.id, by_id=zofia.pk, at=at)


def test_parts_go_to_their_units_with_the_deadline_of_the_whole(
    matter: Registered, marek: Staff, lamps: Unit, at: datetime
) -> None:
    drafts = [PartDraft(lamps.pk, "Lampa", "Słup przy dziurze się przechyla.")]
    ids = operations.split(matter_id=matter.id, parts=drafts, by_id=marek.pk, at=at)
    part, whole = Matter.objects.get(pk=ids[0]), Matter.objects.get(pk=matter.id)
    assert (part.unit_id, part.parent_id, part.status) == (lamps.pk, matter.id, "new")
    assert (part.resident_due_at, part.started_at, part.working) == (
        whole.resident_due_at, whole.started_at, whole.working,
    )  # fmt: skip
    assert (part.reply_channel, part.street, whole.status) == ("none", "Żaglowa", "new")
    assert [line.number for line in queries.parts(matter.id, at)] == [part.number]


def test_a_whole_ends_after_its_parts_or_with_a_reason(
    taken: Registered, piotr: Staff, marek: Staff, lamps: Unit, at: datetime
) -> None:
    (part,) = operations.split(matter_id=taken.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=marek.pk, at=at)
    with pytest.raises(CannotChangeMatter, match="niezakończon") as refused:
        operations.close(matter_id=taken.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)
    assert refused.value.field == "despite_parts"
    operations.take(matter_id=part, by_id=marek.pk, at=at)
    operations.close(matter_id=part, result="done", text="Lampa stoi prosto.", by_id=marek.pk, at=at)
    told = StoryEvent.objects.get(matter_id=taken.id, kind="part_closed")
    assert (told.text, told.details["last"]) == ("Lampa stoi prosto.", True)
    operations.close(matter_id=taken.id, result="done", text="Załatane.", by_id=piotr.pk, at=at)


def test_a_whole_may_end_before_its_parts_when_somebody_says_why(
    taken: Registered, piotr: Staff, marek: Staff, lamps: Unit, at: datetime
) -> None:
    operations.split(matter_id=taken.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=marek.pk, at=at)
    operations.close(
        matter_id=taken.id, result="done", text="Załatane.", by_id=piotr.pk, at=at, despite_parts="Lampa w remoncie."
    )
    closed = StoryEvent.objects.get(matter_id=taken.id, kind="closed")
    assert closed.details["despite_parts"] == "Lampa w remoncie."


def test_a_part_has_no_parts_and_goes_to_another_unit_of_the_office(
    matter: Registered, marek: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    (part,) = operations.split(matter_id=matter.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=marek.pk, at=at)
    for matter_id, unit in ((part, roads), (matter.id, roads)):
        with pytest.raises(CannotChangeMatter):
            operations.split(matter_id=matter_id, parts=[PartDraft(unit.pk, "", "x")], by_id=marek.pk, at=at)
    with pytest.raises(CannotChangeMatter):
        operations.split(matter_id=matter.id, parts=[PartDraft(lamps.pk, "", " ")], by_id=marek.pk, at=at)
    assert Matter.objects.filter(parent_id=matter.id).count() == 1


def test_a_settled_matter_is_forgotten_with_its_followers_and_without_those_that_stay(
    register: Register, piotr: Staff, zofia: Staff, at: datetime
) -> None:
    stays, goes = register(), register()
    operations.follow(matter_id=goes.id, draft=FollowDraft(), by_id=zofia.pk, at=at)
    operations.join(matter_id=goes.id, into_id=stays.id, by_id=zofia.pk, at=at)
    assert forget_matters(before=at + timedelta(days=1), at=at) == 1
    assert not Matter.objects.filter(pk=goes.id).exists()
    assert [line.from_id for line in queries.followers(stays.id)] == [None]
