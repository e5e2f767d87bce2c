"""Deadlines as the office's own examples give them, and the working that explains them."""

from datetime import date, datetime, time, timedelta

import pytest

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.matters.rules.deadlines import deadline, with_goal
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.rules.shapes import Extension, Pause, Term
from infolinia.matters.rules.terms import BadTerm, in_words, parse_term
from infolinia.matters.rules.working import from_json, result, sentence, to_json

CITY = Calendar()


def _count(start: date | datetime, term: str, **more: object) -> tuple[date | datetime, date | datetime]:
    found = deadline(start=start, term=parse_term(term), calendar=CITY, **more)  # type: ignore[arg-type]
    return found.nominal_end, found.legal_end


@pytest.mark.parametrize(
    ("start", "term", "nominal", "legal", "why"),
    [
        (date(2026, 12, 10), "14 days", date(2026, 12, 24), date(2026, 12, 28), "Christmas Eve is off since 2025"),
        (date(2027, 1, 31), "1 month", date(2027, 2, 28), date(2027, 3, 1), "February has no 31st, and it is a Sunday"),
        (date(2027, 4, 1), "1 month", date(2027, 5, 1), date(2027, 5, 4), "three free days in a row"),
        (date(2027, 5, 13), "14 days", date(2027, 5, 27), date(2027, 5, 28), "Corpus Christi"),
        (date(2024, 12, 10), "14 days", date(2024, 12, 24), date(2024, 12, 24), "in 2024 Christmas Eve still counted"),
        (date(2026, 11, 24), "3 working days", date(2026, 11, 27), date(2026, 11, 27), "the prototype's promise"),
        (date(2026, 12, 23), "7 working days", date(2027, 1, 7), date(2027, 1, 7), "two holidays at each end"),
        (date(2026, 11, 27), "1 working day", date(2026, 11, 30), date(2026, 11, 30), "Friday gives Monday"),
        (date(2026, 11, 28), "1 working day", date(2026, 11, 30), date(2026, 11, 30), "so does Saturday"),
        (date(2026, 11, 24), "3 weeks", date(2026, 12, 15), date(2026, 12, 15), "the same weekday"),
        (date(2028, 2, 29), "1 year", date(2029, 2, 28), date(2029, 2, 28), "no 29 February in 2029"),
        (date(2026, 12, 31), "2 months", date(2027, 2, 28), date(2027, 3, 1), "over the year's end"),
        (date(2026, 11, 13), "7 days", date(2026, 11, 20), date(2026, 11, 20), "a certificate"),
    ],
)
def test_worked_examples(start: date, term: str, nominal: date, legal: date, why: str) -> None:
    assert _count(start, term) == (nominal, legal), why


OCTOBER = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("pauses", "legal", "why"),
    [
        ([(date(2026, 10, 22), date(2026, 11, 4))], date(2026, 11, 30), "14 days stood, 28.11 is a Saturday"),
        ([(date(2026, 10, 10), date(2026, 10, 14))], date(2026, 11, 16), "before and on the first day nothing counts"),
        (
            [(date(2026, 10, 22), date(2026, 10, 31)), (date(2026, 10, 25), date(2026, 11, 4))],
            date(2026, 11, 30),
            "days told twice count once",
        ),
        ([(date(2026, 11, 14), date(2026, 11, 14))], date(2026, 11, 16), "on the last day: one more, a Sunday"),
        ([(date(2026, 11, 15), date(2026, 11, 20))], date(2026, 11, 23), "the moved end waits for the pause"),
        ([(date(2026, 11, 17), date(2026, 11, 20))], date(2026, 11, 16), "after the end nothing changes"),
        (
            [(date(2026, 10, 20), date(2026, 10, 20)), (date(2026, 11, 15), date(2026, 11, 20))],
            date(2026, 11, 23),
            "a pause that the first pause let in",
        ),
    ],
)
def test_pauses_move_the_end_of_a_month(pauses: list[tuple[date, date]], legal: date, why: str) -> None:
    assert _count(OCTOBER, "1 month", pauses=[Pause(*pause) for pause in pauses])[1] == legal, why


