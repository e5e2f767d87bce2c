"""Figures of supervision: equal to what the stories say, the same when counted again, with lists that are as long."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day
from infolinia.core.paging import Beside
from infolinia.matters import operations
from infolinia.matters.models import Category, Matter, MonthFigures, Standing, StoryEvent
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.matters.queries import behind as lists
from infolinia.matters.queries import figures
from infolinia.matters.queries.behind import Which
from infolinia.matters.rules.figures import MONTH, NOW, on_time_share
from infolinia.matters.shapes import Registered

Register = Callable[..., Registered]
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday


def day(month: int, number: int, hour: int = 9) -> datetime:
    """A moment of autumn 2026."""
    return datetime(2026, month, number, hour, 0, tzinfo=UTC)


@pytest.fixture
def autumn(register: Register, piotr: Staff, outsider: Staff, marek: Staff, lamps: Unit, hours: None) -> None:
    """Two months of two units: settled in time and late, sent on, sent back, opened again, passed over in silence."""

    def settled(when: datetime, after: timedelta, category: str = "dziura-w-jezdni", by: Staff = piotr) -> Registered:
        made = register(category, when=when)
        operations.take(matter_id=made.id, by_id=by.pk, at=when + timedelta(minutes=30))
        operations.close(matter_id=made.id, result="done", text="Naprawione.", by_id=by.pk, at=when + after)
        return made

    settled(day(10, 5), timedelta(days=1))
    settled(day(10, 6), timedelta(days=20))
    settled(day(10, 30), timedelta(days=4))
    settled(day(10, 7), timedelta(days=1), "latarnia", outsider)
    back = settled(day(10, 19), timedelta(days=2))
    operations.reopen(matter_id=back.id, text="Nadal dziura.", by_id=piotr.pk, at=day(11, 3))
    operations.take(matter_id=back.id, by_id=piotr.pk, at=day(11, 3, 10))
    operations.close(matter_id=back.id, result="done", text="Teraz dobrze.", by_id=piotr.pk, at=day(11, 23))
    sent = register(when=day(10, 20))
    operations.pass_on(matter_id=sent.id, to_unit_id=lamps.pk, reason="To latarnia.", by_id=piotr.pk, at=day(11, 2))
    home = register(when=day(11, 4))
    operations.return_to_helpline(matter_id=home.id, reason="Nie nasze.", by_id=piotr.pk, at=day(11, 5))
    register(when=day(10, 1))
    register(when=day(11, 23, 10))
    save_category(CategoryDraft("decyzja", "Decyzja", unit="zdiz-utrzymanie", clock="decyzja", kind="motion"))
    stands = register("decyzja", when=day(10, 12))
    operations.take(matter_id=stands.id, by_id=piotr.pk, at=day(10, 12, 10))
    operations.ask_resident(matter_id=stands.id, question="Który to numer?", by_id=piotr.pk, at=day(10, 13))
    StoryEvent.objects.create(matter_id=sent.id, kind="unopened", at=day(10, 22), unit=sent_unit(sent))


def sent_unit(made: Registered) -> Unit:
    """The unit that got the matter first."""
    return Unit.objects.get(pk=made.unit_id)


def by_hand(month: date, at: datetime) -> dict[str, Counter[tuple[int | None, int]]]:  # noqa: C901 - read as a person reads
    """Count a month by reading each matter's story line by line, as a person would; shares no code with the product."""
    following = date(month.year, month.month + 1, 1)
    counts: dict[str, Counter[tuple[int | None, int]]] = {name: Counter() for name in (*MONTH, "seconds")}
    for matter in Matter.objects.order_by("registered_at"):
        unit, is_open, started, told = None, False, matter.registered_at, set()
        due: datetime | None = None
        for event in StoryEvent.objects.filter(matter=matter, at__lt=at).order_by("at", "id"):
            on = city_day(event.at)
            inside = month <= on < following
            if on >= following:
                break
            if event.kind == "forwarded":
                unit, is_open = event.unit_id, True
                counts["received"][unit, matter.category_id] += inside
            elif event.kind == "passed_on":
                counts["passed_on"][unit, matter.category_id] += inside
                unit = event.unit_id
                counts["received"][unit, matter.category_id] += inside
            elif event.kind == "returned":
                counts["returned"][unit, matter.category_id] += inside
                unit = None
            elif event.kind == "closed":
                ended_by = datetime.fromisoformat(event.details["due"])
                is_open = False
                counts["closed"][unit, matter.category_id] += inside
                counts["on_time" if event.at <= ended_by else "late"][unit, matter.category_id] += inside
                if inside:
                    counts["seconds"][unit, matter.category_id] += int((event.at - started).total_seconds())
            elif event.kind == "reopened":
                is_open, started = True, event.at
                counts["reopened"][unit, matter.category_id] += inside
            elif event.kind == "unopened" and inside and unit not in told:
                told.add(unit)
                counts["silent"][unit, matter.category_id] += 1
        if not is_open:
            continue
        end = min(following - timedelta(days=1), city_day(at))
        counts["open"][unit, matter.category_id] += 1
        counts["ageing"][unit, matter.category_id] += city_day(matter.registered_at) < end - timedelta(days=30)
        later = StoryEvent.objects.filter(matter=matter, kind="closed", at__gte=day(month.month, end.day, 22)).order_by(
            "at"
        )
        end_of_story = later.first()
        due = datetime.fromisoformat(end_of_story.details["due"]) if end_of_story else matter.resident_due_at
        stands = matter.stopped_since is not None and matter.stopped_since <= end
        counts["overdue"][unit, matter.category_id] += city_day(due - timedelta(seconds=1)) < end and not stands
    return counts


