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
            "który nie jest sobotą ani dniem wolnym.",
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