def test_a_pause_that_lasts_says_nothing_about_the_end_yet() -> None:
    assert _count(OCTOBER, "1 month", pauses=[Pause(date(2026, 10, 22), None)])[1] == date(2026, 11, 16)


def test_working_days_that_stand_are_not_counted() -> None:
    stood = Pause(date(2026, 11, 25), date(2026, 11, 27))
    assert _count(date(2026, 11, 24), "3 working days", pauses=[stood])[1] == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("new_end", "noticed", "pauses", "legal", "why"),
    [
        (date(2026, 12, 16), date(2026, 11, 10), [], date(2026, 12, 16), "the new day as told"),
        (date(2026, 12, 25), date(2026, 11, 10), [], date(2026, 12, 28), "a free day moves on like any end"),
        (
            date(2026, 12, 16),
            date(2026, 11, 10),
            [(date(2026, 10, 20), date(2026, 10, 25))],
            date(2026, 12, 16),
            "what stood before the notice was known",
        ),
        (
            date(2026, 12, 16),
            date(2026, 11, 10),
            [(date(2026, 11, 20), date(2026, 11, 21))],
            date(2026, 12, 18),
            "what stands after it moves it",
        ),
        (
            date(2026, 11, 12),
            date(2026, 11, 10),
            [],
            date(2026, 11, 16),
            "an earlier day than the term gives changes nothing",
        ),
    ],
)
def test_a_new_end_with_notice(
    new_end: date, noticed: date, pauses: list[tuple[date, date]], legal: date, why: str
) -> None:
    extension = Extension(new_end, noticed, "czekamy na opinię")
    found = _count(OCTOBER, "1 month", pauses=[Pause(*pause) for pause in pauses], extension=extension)
    assert found[1] == legal, why


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY_ZONE)


@pytest.mark.parametrize(
    ("start", "hours", "end", "why"),
    [
        ("2026-11-23T15:10", 13, "2026-11-24T17:10", "2:50 on Monday and 10:10 on Tuesday"),
        ("2026-12-23T16:30", 24, "2026-12-30T07:30", "four closed days on the way"),
        ("2026-11-28T13:00", 2, "2026-11-30T08:00", "Saturday closes at 14"),
        ("2026-11-29T10:00", 1, "2026-11-30T08:00", "Sunday waits for Monday's opening"),
        ("2026-11-24T05:00", 11, "2026-11-24T18:00", "a whole day ends at its closing"),
        ("2026-03-27T17:00", 8, "2026-03-30T08:00", "the night of clock change lies outside opening hours"),
    ],
)
def test_service_hours_give_a_moment(start: str, hours: int, end: str, why: str) -> None:
    found = _count(_at(start), f"{hours} service hours")
    assert found == (_at(end), _at(end)), why


def test_a_bare_day_of_service_hours_starts_with_its_opening() -> None:
    assert _count(date(2026, 11, 28), "1 service hour")[1] == _at("2026-11-28T09:00")


@pytest.mark.parametrize(
    ("day", "end"), [(date(2026, 3, 29), "2026-03-29T04:00"), (date(2026, 10, 25), "2026-10-25T02:00")]
)
def test_service_hours_across_a_clock_change_are_true_hours(day: date, end: str) -> None:
    nights = Calendar(service_hours={}, exceptions={day: (time(0), time(6))})
    found = deadline(start=day, term=Term(3, "service hours"), calendar=nights).legal_end
    assert isinstance(found, datetime)
    assert found == datetime.combine(day, time(0), CITY_ZONE).astimezone(found.tzinfo) + timedelta(hours=3)
    assert found.astimezone(CITY_ZONE).replace(tzinfo=None).isoformat(timespec="minutes") == end