@pytest.mark.django_db
@pytest.mark.parametrize("month", [OCTOBER, NOVEMBER])
def test_a_month_equals_what_its_stories_say(autumn: None, month: date) -> None:
    operations.count_month(month, at=NOON)
    expected = by_hand(month, NOON)
    rows = MonthFigures.objects.filter(month=month)
    for name in (*MONTH, "seconds"):
        kept = {(row.unit_id, row.category_id): getattr(row, name) for row in rows if getattr(row, name)}
        assert kept == {key: count for key, count in expected[name].items() if count}, name


@pytest.mark.django_db
def test_the_autumn_has_something_of_everything(autumn: None) -> None:
    operations.count_due_months(at=NOON)
    for name in MONTH:
        assert any(getattr(row, name) for row in MonthFigures.objects.all()), name


@pytest.mark.django_db
def test_counting_again_changes_nothing_and_counts_only_what_has_changed(autumn: None) -> None:
    assert set(operations.count_due_months(at=NOON)) == {OCTOBER, NOVEMBER}
    before = list(MonthFigures.objects.order_by("month", "unit", "category").values_list(*figures_of()))
    assert operations.count_due_months(at=NOON) == [NOVEMBER]
    operations.count_month(OCTOBER, at=NOON)
    assert list(MonthFigures.objects.order_by("month", "unit", "category").values_list(*figures_of())) == before


def figures_of() -> tuple[str, ...]:
    """What a row of a month says."""
    return ("month", "unit_id", "category_id", *MONTH, "seconds")


@pytest.mark.django_db
@pytest.mark.parametrize("month", [OCTOBER, NOVEMBER])
@pytest.mark.parametrize("number", list(MONTH))
def test_the_list_behind_a_number_of_a_month_is_as_long_as_the_number(autumn: None, number: str, month: date) -> None:
    operations.count_month(month, at=NOON)
    for row in MonthFigures.objects.filter(month=month):
        which = Which(number, (row.unit_id or 0,), row.category_id, month)
        page = lists.behind(which, NOON)
        assert (page.total, len(page.lines)) == (getattr(row, number),) * 2
    whole = lists.behind(Which(number, month=month), NOON)
    assert whole.total == sum(getattr(row, number) for row in MonthFigures.objects.filter(month=month))


