"""Two records of one person become one in every room, and can be parted again for thirty days."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts import queries
from infolinia.contacts.models import Acting, ContactPoint, Conversation, Merge, Resident
from infolinia.contacts.operations import CannotMerge, PersonDraft, PointDraft
from infolinia.journeys import forget
from infolinia.journeys.people import catalogue, merging
from infolinia.matters.models import Matter
from tests.journeys.people.conftest import Known, Maker

pytestmark = pytest.mark.django_db
REASON = "ten sam e-mail, potwierdziła w rozmowie"


@pytest.fixture
def twin(known: Maker) -> Known:
    """Halina once more, as H. Zatoka under another number."""
    return known("H. Zatoka", "500000016")


def merge(kept: Known, gone: Known, by: Staff, at: datetime) -> Any:
    return merging.merge(kept_id=kept.id, gone_id=gone.id, reason=REASON, by_id=by.pk, at=at)


def everything() -> dict[str, list[Any]]:
    """Return what a merge may touch, whole."""
    found: dict[str, list[Any]] = {}
    for model in (Resident, ContactPoint, Acting):
        found[model.__name__] = sorted(map(str, model.objects.values()))
    found["links"] = sorted(
        map(
            str,
            [*Conversation.objects.values_list("id", "resident_id"), *Matter.objects.values_list("id", "resident_id")],
        )
    )
    return found


def test_calls_matters_and_numbers_are_of_one_person(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    assert merging.preview(gone_id=twin.id).moves["matters.Matter"] == 1
    merge(halina, twin, marek, at)
    assert {way.value for way in queries.ways_to_reach(halina.id, at)} == {"+48500000014", "+48500000016"}
    assert set(Conversation.objects.values_list("resident_id", flat=True)) == {halina.id}
    assert set(Matter.objects.values_list("resident_id", flat=True)) == {halina.id}
    assert [card.id for card in queries.residents_by_number("+48500000016")] == [halina.id]


def test_undo_brings_everything_back_as_it_was(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    contacts.add_point(resident_id=halina.id, draft=PointDraft("email", "h@example.org", label="praca"))
    contacts.add_point(resident_id=twin.id, draft=PointDraft("email", "h@example.org", label="dom", is_main=True))
    contacts.save_person(
        resident_id=twin.id, draft=PersonDraft("H. Zatoka", preferred_channel="sms", needs=["large_print"]), sure=False
    )
    before = everything()
    ident = merge(halina, twin, marek, at)
    assert everything() != before
    merging.undo(merge_id=ident, by_id=marek.pk, at=at)
    after = everything()
    doubles = after.pop("ContactPoint"), before.pop("ContactPoint")
    assert after == before
    assert [len(points) for points in doubles] == [4, 4]


def test_what_was_written_since_stays(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    contacts.save_person(resident_id=twin.id, draft=PersonDraft("H. Zatoka", needs=["large_print"]), sure=False)
    ident = merge(halina, twin, marek, at)
    contacts.save_person(resident_id=halina.id, draft=PersonDraft("Halina Zatoka", needs=["plain"]), sure=False)
    merging.undo(merge_id=ident, by_id=marek.pk, at=at)
    assert Resident.objects.get(id=halina.id).needs == ["plain"]


def test_an_objection_of_either_holds_for_both(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    contacts.object_to(resident_id=twin.id, purpose="notice", at=at)
    ident = merge(halina, twin, marek, at)
    assert not queries.may_contact(halina.id, "road_closed", "sms", at).yes
    contacts.settle_merges(at=at + timedelta(days=31))
    assert not Resident.objects.filter(id=twin.id).exists()
    assert not queries.may_contact(halina.id, "road_closed", "sms", at + timedelta(days=31)).yes
    with pytest.raises(CannotMerge, match="30 dni"):
        merging.undo(merge_id=ident, by_id=marek.pk, at=at + timedelta(days=31))


def test_the_night_settles_what_is_thirty_days_old(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    merge(halina, twin, marek, at)
    assert forget.everything_due(at=at + timedelta(days=29))["merges"] == 0
    assert forget.everything_due(at=at + timedelta(days=31))["merges"] == 1
    assert Merge.objects.get().moved == {}


def test_a_copy_holds_both_records(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    merge(halina, twin, marek, at)
    assert catalogue.scopes_of(halina.id)["resident"] == {halina.id, twin.id}


@pytest.mark.parametrize(
    ("told", "match"),
    [("the same", "ta sama"), ("no reason", "skąd wiadomo"), ("a child", "dziecko"), ("an agent", "działa w imieniu")],
)
def test_refused(halina: Known, twin: Known, marek: Staff, at: datetime, told: str, match: str) -> None:
    gone, reason = twin.id, REASON
    if told == "the same":
        gone = halina.id
    elif told == "no reason":
        reason = " "
    elif told == "a child":
        contacts.save_person(resident_id=twin.id, draft=PersonDraft("H. Zatoka", is_child=True), sure=False)
    else:
        contacts.let_act(
            who_id=halina.id,
            whom_id=twin.id,
            right="attorney",
            basis="pełnomocnictwo z 3.11.2026",
            by_id=marek.pk,
            at=at,
        )
    before = everything()
    with pytest.raises(CannotMerge, match=match):
        merging.merge(kept_id=halina.id, gone_id=gone, reason=reason, by_id=marek.pk, at=at)
    assert everything() == before


def test_a_guardian_stays_the_guardian(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    child = contacts.new_person(
        draft=PersonDraft("Jaś Zatoka", is_child=True, adult_on=date(2034, 5, 1)), sure=False, at=at
    )
    contacts.let_act(who_id=twin.id, whom_id=child, right="parent", basis="", by_id=marek.pk, at=at)
    merge(halina, twin, marek, at)
    assert queries.acting_for(child, at) == [(halina.id, "Halina Zatoka", "rodzic")]
    assert Acting.objects.get().valid_until == date(2034, 5, 1)


def test_it_is_merged_once(halina: Known, twin: Known, marek: Staff, at: datetime) -> None:
    merge(halina, twin, marek, at)
    with pytest.raises(CannotMerge, match="nie ma już"):
        merge(halina, twin, marek, at)


@pytest.mark.parametrize("objects_first", [True, False], ids=["objected, then lifted", "lifted, then objected"])
def test_the_last_word_holds_whichever_record_heard_it(
    halina: Known, twin: Known, marek: Staff, at: datetime, objects_first: bool
) -> None:
    first, second = (twin, halina) if objects_first else (halina, twin)
    contacts.object_to(resident_id=first.id, purpose="notice", at=at - timedelta(hours=3))
    contacts.lift_objection(resident_id=second.id, purpose="notice", at=at - timedelta(hours=2))
    if not objects_first:
        contacts.object_to(resident_id=first.id, purpose="notice", at=at - timedelta(hours=1))
    merge(halina, twin, marek, at)
    assert queries.may_contact(halina.id, "road_closed", "sms", at).yes is objects_first