def test_days_that_stand_are_left_out_of_service_hours() -> None:
    found = _count(_at("2026-11-23T17:00"), "2 service hours", pauses=[Pause(date(2026, 11, 24), date(2026, 11, 24))])
    assert found[1] == _at("2026-11-25T08:00")


def test_a_calendar_that_never_opens_is_refused() -> None:
    with pytest.raises(NeverOpen):
        deadline(start=date(2026, 11, 24), term=Term(1, "service hours"), calendar=Calendar(service_hours={}))


@pytest.mark.parametrize(
    ("start", "term", "lead", "goal", "why"),
    [
        (date(2026, 10, 14), "6 weeks", 1, date(2026, 11, 24), "the working day before"),
        (date(2026, 11, 16), "14 days", 1, date(2026, 11, 27), "the working day before a Monday is Friday"),
        (date(2026, 11, 16), "14 days", 0, date(2026, 11, 30), "no lead: the same day"),
        (date(2026, 11, 27), "1 working day", 1, date(2026, 11, 27), "back to the day of the start at most"),
        (date(2026, 11, 28), "1 working day", 1, date(2026, 11, 30), "a goal before the start would be no goal"),
        (date(2026, 11, 16), "14 days", 3, date(2026, 11, 25), "three days in hand"),
    ],
)
def test_the_units_goal_is_earlier_and_never_later(start: date, term: str, lead: int, goal: date, why: str) -> None:
    counted = deadline(start=start, term=parse_term(term), calendar=CITY)
    assert with_goal(counted, calendar=CITY, lead_days=lead)[0] == goal, why


def test_the_units_goal_in_service_hours_keeps_two_in_hand() -> None:
    counted = deadline(start=_at("2026-11-23T15:10"), term=Term(13, "service hours"), calendar=CITY)
    assert with_goal(counted, calendar=CITY)[0] == _at("2026-11-24T15:10")


def test_the_working_of_the_prototype_line_by_line() -> None:
    counted = deadline(
        start=OCTOBER,
        term=Term(1, "months"),
        calendar=CITY,
        basis="KPA art. 35 § 3",
        pauses=[
            Pause(date(2026, 10, 22), date(2026, 11, 4), "czekaliśmy na plan od mieszkańca", links=("ev-2", "ev-3"))
        ],
    )
    steps = [*counted.working, with_goal(counted, calendar=CITY, basis="ustalenie ZDiZ, nie przepis")[1]]
    today = date(2026, 11, 24)
    assert [(sentence(step, today=today), step.rule, result(step, today=today)) for step in steps] == [
        ("Zgłoszenie wpłynęło w środę 14.10. Tego dnia zaczął się termin.", "KPA art. 57 § 3", "od śr. 14.10"),
        ("Mamy 1 miesiąc: od 14.10 do 14.11.", "KPA art. 35 § 3 · KPA art. 57 § 3", "do sob. 14.11"),
        (
            "Od 22.10 do 4.11 zegar stał: czekaliśmy na plan od mieszkańca. Tych 14 dni nie liczymy.",
            "KPA art. 35 § 5",
            "do sob. 28.11",
        ),
        (
            "28.11 to sobota. Termin przechodzi na następny dzień, który nie jest sobotą ani dniem wolnym: 30.11.",
            "KPA art. 57 § 4",
            "do pn. 30.11",
        ),
        ("Komórka chce skończyć dzień roboczy wcześniej.", "ustalenie ZDiZ, nie przepis", "cel: pt. 27.11"),
    ]
    assert steps[2].links == ("ev-2", "ev-3")
    assert [from_json(to_json(step)) for step in steps] == steps, "what is stored comes back the same"


def _sentences(start: date | datetime, term: str, **more: object) -> list[str]:
    found = deadline(start=start, term=parse_term(term), calendar=CITY, **more)  # type: ignore[arg-type]
    return [sentence(step, today=date(2026, 12, 1)) for step in found.working]


