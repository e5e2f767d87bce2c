"""The clock catalogue and the starter tree of kinds."""

import json
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

import infolinia.demo
import infolinia.matters
from infolinia.city.models import Unit
from infolinia.matters import operations, queries
from infolinia.matters.models import Category, Clock
from infolinia.matters.operations import CannotSaveCategory, CategoryDraft, save_category
from infolinia.matters.rules import questions
from infolinia.matters.rules.terms import parse_term

pytestmark = pytest.mark.django_db
DATA = Path(infolinia.matters.__file__).parent / "data"
CATEGORIES = json.loads((DATA / "categories.json").read_text(encoding="utf-8"))
UNITS = json.loads((Path(infolinia.demo.__file__).parent / "data" / "units.json").read_text(encoding="utf-8"))
OFFICE = {unit["code"] for unit in UNITS if unit["kind"] == "office"}
OUTSIDE = {unit["code"] for unit in UNITS if unit["kind"] == "outside"}
GROUPING = {"zdiz", "wso"}  # only units under them settle matters


@pytest.fixture
def units(db: None) -> None:
    """Every unit of the starter city."""
    for code in OFFICE | OUTSIDE:
        kind = "outside" if code in OUTSIDE else "office"
        Unit.objects.create(code=code, name=code, short_name=code, kind=kind, valid_from=date(2020, 1, 1))


def test_an_installation_starts_with_the_catalogue_and_loading_again_changes_nothing() -> None:
    assert Clock.objects.count() >= 20
    Clock.objects.filter(code="petycja").update(confirmed=True)
    assert operations.load_catalogue() == 0
    assert Clock.objects.get(code="petycja").confirmed, "what a lawyer confirmed stays confirmed"


@pytest.mark.parametrize(
    ("code", "term", "confirmed"),
    [
        ("skarga", "1 month", True),
        ("petycja", "3 months", False),
        ("informacja-publiczna", "14 days", True),
        ("dostepnosc-cyfrowa", "7 days", True),
        ("zaswiadczenie", "7 days", True),
        ("decyzja-zlozona", "2 months", True),
        ("pozwolenie-na-budowe", "65 days", False),
        ("oddzwonienie", "24 service hours", True),
    ],
)
def test_entries_of_the_catalogue(code: str, term: str, confirmed: bool) -> None:
    entry = Clock.objects.get(code=code)
    assert (entry.term, entry.confirmed) == (term, confirmed)


def test_every_entry_can_be_counted_and_names_its_basis() -> None:
    for entry in Clock.objects.all():
        parse_term(entry.term)
        if entry.longest:
            parse_term(entry.longest)
        assert entry.basis, entry.code


def test_the_starter_tree_loads_whole_and_twice(units: None) -> None:
    assert operations.load_categories() == operations.load_categories() == len(CATEGORIES)
    assert Category.objects.count() == len(CATEGORIES)
    shown = queries.categories()
    assert len(shown) >= 30
    assert {line.code for line in shown if line.is_outside} == {
        entry["code"] for entry in CATEGORIES if entry.get("unit") in OUTSIDE
    }
    busy = {entry["unit"] for entry in CATEGORIES if entry.get("unit")}
    assert busy == (OFFICE | OUTSIDE) - GROUPING, "every unit has something to do"


def test_the_pothole_is_promised_in_three_working_days_not_yet_confirmed(units: None) -> None:
    operations.load_categories()
    (pothole,) = [line for line in queries.categories() if line.code == "dziura-w-jezdni"]
    assert (pothole.term_text, pothole.is_confirmed, pothole.unit_name) == ("3 dni robocze", False, "zdiz-utrzymanie")
    assert pothole.path == ("Transport i drogi",)
    assert pothole.is_danger


def test_kinds_come_in_polish_alphabetical_order(units: None) -> None:
    for code, name in (("z", "Żagle"), ("y", "Zamki"), ("x", "Łodzie"), ("w", "Lody")):
        save_category(CategoryDraft(code, name, unit="usc", promise="1 day"))
    assert [line.name for line in queries.categories()] == ["Lody", "Łodzie", "Zamki", "Żagle"]


@pytest.mark.parametrize(
    "draft",
    [
        CategoryDraft("x", "X", unit="nie-ma"),
        CategoryDraft("x", "X", unit="usc"),
        CategoryDraft("x", "X", unit="usc", promise="kiedyś"),
        CategoryDraft("x", "X", unit="usc", clock="nie-ma"),
        CategoryDraft("x", "X", unit="usc", parent="nie-ma", promise="1 day"),
    ],
)
def test_a_category_that_leads_nowhere_is_refused(units: None, draft: CategoryDraft) -> None:
    with pytest.raises(CannotSaveCategory):
        save_category(draft)
    assert not Category.objects.filter(code="x").exists()


def test_nothing_that_a_call_may_begin_runs_by_the_term_of_a_motion() -> None:
    """A motion is lodged (KPA art. 241); an intervention, a question and a thank-you have the city's own promise."""
    motions = [one for one in CATEGORIES if one.get("clock") == "wniosek"]
    wrong = [one["code"] for one in motions if one["kind"] not in ("motion", "complaint")]
    assert not wrong


def test_an_office_that_runs_already_gets_the_promise_too(roads: Unit) -> None:
    operations.load_catalogue()
    for code, kind in (("halas", "intervention"), ("wniosek", "motion")):
        save_category(CategoryDraft(code, code, unit=roads.code, clock="wniosek", kind=kind))
    import_module("infolinia.matters.migrations.0003_promises_of_interventions").promise(apps, None)
    found = {row.code: (row.promise, row.clock_id is None) for row in Category.objects.all()}
    assert found == {"halas": ("1 month", True), "wniosek": ("", False)}


@pytest.mark.parametrize("entry", CATEGORIES, ids=lambda one: str(one["code"]))
def test_the_questions_of_each_kind_can_be_asked(entry: dict[str, Any]) -> None:
    found = questions.read(entry.get("questions", []))
    assert len(found) == len(entry.get("questions", []))
    assert not entry.get("is_public") or entry["unit"] in OFFICE, "residents report what the city itself settles"
