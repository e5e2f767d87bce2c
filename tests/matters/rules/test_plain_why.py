"""„Dlaczego ten termin?” must be readable by a resident: what it says, and how hard it is to read."""

import random
from datetime import date, datetime

import pytest

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.knowledge.rules import plain
from infolinia.matters.rules.deadlines import deadline, with_goal
from infolinia.matters.rules.plain_why import sentences
from infolinia.matters.rules.shapes import Extension, Pause, Step, Term
from infolinia.matters.rules.working import sentence
from tests.matters.rules.comparing import calendar_of
from tests.matters.rules.second_opinion import Case, random_case

TODAY = date(2026, 12, 11)
LAWS = (
    "KPA art. 237 § 1",
    "KPA art. 35 § 3",
    "ustawa o dostępie do informacji publicznej, art. 13",
    "RODO art. 12 ust. 3",
)


def _steps(case: Case) -> tuple[Step, ...]:
    pauses = [Pause(*stop, reason="czekaliśmy na odpowiedź mieszkańca") for stop in case.stops]
    start = date(case.start.year, case.start.month, case.start.day)
    moment = datetime(start.year, start.month, start.day, case.minute // 60, case.minute % 60, tzinfo=CITY_ZONE)
    is_hours = case.unit == "service hours"
    found = deadline(
        start=moment if is_hours else start,
        term=Term(case.length, case.unit),
        calendar=calendar_of(case),
        pauses=pauses,
        extension=Extension(case.new_end, case.noticed, "czekamy na opinię") if case.new_end and case.noticed else None,
    )
    return (*found.working, with_goal(found, calendar=calendar_of(case), lead_days=case.lead)[1])


def _told(steps: tuple[Step, ...], **how: object) -> tuple[str, ...]:
    values = {"basis": LAWS[0], "is_promise": False, "is_confirmed": True, "today": TODAY, **how}
    return sentences(steps, **values)  # type: ignore[arg-type]


def test_a_term_of_law_says_which_how_counted_and_what_one_may_do() -> None:
    assert _told(_steps(Case(date(2026, 12, 10), 14, "days", lead=1))) == (
        "Tyle czasu daje urzędowi prawo: KPA art. 237 § 1.",
        "Zgłoszenie wpłynęło w czwartek 10.12. Tego dnia nie liczymy.",
        "Mamy 14 dni: od 11.12 do 24.12.",
        "24.12 to dzień wolny (Wigilia). Termin przechodzi na następny dzień, "
        "który nie jest sobotą ani dniem wolnym: 28.12.",
        "Gdy minie, a sprawa nadal trwa, możesz napisać ponaglenie do wyższego urzędu.",
    )


def test_a_new_end_is_told_with_its_day() -> None:
    case = Case(date(2026, 11, 24), 14, "days", new_end=date(2027, 1, 29), noticed=date(2026, 12, 1))
    assert "1.12 wyznaczyliśmy nowy termin: 29.01.2027. Powód: czekamy na opinię." in _told(_steps(case))


@pytest.mark.parametrize(
    ("key", "params", "said"),
    [
        (
            "extended",
            {"noticed_day": "2026-12-01", "reason": "brak opinii"},
            "1.12 wyznaczyliśmy nowy termin: brak opinii.",
        ),
        (
            "shift_weekend",
            {"end_day": "2026-11-28"},
            "28.11 to sobota. Termin przechodzi na następny dzień, który nie jest sobotą ani dniem wolnym.",
        ),
        (
            "skipped",
            {"days": "2026-11-27", "n": 1, "names": "2026-11-27=Dzień\nPróby"},
            "Po drodze jest dzień wolny: 27.11 (Dzień).",
        ),
    ],
)
def test_a_step_that_an_older_version_kept_is_still_read(key: str, params: dict[str, str | int], said: str) -> None:
    assert sentence(Step(key, params, "", TODAY), today=TODAY) == said


def test_a_promise_of_the_city_says_so_and_gives_no_remedy_of_law() -> None:
    told = _told(_steps(Case(date(2026, 12, 10), 3, "working days")), is_promise=True, basis="obietnica miasta")
    assert told[0] == "Tyle czasu dało sobie miasto. To obietnica, a nie przepis."
    assert not any("ponaglenie" in one for one in told)


@pytest.mark.parametrize(("is_confirmed", "said"), [(True, False), (False, True)])
def test_what_no_lawyer_has_checked_is_said_to_be_so(is_confirmed: bool, said: bool) -> None:
    told = _told(_steps(Case(date(2026, 12, 10), 14, "days")), is_confirmed=is_confirmed)
    assert ("Prawnik urzędu jeszcze tego nie sprawdził." in told) is said


def test_the_units_own_goal_is_not_told() -> None:
    assert not any("Komórka chce" in one for one in _told(_steps(Case(date(2026, 12, 10), 14, "days", lead=2))))


def test_it_is_plain_for_every_term_pause_and_new_end() -> None:
    dice, hardest = random.Random(12), (0.0, "")
    for _ in range(600):
        case = random_case(dice)
        is_promise = dice.random() < 0.3
        text = " ".join(_told(_steps(case), basis=dice.choice(LAWS), is_promise=is_promise, today=case.start))
        hardest = max(hardest, (plain.score(text).fog, text))
    assert hardest[0] <= plain.GOAL, hardest


def test_a_hard_text_would_be_found() -> None:
    hard = "Niezałatwienie sprawy w terminie skutkuje obowiązkiem zawiadomienia zainteresowanego o przyczynach zwłoki."
    assert plain.score(hard).fog > plain.GOAL
