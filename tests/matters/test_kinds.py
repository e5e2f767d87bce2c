"""The tree of kinds of matter as an office edits it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.models import Category, Matter
from infolinia.matters.operations import kinds as writes
from infolinia.matters.operations.kinds import CannotSaveKind, KindWasChanged
from infolinia.matters.queries import kinds as reads
from infolinia.matters.shapes import KindText, Registered
from tests.matters.conftest import Register

pytestmark = pytest.mark.django_db


def text(code: str = "latarnia") -> KindText:
    """Return the kind as its form would open it."""
    found = reads.kind_text(code)
    assert found is not None
    return found


def test_a_new_kind_can_be_chosen_at_once_under_its_group(kinds: None, roads: Unit) -> None:
    code = writes.add_kind(KindText(name="Dziura w chodniku", parent="drogi", unit=roads.code, promise="10  Days"))
    line = next(line for line in matters.categories() if line.code == code)
    assert (code, line.path, line.unit_id) == ("dziura-w-chodniku", ("Transport i drogi",), roads.pk)
    assert Category.objects.get(code=code).promise == "10 days", "a term is kept in its one form"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"name": "  "}, "name"),
        ({"unit": "nie-ma"}, "unit"),
        ({"promise": ""}, "promise"),
        ({"promise": "kiedyś"}, "promise"),
        ({"clock": "nie-ma", "promise": ""}, "clock"),
        ({"kind": "żart"}, "kind"),
        ({"priority": 9}, "priority"),
        ({"unit_lead_days": -1}, "unit_lead_days"),
        ({"parent": "nie-ma"}, "parent"),
        ({"parent": "skarga"}, "parent"),
        ({"danger_phone": "zadzwoń"}, "danger_phone"),
        ({"danger_unit": "nie-ma"}, "danger_unit"),
        ({"place_need": "może"}, "place_need"),
        ({"answer_texts": ({"name": "", "text": "x"},)}, "answer_texts"),
        ({"questions": ({"label": "Co?", "kind": "choice", "choices": ["a"]},)}, "questions"),
        ({"unit": ""}, "unit"),
        ({"kind": "complaint", "is_public": True}, "is_public"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_changes(kinds: None, told: dict[str, Any], field: str) -> None:
    before = text()
    with pytest.raises(CannotSaveKind) as refused:
        writes.change_kind(replace(before, **told))
    assert refused.value.field == field and str(refused.value)
    assert text() == before


def test_who_saves_second_is_told_and_nothing_is_lost(kinds: None) -> None:
    opened = text()
    writes.change_kind(replace(opened, name="Latarnia nie świeci"))
    with pytest.raises(KindWasChanged):
        writes.change_kind(replace(opened, name="Ciemno"))
    assert text().name == "Latarnia nie świeci"


def test_a_change_concerns_new_matters_only(register: Register, lamps: Unit, at: datetime) -> None:
    before = register("dziura-w-jezdni")
    writes.change_kind(replace(text("dziura-w-jezdni"), unit=lamps.code, promise="1 working day"))
    after = register("dziura-w-jezdni")
    stored = Matter.objects.get(id=before.id)
    assert (stored.unit_id, stored.term) == (before.unit_id, "3 working days")
    assert (after.unit_id, after.resident_due.day < before.resident_due.day) == (lamps.pk, True)


def test_a_group_never_lies_in_itself_and_the_tree_stays_three_deep(kinds: None, roads: Unit) -> None:
    low = writes.add_kind(KindText(name="Chodniki", parent="drogi"))
    writes.add_kind(KindText(name="Kostka", parent=low, unit=roads.code, promise="10 days"))
    with pytest.raises(CannotSaveKind, match="w sobie samym"):
        writes.change_kind(replace(text("drogi"), parent=low))
    with pytest.raises(CannotSaveKind, match="w sobie samym"):
        writes.change_kind(replace(text("drogi"), parent="drogi"))
    with pytest.raises(CannotSaveKind, match="za głęboko"):
        top = writes.add_kind(KindText(name="Miasto"))
        writes.change_kind(replace(text("drogi"), parent=top))
    assert [(row.code, row.depth) for row in reads.kind_tree() if row.code in (low, "kostka")] == [
        (low, 1),
        ("kostka", 2),
    ]


def test_a_retired_kind_can_not_be_chosen_and_its_matters_go_on(matter: Registered) -> None:
    with pytest.raises(CannotSaveKind, match="w użyciu"):
        writes.retire_kind(code="drogi", version=text("drogi").version)
    writes.retire_kind(code="dziura-w-jezdni", version=0)
    assert "dziura-w-jezdni" not in [line.code for line in matters.categories()]
    assert "dziura-w-jezdni" in [row.code for row in reads.kind_tree(retired=True) if not row.active]
    assert Matter.objects.get(id=matter.id).status == "new"
    writes.restore_kind(code="dziura-w-jezdni", version=1)
    assert "dziura-w-jezdni" in [line.code for line in matters.categories()]


def test_questions_get_codes_of_their_own_and_a_new_wording_is_a_new_question(
    kinds: None, register: Register, marek: Staff
) -> None:
    asked = ({"code": "#0", "label": "Ile latarni?", "kind": "choice", "choices": ["jedna", "kilka"]},)
    writes.change_kind(replace(text(), questions=asked))
    told = {"ile-latarni": "jedna"}
    assert [one.code for one in matters.questions_to_ask("latarnia")] == list(told)
    old = register("latarnia", answers=told)
    reworded = {**text().questions[0], "label": "Ile lamp?"}
    below = {"code": "#1", "label": "Numer?", "when": {"question": "ile-latarni", "is": ["jedna"]}}
    writes.change_kind(replace(text(), questions=(reworded, below)))
    assert [one.code for one in matters.questions_to_ask("latarnia")] == ["ile-lamp", "numer"]
    assert text().questions[1]["when"] == {"question": "ile-lamp", "is": ["jedna"]}
    view = matters.matter_view(old.id, old.resident_due.at, staff=marek)
    assert view.answers == (("Ile latarni?", "jedna"),), "the old answer keeps the old words"


def test_a_condition_decides_what_is_asked_and_what_is_kept(kinds: None, register: Register) -> None:
    asked = (
        {"code": "#0", "label": "Iskrzy?", "kind": "yes_no", "required": True},
        {"code": "#1", "label": "Gdzie dokładnie?", "required": True, "when": {"question": "#0", "is": ["yes"]}},
    )
    writes.change_kind(replace(text(), questions=asked))
    with pytest.raises(operations.CannotRegister) as refused:
        register("latarnia", answers={"iskrzy": "yes"})
    assert (refused.value.field, refused.value.question) == ("answers", "gdzie-dokladnie")
    calm = register("latarnia", answers={"iskrzy": "no", "gdzie-dokladnie": "tu"})
    assert Matter.objects.get(id=calm.id).answers == {"iskrzy": "no"}


def test_history_says_who_changed_what(kinds: None) -> None:
    writes.change_kind(replace(text(), promise="5 working days"))
    changed, made = reads.kind_history("latarnia")
    assert changed.fields == (("obietnica miasta", "3 working days", "5 working days"),)
    assert made.fields == ()


def test_the_tree_costs_the_same_whatever_there_is(kinds: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert len(reads.kind_tree()) == 6


@pytest.mark.parametrize(("typed", "kept"), [("112", "112"), ("500 000 014", "+48500000014"), ("", "")])
def test_the_duty_may_have_a_short_number(kinds: None, typed: str, kept: str) -> None:
    writes.change_kind(replace(text(), danger_phone=typed))
    assert text().danger_phone == kept