@pytest.mark.django_db
def test_a_long_list_of_a_month_is_turned_page_by_page_and_back(autumn: None) -> None:
    which = Which("received", month=OCTOBER)
    whole = [line.id for line in lists.behind(which, NOON).lines]
    seen, page = [], lists.behind(which, NOON, size=3)
    seen += [line.id for line in page.lines]
    while page.behind:
        page = lists.behind(which, NOON, beside=Beside(page.behind), size=3)
        seen += [line.id for line in page.lines]
    assert seen == whole
    assert len(whole) > 6
    back = lists.behind(which, NOON, beside=Beside(page.before, back=True), size=3)
    assert [line.id for line in back.lines] == whole[-3 - len(page.lines) : -len(page.lines)]
    assert lists.behind(which, NOON, beside=Beside("nonsense~0"), size=3).lines[0].id == whole[0]


@pytest.mark.django_db
def test_units_stand_as_their_open_matters_do(autumn: None, roads: Unit, lamps: Unit) -> None:
    operations.count_now(at=NOON)
    loads = figures.loads(NOON)
    assert loads.counted_at == NOON
    of_roads = figures.total(line for line in loads.lines if line.unit_id == roads.pk)
    # Open: of 1 October, of yesterday, and the decision, whose clock stands.
    assert (of_roads.open, of_roads.ageing, of_roads.overdue) == (3, 2, 1)
    assert of_roads.late_why == {"untaken": 1}
    of_lamps = figures.total(line for line in loads.lines if line.unit_id == lamps.pk)
    assert (of_lamps.open, of_lamps.overdue) == (1, 1)
    of_helpline = figures.total(line for line in loads.lines if line.unit_id == figures.HELPLINE)
    assert (of_helpline.open, of_helpline.late_why) == (1, {"at_helpline": 1})


@pytest.mark.django_db
@pytest.mark.parametrize("number", list(NOW))
def test_the_list_behind_a_number_of_now_is_as_long_as_the_number(autumn: None, number: str) -> None:
    Matter.objects.filter(status="new").update(silent_since=day(11, 20))
    operations.count_now(at=NOON)
    assert any(getattr(row, number) for row in Standing.objects.all())
    for row in Standing.objects.all():
        page = lists.behind(Which(number, (row.unit_id or 0,), row.category_id), NOON)
        assert (page.total, len(page.lines)) == (getattr(row, number),) * 2
        for reason, count in row.late_why.items():
            assert (
                lists.behind(Which("overdue", (row.unit_id or 0,), row.category_id, reason=reason), NOON).total == count
            )


@pytest.mark.django_db
def test_an_old_count_is_not_shown_as_new(autumn: None, register: Register) -> None:
    operations.count_now(at=NOON - timedelta(minutes=14))
    assert figures.loads(NOON).counted_at == NOON - timedelta(minutes=14)
    before = figures.total(figures.loads(NOON).lines).open
    register(when=NOON)
    later = NOON + timedelta(minutes=2)
    assert figures.loads(later).counted_at == later
    assert figures.total(figures.loads(later).lines).open == before + 1


@pytest.mark.django_db
def test_two_counts_at_once_take_turns(autumn: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        operations.count_now(at=NOON)
    inside = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert "pg_advisory_xact_lock" in inside[0], "before it looks at anything"


@pytest.mark.django_db
def test_the_figures_cost_a_few_statements_however_many_matters(autumn: None, django_assert_num_queries: Any) -> None:
    operations.count_now(at=NOON)
    operations.count_due_months(at=NOON)
    with django_assert_num_queries(1):
        figures.loads(NOON)
    with django_assert_num_queries(1):
        months = figures.months(NOON)
    assert [row.month for row in months][:2] == [NOVEMBER, OCTOBER]
    assert len(months) == 12
    with django_assert_num_queries(2):
        by_kind = figures.by_category(NOON)
    assert set(by_kind) == {row.pk for row in Category.objects.filter(matters__isnull=False)}


@pytest.mark.parametrize(
    ("sentence", "on_time", "closed", "overdue", "share"),
    [
        ("all in time", 10, 10, 0, 100),
        ("one of two hundred late is not a hundred", 199, 200, 0, 99),
        ("what nobody ends counts against", 5, 5, 5, 50),
        ("nothing to judge", 0, 0, 0, None),
    ],
)
def test_the_on_time_share(sentence: str, on_time: int, closed: int, overdue: int, share: int | None) -> None:
    assert on_time_share(on_time=on_time, closed=closed, overdue=overdue) == share
