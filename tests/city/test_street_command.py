"""`infolinia streets import`: what a file would change, what it changed, and what is wrong in it."""

from pathlib import Path

import pytest

from infolinia.city import importing, street_command
from infolinia.city.models import Street

pytestmark = pytest.mark.django_db

SHEET = "ulica;dzielnica\nNowa Kotwiczna;Port\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one street that nobody knew."""
    path = tmp_path / "ulice.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def ask(*words: str) -> int:
    """Give the command, in this process."""
    return street_command.run(importing, street_command._parser().parse_args(["import", *words]))


def known() -> int:
    return Street.objects.filter(name="Nowa Kotwiczna").count()


def test_a_dry_run_says_what_would_change_and_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("--dry-run", str(file)) == 0
    told = capsys.readouterr().out
    assert "nowe ulice: 1" in told
    assert "nic nie zmieniono" in told
    assert known() == 0


def test_the_file_is_taken_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(str(file)) == 0
    assert "Wczytano, zmian:" in capsys.readouterr().out
    assert ask(str(file)) == 0
    assert "nowe ulice: 0" in capsys.readouterr().out
    assert known() == 1


def test_a_file_with_faults_names_their_lines_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(SHEET + ";Port\n", encoding="utf-8")
    assert ask(str(file)) == 2
    assert "wiersz 3" in capsys.readouterr().err
    assert known() == 0


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(str(tmp_path / "nie-ma.csv")) == 2
    assert "infolinia streets:" in capsys.readouterr().err
