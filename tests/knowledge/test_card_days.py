"""Days of a card: its validity, its fees, the words of its term, what it said then, and its successor."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card
from infolinia.matters.models import Clock
from infolinia.matters.operations import load_catalogue
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db
MARCH, JUNE = datetime(2026, 3, 10, 8, 0, tzinfo=UTC), datetime(2026, 6, 1, 6, 0, tzinfo=UTC)


def change(code: str, at: datetime, *, valid_from: date | None = None, valid_to: date | None = None) -> None:
    operations.change_card(
        code=code, subject="inne", unit="", valid_from=valid_from, valid_to=valid_to, by_id=None, at=at
    )


def found() -> list[str]:
    """What search and the list of all cards both give."""
    listed = [link.code for group in queries.all_cards() for link in group.cards]
    assert sorted(hit.code for hit in queries.search("rowery")) == sorted(listed)
    return listed


def test_a_card_is_found_on_its_days_alone(publish: Publish) -> None:
    publish("a", "Karta o rowerach")
    at = now()
    today = city_day(at)
    days = {
        "not_yet": (today + timedelta(days=1), None),
        "ended": (None, today - timedelta(days=1)),
        "current": (today, today),
    }
    for standing, (first, last) in days.items():
        change("a", at, valid_from=first, valid_to=last)
        view = queries.card("a")
        assert view is not None and (view.standing, view.is_current) == (standing, standing == "current")
        assert found() == (["a"] if standing == "current" else [])


def test_search_follows_the_calendar(publish: Publish) -> None:
    publish("a", "Karta o rowerach", valid_from=(city_day(now()) + timedelta(days=1)).isoformat())
    publish("b", "Rowery na wieki")
    assert found() == ["b"]
    operations.keep_validity(at=now() + timedelta(days=1))
    assert {hit.code for hit in queries.search("rowery")} >= {"b"}


def test_a_retired_card_leads_to_the_living_one_at_the_end_of_the_line(publish: Publish, at: datetime) -> None:
    for code in ("a", "b", "c"):
        publish(code, f"Karta {code}")
    operations.retire(card_code="a", successor="b", by_id=None, at=at)
    operations.retire(card_code="b", successor="c", by_id=None, at=at)
    view = queries.card("a", day=at.date())
    assert view is not None and view.successor is not None and view.leads_to is not None
    assert (view.standing, view.successor.code, view.leads_to.code) == ("retired", "b", "c")
    for successor, why in (("a", "aktualna"), ("b", "aktualna"), ("nie-ma", "aktualna")):
        with pytest.raises(operations.CannotRetire, match=why):
            operations.retire(card_code="c", successor=successor, by_id=None, at=at)
    with pytest.raises(operations.CannotRetire, match="już wycofana"):
        operations.retire(card_code="a", by_id=None, at=at)
    with pytest.raises(operations.CannotStart, match="wycofana"):
        operations.start_draft(card_code="a", by_id=1, at=at)
    operations.bring_back(card_code="a", by_id=None, at=at)
    again = queries.card("a")
    assert again is not None and again.is_current and again.leads_to is None


def test_a_circle_of_successors_is_refused_and_never_followed(publish: Publish, at: datetime) -> None:
    publish("a", "A")
    publish("b", "B")
    later = city_day(now()) + timedelta(days=9)
    operations.retire(card_code="a", successor="b", by_id=None, at=at, day=later)
    with pytest.raises(operations.CannotRetire, match="z powrotem"):
        operations.retire(card_code="b", successor="a", by_id=None, at=at)
    view = queries.card("a")
    assert view is not None and (view.standing, view.valid_to) == ("current", later)
    Card.objects.filter(code="b").update(successor=Card.objects.get(code="a"), status="retired")
    Card.objects.filter(code="a").update(status="retired")
    circling = queries.card("a")
    assert circling is not None and circling.leads_to is None
    with pytest.raises(DatabaseError), transaction.atomic():
        Card.objects.filter(code="a").update(successor=Card.objects.get(code="a"))


def test_a_wrong_change_names_its_fields_and_changes_nothing(publish: Publish, at: datetime) -> None:
    publish("a", "Karta", subject="inne")
    with pytest.raises(operations.CannotChangeCard) as refusal:
        operations.change_card(
            code="a",
            subject="kosmos",
            unit="mars",
            valid_from=date(2026, 2, 1),
            valid_to=date(2026, 1, 1),
            by_id=None,
            at=at,
        )
    assert set(refusal.value.faults) == {"subject", "unit", "valid_to"}
    assert Card.objects.get().subject == "inne"


def test_a_new_owner_takes_over_the_open_tasks(publish: Publish, roads: Unit, lamps: Unit, at: datetime) -> None:
    publish("a", "Karta", unit=roads.code)
    operations.open_task(key="k", kind="dead_link", card_code="a", text="Popraw.", due_on=at.date(), at=at)
    operations.change_card(code="a", subject="inne", unit=lamps.code, valid_from=None, valid_to=None, by_id=None, at=at)
    assert [task.text for task in queries.tasks_of_unit(lamps.pk, at)] == ["Popraw."]
    assert queries.tasks_of_unit(roads.pk, at) == ()


def test_a_fee_that_changes_next_month_is_right_on_each_day(publish: Publish) -> None:
    fees = [
        {"what": "odpis", "amount": "22", "valid_to": "2026-12-31"},
        {"what": "odpis", "amount": "25", "valid_from": "2027-01-01"},
        {"what": "wydanie za granicą", "valid_from": "2027-01-01", "confirmed": False},
    ]
    publish("a", "Karta", fees=fees)
    told = {}
    for day in (date(2026, 12, 31), date(2027, 1, 1)):
        view = queries.card("a", day=day)
        assert view is not None
        told[day.isoformat()] = (view.fee_text, [line.amount for line in view.fees if line.is_in_force])
        assert {section.code: section.peek for section in view.sections}["oplaty"] == view.fee_text
    assert [str(value) for value in told["2026-12-31"]] == ["odpis: 22 zł", "[Decimal('22')]"]
    assert told["2027-01-01"][0] == "odpis: 25 zł; wydanie za granicą: kwotę podaje komórka (do potwierdzenia)"


def test_the_fee_of_today_is_shown_where_no_day_is_asked(publish: Publish) -> None:
    today = city_day(now())
    fees = [
        {"what": "x", "amount": "1", "valid_to": (today - timedelta(days=1)).isoformat()},
        {"what": "x", "amount": "2", "valid_from": today.isoformat()},
    ]
    publish("a", "Karta", when=now() - timedelta(days=40), fees=fees)
    view = queries.card("a")
    assert view is not None and view.fee_text == "x: 2 zł"


def test_the_time_to_settle_is_the_catalogues_now_and_then(publish: Publish) -> None:
    load_catalogue()
    publish("a", "Karta", clock="zaswiadczenie", term="od ręki albo do {termin}", when=MARCH)
    publish("a", "Certificate", clock="zaswiadczenie", language="en", when=MARCH)
    before = now() - timedelta(hours=1)
    Clock.objects.filter(code="zaswiadczenie").update(term="14 days", confirmed=True)
    told = queries.card("a"), queries.card("a", language="en"), queries.card_as_of("a", city_day(before), moment=before)
    assert [view.clock_text for view in told if view] == ["od ręki albo do 14 dni", "14 days", "od ręki albo do 7 dni"]
    view = told[0]
    assert view is not None
    assert {section.code: section.peek for section in view.sections}["termin"] == "od ręki albo do 14 dni"


def test_a_result_shows_the_fee_and_the_term_of_its_day(publish: Publish) -> None:
    load_catalogue()
    tomorrow = city_day(now()) + timedelta(days=1)
    fees = [
        {"what": "odpis", "amount": "22", "valid_to": city_day(now()).isoformat()},
        {"what": "odpis", "amount": "25", "valid_from": tomorrow.isoformat()},
    ]
    publish("a", "Rowery", fees=fees, clock="zaswiadczenie", term="do {termin}")
    shown = []
    for day in (city_day(now()), tomorrow):
        operations.refresh_index(day=day)
        shown.append(queries.search("rowery")[0].answer)
    assert shown == ["odpis: 22 zł · do 7 dni", "odpis: 25 zł · do 7 dni"]


def test_an_unknown_clock_is_refused_with_its_line(at: datetime) -> None:
    data = b'{"cards": [\n{"code": "a", "title": "A"},\n{"code": "b", "title": "B", "clock": "nie-ma-takiego"}]}'
    with pytest.raises(operations.CannotImport) as refusal:
        operations.import_cards(data=data, by_id=None, at=at)
    assert [(fault.line, fault.code) for fault in refusal.value.bad] == [(3, "b")]
    assert "nie-ma-takiego" in refusal.value.bad[0].why and not Card.objects.exists()


def test_an_unknown_successor_is_refused_and_one_of_the_same_file_is_not(publish: Publish, at: datetime) -> None:
    def take(*records: str) -> None:
        operations.import_cards(data=f'{{"cards": [{", ".join(records)}]}}'.encode(), by_id=None, at=at)

    old = '{"code": "a", "title": "A", "successor": "b", "valid_to": "2026-01-31"}'
    with pytest.raises(operations.CannotImport):
        take(old)
    take(old, '{"code": "b", "title": "B"}')
    view = queries.card("a")
    assert view is not None and (view.standing, view.leads_to and view.leads_to.code) == ("ended", "b")


def test_what_a_card_said_is_told_to_the_minute(publish: Publish) -> None:
    noon = JUNE.replace(hour=10)
    publish("a", "Karta", answer="Wiosną.", when=MARCH)
    publish("a", "Karta", answer="Rano.", when=JUNE)
    publish("a", "Karta", answer="W południe.", when=noon)
    asked = [noon - timedelta(seconds=1), noon, JUNE - timedelta(seconds=1)]
    said = [queries.card_as_of("a", moment.date(), moment=moment) for moment in asked]
    assert [view.answer_html for view in said if view] == ["Rano.", "W południe.", "Wiosną."]
    assert [view.edition for view in said if view] == [2, 3, 1]
    whole_day = queries.card_as_of("a", JUNE.date())
    assert whole_day is not None and whole_day.answer_html == "W południe."


def test_all_fields_of_a_card_are_kept_shown_and_given_out_again(publish: Publish, zofia: Staff) -> None:
    publish("b", "Pokrewna")
    fields = {
        "for_residents": "Dla **mieszkańca**.",
        "easy": "- Krótko.\n- Prosto.",
        "sign_video": "https://example.org/pjm",
        "online": "https://example.org/usluga",
        "question_set": "zestaw",
        "instructions": "Najpierw *zapytaj*.",
        "memo": "Tylko my.",
        "script": "„Dzień dobry.”",
        "visit": "dowody",
        "category": "dowod",
        "related": ["b"],
    }
    publish("a", "Karta", **fields)
    view = queries.card("a")
    assert view is not None
    assert view.resident_answer_html == "Dla <strong>mieszkańca</strong>."
    assert view.easy_html == "<ul>\n<li>Krótko.</li>\n<li>Prosto.</li>\n</ul>"
    assert view.instructions_html == "<p>Najpierw <em>zapytaj</em>.</p>"
    assert (view.sign_video, view.online_url) == ("https://example.org/pjm", "https://example.org/usluga")
    assert (view.question_set_code, view.visit_type, view.category_code) == ("zestaw", "dowody", "dowod")
    exported = next(record for record in queries.export_cards() if record["code"] == "a")
    assert {key: exported[key] for key in fields} == fields
