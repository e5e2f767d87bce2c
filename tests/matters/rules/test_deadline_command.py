"""`infolinia deadline` as a person at a terminal uses it."""

import json
import os
import subprocess
import sys

import pytest

from infolinia.matters.deadline_command import main


def _json(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    assert main([*argv, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    ("start", "term", "nominal", "legal"),
    [
        ("2026-12-10", "14 days", "2026-12-24", "2026-12-28"),
        ("2027-01-31", "1 month", "2027-02-28", "2027-03-01"),
        ("2027-04-01", "1 month", "2027-05-01", "2027-05-04"),
        ("2027-05-13", "14 days", "2027-05-27", "2027-05-28"),
        ("2026-12-10T23:30", "14 days", "2026-12-24", "2026-12-28"),
        ("2026-12-10T23:30:00+00:00", "14 days", "2026-12-25", "2026-12-28"),
        ("2026-12-23T16:30", "24 service hours", "2026-12-30T07:30:00+01:00", "2026-12-30T07:30:00+01:00"),
    ],
)
def test_json(capsys: pytest.CaptureFixture[str], start: str, term: str, nominal: str, legal: str) -> None:
    found = _json(capsys, "--start", start, "--term", term)
    assert (found["nominal_end"], found["legal_end"], found["term"]) == (nominal, legal, term)


def test_json_carries_the_working(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--start", "2026-12-10", "--term", "14 days")
    assert found["start"] == "2026-12-10"
    assert found["steps"] == [
        {
            "text": "Liczymy od zdarzenia w czwartek 10.12. Samego dnia zdarzenia nie liczymy.",
            "rule": "KPA art. 57 § 1",
            "day": "2026-12-11",
            "result": "od pt. 11.12",
        },
        {
            "text": "Mamy 14 dni: od 11.12 do 24.12.",
            "rule": "KPA art. 57 § 1",
            "day": "2026-12-24",
            "result": "do cz. 24.12",
        },
        {
            "text": "24.12 to dzień wolny (Wigilia). Termin przechodzi na następny dzień, "
            "który nie jest sobotą ani dniem wolnym: 28.12.",
            "rule": "KPA art. 57 § 4",
            "day": "2026-12-28",
            "result": "do pn. 28.12",
        },
    ]


def test_pauses_can_be_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(
        capsys,
        "--start",
        "2026-10-14",
        "--term",
        "1 month",
        "--pause",
        "2026-10-22..2026-10-31",
        "--pause",
        "2026-11-01..2026-11-04",
    )
    assert found["legal_end"] == "2026-11-30"


def test_service_hours_by_their_own_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--service-hours", "24", "--start", "2026-12-23T16:30")
    assert (found["legal_end"], found["term"]) == ("2026-12-30T07:30:00+01:00", "24 service hours")


def test_a_pause_and_a_new_end_after_its_notice(capsys: pytest.CaptureFixture[str]) -> None:
    plain = ["--start", "2026-11-20", "--term", "1 month"]
    assert _json(capsys, *plain)["legal_end"] == "2026-12-21"  # the 20th is a Sunday
    assert _json(capsys, *plain, "--pause", "2026-12-01..2026-12-05")["legal_end"] == "2026-12-28"  # over Christmas
    extended = _json(capsys, *plain, "--extend", "2027-01-29", "--notice", "2026-12-18", "--reason", "brak opinii")
    assert extended["legal_end"] == "2027-01-29"
    steps = extended["steps"]
    assert isinstance(steps, list) and "brak opinii" in steps[-1]["text"]
    assert steps[-1]["rule"] == "KPA art. 36 § 1"


def test_the_catalogue_gives_the_term_its_basis_and_side_clocks(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--start", "2026-12-10", "--clock", "skarga")
    assert (found["term"], found["legal_end"]) == ("1 month", "2027-01-11")  # the 10th is a Sunday
    assert [(one["code"], one["due_on"]) for one in _side(found)] == [
        ("przekaz", "2026-12-17"),
        ("zawiadom-o-zwloce", "2027-01-11"),
    ]


def test_a_side_clock_that_counts_from_another_waits_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    felling = ["--start", "2026-11-02", "--clock", "wycinka-drzewa"]
    assert [one["due_on"] for one in _side(_json(capsys, *felling))] == ["2026-11-23", None]
    done = _json(capsys, *felling, "--done", "ogledziny=2026-11-10")
    assert [one["due_on"] for one in _side(done)] == ["2026-11-23", "2026-11-24"]


def test_changed_days_off(capsys: pytest.CaptureFixture[str]) -> None:
    added = _json(capsys, "--start", "2026-12-10", "--term", "14 days", "--day-off", "2026-12-28=Dzień Próby")
    assert added["legal_end"] == "2026-12-29"
    taken = _json(capsys, "--start", "2026-12-10", "--term", "14 days", "--not-off", "2026-12-24")
    assert taken["legal_end"] == "2026-12-24"
    named = _json(capsys, "--start", "2026-12-14", "--term", "14 days", "--day-off", "2026-12-28=Dzień Próby")
    assert isinstance(named["steps"], list) and "28.12 to dzień wolny (Dzień Próby)." in named["steps"][-1]["text"]


def test_the_units_own_goal(capsys: pytest.CaptureFixture[str]) -> None:
    found = _json(capsys, "--start", "2026-12-10", "--term", "14 days", "--goal", "2")
    assert (found["goal"], found["legal_end"]) == ("2026-12-22", "2026-12-28")


def test_side_clocks_and_goal_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--start", "2026-12-10", "--clock", "odwolanie-rozpatrzenie", "--goal", "1"]) == 0
    said = capsys.readouterr().out
    assert "Cel komórki: 8.01.2027 (piątek)" in said
    assert (
        "• Prześlij odwołanie z aktami organowi odwoławczemu: do 17.12.2026 (czwartek) (KPA art. 133; niepotwierdzony)"
        in said
    )
    assert said.strip().splitlines()[-1].startswith("Termin kończy się: 11.01.2027 (poniedziałek)")


def _side(found: dict[str, object]) -> list[dict[str, object]]:
    side = found["side_clocks"]
    assert isinstance(side, list)
    return side


def test_plain_text_ends_with_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--start", "2027-04-01", "--term", "1 month"]) == 0
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last == "Termin kończy się: 4.05.2027 (wtorek) (bez przesunięcia: 1.05.2027 (sobota))"


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["--start", "2026-12-10"],
        ["--term", "14 days"],
        ["--start", "2026-02-30", "--term", "14 days"],
        ["--start", "wczoraj", "--term", "14 days"],
        ["--start", "0001-01-01", "--term", "14 days"],
        ["--start", "9999-12-31", "--term", "14 days"],
        ["--start", "2026-12-10", "--term", "soon"],
        ["--start", "2026-12-10", "--term", "14 days", "--pause", "2026-12-12..2026-12-11"],
        ["--start", "2026-12-10", "--term", "14 days", "--pause", "x"],
        ["--start", "2026-12-10", "--term", "14 days", "--nonsense"],
        ["--start", "2026-12-10", "--clock", "nie-ma"],
        ["--start", "2026-12-10", "--clock", "skarga", "--term", "14 days"],
        ["--start", "2026-12-10", "--service-hours", "dużo"],
        ["--start", "2026-12-10", "--term", "14 days", "--notice", "2026-12-12"],
        ["--start", "2026-12-10", "--term", "14 days", "--extend", "2026-12-01"],
        ["--start", "2026-12-10", "--clock", "informacja-publiczna", "--extend", "2027-03-01"],
        ["--start", "2026-12-10", "--service-hours", "24", "--extend", "2027-03-01"],
        ["--start", "2026-12-10", "--term", "14 days", "--not-off", "2026-12-11"],
        ["--start", "2026-12-10", "--term", "14 days", "--goal", "-1"],
        ["--start", "2026-12-10", "--clock", "skarga", "--done", "ogledziny=2026-12-11"],
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str], argv: list[str]) -> None:
    try:
        code = main(argv)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert said.err.startswith("infolinia deadline: ")


def test_it_needs_neither_django_nor_a_database() -> None:
    script = (
        "import sys; from infolinia.matters.deadline_command import main; "
        "code = main(['--start', '2026-12-10', '--term', '14 days']); "
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    ran = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "28.12.2026" in ran.stdout
