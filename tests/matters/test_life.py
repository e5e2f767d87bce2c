"""What happens to a matter besides its unit's daily work: seasons end, firms finish, and nothing is lost on the way."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import gettext, override

from infolinia.city.models import Staff, Unit
from infolinia.correspondence.models import Message
from infolinia.matters import operations, queries
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import CannotChangeMatter
from infolinia.matters.rules.changes import CONTRACTOR, Actor
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import PartDraft
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SPRING = date(2027, 3, 1)


def _stored(matter: Registered) -> Matter:
    return Matter.objects.get(pk=matter.id)


@pytest.fixture
def frozen(taken: Registered, piotr: Staff, at: datetime) -> Registered:
    """A pothole that waits for the end of the frost, its clock standing."""
    waits = {"kind": "season", "whom": "", "stands": True, "evidence": "Karta masy bitumicznej."}
    operations.wait_for(matter_id=taken.id, remind_on=SPRING, by_id=piotr.pk, at=at, **waits)  # type: ignore[arg-type]
    return taken


def test_a_season_ends_by_itself_and_the_term_runs_on(frozen: Registered, piotr: Staff, at: datetime) -> None:
    before = datetime(2027, 2, 28, 4, 23, tzinfo=at.tzinfo)
    assert operations.end_seasons(at=before) == 0
    assert _stored(frozen).stopped_since == date(2026, 11, 25)
    spring = before + DAY
    assert operations.end_seasons(at=spring) == 1
    again = _stored(frozen)
    assert (again.status, again.stopped_since, again.waits_kind, again.waits_for) == ("in_progress", None, "", "")
    # Three working days of which none had passed: 2, 3 and 4 March.
    assert queries.matter_view(frozen.id, spring, staff=piotr).due.day == date(2027, 3, 4)
    assert operations.end_seasons(at=spring) == 0
    event = StoryEvent.objects.filter(matter_id=frozen.id).order_by("-id").first()
    assert event is not None
    assert (event.kind, event.by_id, event.text) == ("resumed", None, "Minął dzień, do którego sprawa czekała.")


def test_the_pause_keeps_its_reason_its_rule_and_its_evidence(frozen: Registered) -> None:
    (pause,) = _stored(frozen).pauses
    assert (pause["basis"], pause["evidence"]) == ("obietnica miasta, nie przepis", "Karta masy bitumicznej.")
    assert pause["links"] == [f"ev-{StoryEvent.objects.get(matter_id=frozen.id, kind='stands').pk}"]


def test_a_frozen_matter_that_goes_to_others_has_its_clock_running(
    frozen: Registered, piotr: Staff, lamps: Unit, at: datetime
) -> None:
    why = {"reason": "", "reason_code": "not_our_task"}
    operations.pass_on(matter_id=frozen.id, to_unit_id=lamps.pk, by_id=piotr.pk, at=at + 9 * DAY, **why)
    moved = _stored(frozen)
    assert (moved.stopped_since, moved.waits_kind, moved.status) == (None, "", "new")
    assert moved.pauses[0]["last"] == "2026-12-03"


def test_a_body_stops_only_the_clocks_of_art_35(register: Register, piotr: Staff, at: datetime) -> None:
    complaint = register("skarga")
    operations.take(matter_id=complaint.id, by_id=piotr.pk, at=at)
    waits = {"kind": "body", "whom": "RDOŚ", "remind_on": None, "stands": True, "evidence": "Pismo z 24.11."}
    with pytest.raises(CannotChangeMatter, match="nie pozwala go zatrzymać") as refused:
        operations.wait_for(matter_id=complaint.id, by_id=piotr.pk, at=at, **waits)  # type: ignore[arg-type]
    assert refused.value.field == "stands"
    assert _stored(complaint).status == "in_progress"


def test_a_firm_says_the_day_and_that_it_is_done(taken: Registered, piotr: Staff, at: datetime) -> None:
    firm = Actor(CONTRACTOR)
    given = {"contractor": "Zakład Robót", "what": "Zasypać."}
    operations.contract(matter_id=taken.id, by_id=piotr.pk, at=at, **given)
    due = _stored(taken).resident_due_at
    operations.contractor_accepted(matter_id=taken.id, actor=firm, at=at)
    operations.plan(matter_id=taken.id, day=date(2026, 11, 26), by_id=None, actor=firm, at=at)
    assert (_stored(taken).planned_on, _stored(taken).resident_due_at) == (date(2026, 11, 26), due)
    operations.contractor_done(matter_id=taken.id, actor=firm, at=at + 2 * DAY, text="Zasypane.")
    assert _stored(taken).status == "in_progress"
    with pytest.raises(CannotChangeMatter, match="W tym stanie sprawy"):
        operations.contractor_done(matter_id=taken.id, actor=firm, at=at + 2 * DAY)
    with pytest.raises(CannotChangeMatter, match="inna komórka"):
        operations.plan(matter_id=taken.id, day=date(2026, 11, 30), by_id=None, at=at)  # the resident plans nothing


def test_nobody_says_that_a_firm_is_done_where_none_was_hired(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.wait_for(matter_id=taken.id, whom="zieleń", remind_on=None, by_id=piotr.pk, at=at)
    with pytest.raises(CannotChangeMatter, match="nie czeka na wykonawcę"):
        operations.contractor_done(matter_id=taken.id, by_id=piotr.pk, at=at)


def test_a_reason_from_the_list_needs_no_words_and_another_one_does(
    taken: Registered, piotr: Staff, at: datetime
) -> None:
    with pytest.raises(CannotChangeMatter, match="Napisz krótko"):
        operations.return_to_helpline(matter_id=taken.id, reason="", reason_code="other", by_id=piotr.pk, at=at)
    operations.return_to_helpline(matter_id=taken.id, reason="", reason_code="only_question", by_id=piotr.pk, at=at)
    event = StoryEvent.objects.get(matter_id=taken.id, kind="returned")
    assert event.text == "Wystarczy odpowiedź infolinii."
    assert event.details == {"reason_code": "only_question", "from_unit": piotr.unit_id}


def test_what_the_helpline_closed_can_come_back_to_it_and_gets_a_unit(
    taken: Registered, piotr: Staff, marek: Staff, lamps: Unit, at: datetime
) -> None:
    """A matter without a unit waits for its decision too, and cannot be given back to nobody."""
    operations.return_to_helpline(matter_id=taken.id, reason="Nie nasze.", by_id=piotr.pk, at=at)
    operations.close(matter_id=taken.id, result="done", text="Wyjaśnione.", by_id=marek.pk, at=at)
    operations.reopen(matter_id=taken.id, text="Wcale nie.", by_id=None, at=at + DAY)
    assert (_stored(taken).status, _stored(taken).unit_id) == ("reopened", None)
    decide = {"matter_id": taken.id, "text": "Proszę sprawdzić.", "by_id": marek.pk, "at": at + DAY}
    with pytest.raises(CannotChangeMatter, match="Wybierz komórkę") as refused:
        operations.settle_reopened(decision="unit", **decide)  # type: ignore[arg-type]
    assert refused.value.field == "decision"
    operations.settle_reopened(decision="other_unit", to_unit_id=lamps.pk, **decide)  # type: ignore[arg-type]
    assert (_stored(taken).status, _stored(taken).unit_id) == ("new", lamps.pk)


@pytest.mark.parametrize("how", ["nobody", "outside", "same", "unknown"])
def test_a_decision_names_another_unit_of_the_office(
    taken: Registered, piotr: Staff, marek: Staff, roads: Unit, at: datetime, how: str
) -> None:
    outside = Unit.objects.create(
        code="rdos", name="RDOŚ", short_name="RDOŚ", kind="outside", valid_from=date(2020, 1, 1)
    )
    target = {"nobody": None, "outside": outside.pk, "same": roads.pk, "unknown": 0}[how]
    operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    operations.reopen(matter_id=taken.id, text="Nie.", by_id=None, at=at)
    decided = {"decision": "other_unit", "text": "Proszę.", "to_unit_id": target}
    with pytest.raises(CannotChangeMatter) as refused:
        operations.settle_reopened(matter_id=taken.id, by_id=marek.pk, at=at, **decided)  # type: ignore[arg-type]
    assert refused.value.field == "to_unit_id"
    assert _stored(taken).status == "reopened"


def test_an_adviser_writes_down_that_it_is_not_done_and_does_not_decide(
    taken: Registered, piotr: Staff, zofia: Staff, at: datetime
) -> None:
    operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=at)
    operations.reopen(matter_id=taken.id, text="Pani mówi, że dziura jest.", by_id=zofia.pk, at=at)
    assert _stored(taken).status == "reopened"
    with pytest.raises(CannotChangeMatter, match="decyduje kierownik"):
        operations.settle_reopened(matter_id=taken.id, decision="unit", text="Tak.", by_id=zofia.pk, at=at)
    assert [line.matter.number for line in queries.reopened(at).lines] == [taken.number]
    assert queries.count_reopened() == 1


def test_showing_the_way_is_no_handing_over(taken: Registered, piotr: Staff, at: datetime) -> None:
    text = {"result": "not_ours", "text": "To sprawa prywatna.", "handed_to": "Sąd Rejonowy"}
    operations.close(matter_id=taken.id, by_id=piotr.pk, at=at, **text)  # type: ignore[arg-type]
    closed = _stored(taken)
    assert (closed.closing_text, closed.result_basis) == (
        "To sprawa prywatna.\n\nTę sprawę załatwia: Sąd Rejonowy.",
        "",
    )
    assert "Sąd Rejonowy" in Message.objects.get(matter_id=taken.id, purpose="closed").text


def test_the_record_leaves_out_looking_and_names_who_acted(taken: Registered, piotr: Staff, at: datetime) -> None:
    operations.ask_resident(matter_id=taken.id, question="Gdzie?", by_id=piotr.pk, at=at)
    operations.resident_message(matter_id=taken.id, text="Przy 12.", at=at + DAY)
    record = queries.record_of(taken.id, at + DAY, staff=piotr)
    assert [line.place for line in record.lines] == [1, 2, 3, 4, 5]
    assert [line.who for line in record.lines][-3:] == ["Piotr Kotwica", "Piotr Kotwica", "mieszkaniec"]
    assert record.lines[3].papers[0].startswith("e-mail „")
    assert record.lines[0].papers, "the confirmation belongs to the beginning"


@pytest.fixture
def part(taken: Registered, piotr: Staff, lamps: Unit, outsider: Staff, at: datetime) -> Matter:
    """What the lamps have to do in Piotr's matter, in the hands of their officer."""
    drafts = [PartDraft(lamps.pk, "", "Przestawić latarnię.")]
    (ident,) = operations.split(matter_id=taken.id, parts=drafts, by_id=piotr.pk, at=at)
    operations.take(matter_id=ident, by_id=outsider.pk, at=at)
    return Matter.objects.get(pk=ident)