@pytest.mark.parametrize(
    ("start", "term", "said"),
    [
        (
            date(2026, 12, 10),
            "14 days",
            "24.12 to dzień wolny (Wigilia). Termin przechodzi na następny dzień, "
            "który nie jest sobotą ani dniem wolnym: 28.12.",
        ),
        (date(2026, 12, 22), "3 working days", "Po drodze są dni wolne: 24.12 (Wigilia), 25.12 (Boże Narodzenie)."),
        (date(2027, 1, 5), "1 working day", "Po drodze jest dzień wolny: 6.01.2027 (Trzech Króli)."),
        (
            date(2027, 1, 31),
            "1 month",
            "Mamy 1 miesiąc. Dnia 31 nie ma w tamtym miesiącu, "
            "więc termin kończy się w jego ostatnim dniu, 28.02.2027.",
        ),
        (date(2026, 12, 1), "3 days", "Zgłoszenie wpłynęło we wtorek 1.12. Tego dnia nie liczymy."),
    ],
)
def test_sentences(start: date | datetime, term: str, said: str) -> None:
    assert said in _sentences(start, term)


def test_service_hours_are_explained_day_by_day() -> None:
    assert _sentences(_at("2026-12-12T13:15"), "2 service hours") == [
        "Prośba wpłynęła w sobotę 12.12 o 13:15, gdy infolinia pracowała.",
        "Mamy na to: 2 godziny pracy infolinii. Gdy infolinia nie pracuje, czas nie płynie.",
        "12.12 od 13:15 do 14:00 mija 45 min (razem 45 min).",
        "14.12 od 7:00 do 8:15 mija 1 godz. 15 min (razem 2 godz.).",
    ]
    assert len(_sentences(_at("2026-12-01T07:00"), "110 service hours")) == 6, "a long term is told in few lines"


def test_a_single_day_that_stood_is_one_day() -> None:
    one = Pause(date(2026, 12, 3), date(2026, 12, 3), "brakowało podpisu.")
    assert "3.12 zegar stał: brakowało podpisu. Tego dnia nie liczymy." in _sentences(
        date(2026, 12, 1), "7 days", pauses=[one]
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 day", "1 dzień"),
        ("14 days", "14 dni"),
        ("3 weeks", "3 tygodnie"),
        ("5 weeks", "5 tygodni"),
        ("1 month", "1 miesiąc"),
        ("12 months", "12 miesięcy"),
        ("1 year", "1 rok"),
        ("5 years", "5 lat"),
        ("7 working days", "7 dni roboczych"),
        ("22 working days", "22 dni robocze"),
        ("24 service hours", "24 godziny pracy infolinii"),
        ("  2   Service  Hours ", "2 godziny pracy infolinii"),
    ],
)
def test_terms_in_words(text: str, words: str) -> None:
    assert polish(in_words(parse_term(text))) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "days",
        "-3 days",
        "0 days",
        "14 dayss",
        "1.5 months",
        "999999 days",
        "14 days 3",
        "11 years",
        "١٤ days",
    ],
)
def test_what_is_not_a_term_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadTerm, match="termin"):
        parse_term(text)


@pytest.mark.parametrize(
    ("basis", "rule"),
    [
        ("", "KPA art. 36 § 1"),
        ("KPA art. 35 § 3", "KPA art. 36 § 1"),
        ("KPA art. 237 § 1", "KPA art. 36 § 1"),
        ("KPA art. 244 § 1", "KPA art. 245"),
        ("RODO art. 12 ust. 3", "RODO art. 12 ust. 3"),
        ("obietnica miasta, nie przepis", "obietnica miasta, nie przepis"),
    ],
)
def test_a_new_end_names_the_rule_that_it_was_told_by(basis: str, rule: str) -> None:
    moved = Extension(date(2026, 12, 30), date(2026, 12, 1), "dużo dokumentów")
    found = deadline(start=date(2026, 11, 24), term=parse_term("14 days"), calendar=CITY, basis=basis, extension=moved)
    assert [step.rule for step in found.working if step.key == "extended_to"] == [rule]