def test_a_part_asks_and_answers_nobody_and_its_clock_runs(part: Matter, outsider: Staff, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter, match="prowadzi całą sprawę"):
        operations.ask_resident(matter_id=part.pk, question="Gdzie?", by_id=outsider.pk, at=at)
    with pytest.raises(CannotChangeMatter, match="prowadzi całą sprawę"):
        operations.answer(matter_id=part.pk, text="Przestawimy.", by_id=outsider.pk, at=at)
    stands = {"kind": "season", "whom": "", "stands": True, "evidence": "Mróz.", "remind_on": SPRING}
    with pytest.raises(CannotChangeMatter, match="To część sprawy"):
        operations.wait_for(matter_id=part.pk, by_id=outsider.pk, at=at, **stands)  # type: ignore[arg-type]
    assert Matter.objects.get(pk=part.pk).stopped_since is None
    assert not {"ask_resident", "answer"} & queries.matter_view(part.pk, at, staff=outsider).may


def test_nothing_is_split_while_its_clock_stands(frozen: Registered, piotr: Staff, lamps: Unit, at: datetime) -> None:
    with pytest.raises(CannotChangeMatter, match="Zegar tej sprawy stoi"):
        operations.split(matter_id=frozen.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=piotr.pk, at=at)


def test_a_joined_matter_is_not_opened_alone(
    register: Register, taken: Registered, piotr: Staff, marek: Staff, at: datetime
) -> None:
    other = register()
    operations.join(matter_id=other.id, into_id=taken.id, by_id=piotr.pk, at=at)
    for who in (piotr, marek):
        with pytest.raises(CannotChangeMatter, match=f"dołączona do sprawy {taken.number}"):
            operations.reopen(matter_id=other.id, text="Jednak nie.", by_id=who.pk, at=at)
        assert "reopen" not in queries.matter_view(other.id, at, staff=who).may
    assert (_stored(other).status, _stored(other).joined_to_id) == ("closed", taken.id)


def test_the_day_on_which_a_matter_came_stays_when_it_comes_back(
    taken: Registered, piotr: Staff, marek: Staff, at: datetime
) -> None:
    later = at + 20 * DAY
    operations.close(matter_id=taken.id, result="done", text="Zasypane.", by_id=piotr.pk, at=later)
    operations.reopen(matter_id=taken.id, text="Znów dziura.", by_id=marek.pk, at=later)
    assert _stored(taken).started_at == later
    assert queries.record_of(taken.id, later, staff=piotr).opened_on == at
    seen = queries.public_status(taken.number, taken.code, later)
    assert seen is not None and "24" in seen.steps[0].when
    operations.take(matter_id=taken.id, by_id=piotr.pk, at=later)
    handed = {"result": "not_ours", "handed_to": "GDDKiA", "handed_on": date(2026, 11, 27)}
    operations.close(matter_id=taken.id, text="To droga krajowa.", by_id=piotr.pk, at=later, **handed)  # type: ignore[arg-type]
    event = StoryEvent.objects.filter(matter_id=taken.id, kind="closed").latest("id")
    assert (event.details["until"], event.details["late"]) == ("2026-12-01", False), "seven days from the first day"


def test_stored_words_are_in_the_language_of_their_reader_not_of_the_clerks_screen(
    taken: Registered, piotr: Staff, lamps: Unit, at: datetime
) -> None:
    Matter.objects.filter(pk=taken.id).update(language="uk")
    with override("en"):
        operations.split(matter_id=taken.id, parts=[PartDraft(lamps.pk, "", "Lampa")], by_id=piotr.pk, at=at)
        operations.wait_for(matter_id=taken.id, kind="season", whom="", remind_on=SPRING, by_id=piotr.pk, at=at)
        assert _stored(taken).waits_for == "pora roku"
        closing = {"result": "not_ours", "handed_to": "GDDKiA", "despite_parts": "Nie nasze."}
        operations.close(matter_id=taken.id, text="Не наше.", by_id=piotr.pk, at=at, **closing)  # type: ignore[arg-type]
    assert Matter.objects.get(parent_id=taken.id).why_here == f"Część sprawy {taken.number}."
    with override("uk"):
        said = gettext("Tę sprawę załatwia: %(whom)s.") % {"whom": "GDDKiA"}
    assert said in _stored(taken).closing_text
    assert said != "Tę sprawę załatwia: GDDKiA."


def test_a_reason_from_the_list_is_stored_in_polish(taken: Registered, piotr: Staff, at: datetime) -> None:
    with override("en"):
        operations.return_to_helpline(matter_id=taken.id, reason="", reason_code="only_question", by_id=piotr.pk, at=at)
    assert StoryEvent.objects.get(matter_id=taken.id, kind="returned").text == "Wystarczy odpowiedź infolinii."
