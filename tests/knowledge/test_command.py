"""`infolinia search` and `infolinia cards` at the command line."""

import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from infolinia.knowledge import search_command
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def searched(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What `infolinia search` prints for its arguments."""

    def run(*arguments: str) -> str:
        assert search_command.main(arguments) == 0
        return capsys.readouterr().out

    return run


def test_search_prints_a_json_list_best_first(publish: Publish, searched: Callable[..., str]) -> None:
    publish("rower", "Rower miejski")
    publish("kajak", "Kajak", summary="Nie rower.")
    found = json.loads(searched("rowery", "--json"))
    assert [card["code"] for card in found] == ["rower", "kajak"]
    assert set(found[0]) == {"code", "title", "score"}
    assert found[0]["score"] > found[1]["score"]


def test_no_answer_is_an_empty_list(publish: Publish, searched: Callable[..., str]) -> None:
    publish("rower", "Rower miejski")
    assert json.loads(searched("qwertyuiop", "--json")) == []
    assert searched("qwertyuiop") == "Brak odpowiedzi.\n"


def test_a_file_of_queries_gives_a_line_for_each(
    publish: Publish, searched: Callable[..., str], tmp_path: Path
) -> None:
    publish("rower", "Rower miejski")
    (tmp_path / "q.txt").write_text("rowery\nqwertyuiop\n", encoding="utf-8")
    lines = [json.loads(line) for line in searched("--queries", str(tmp_path / "q.txt")).splitlines()]
    assert [(line["query"], [hit["code"] for hit in line["hits"]]) for line in lines] == [
        ("rowery", ["rower"]),
        ("qwertyuiop", []),
    ]


def test_an_explanation_adds_up_to_the_score(publish: Publish, searched: Callable[..., str]) -> None:
    publish("rower", "Rower miejski")
    (hit,) = json.loads(searched("miejskie rowery", "--json", "--explain"))
    assert sum(part["points"] for part in hit["why"]) == pytest.approx(hit["score"], abs=0.001)


def test_search_loads_without_the_other_rooms() -> None:
    code = (
        "import sys; from infolinia.config.commands import search; search.set_up(); "
        "import infolinia.knowledge.search_command; "
        "print([m in sys.modules for m in ('infolinia.matters', 'reportlab')])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[False, False]"


def test_cards_go_in_and_out(tmp_path: Path) -> None:
    given, taken = tmp_path / "in.json", tmp_path / "out.json"
    given.write_text(
        '{"cards": [{"code": "a", "title": "Żółta karta", "sections": {"obca": "Tekst."}}]}', encoding="utf-8"
    )
    assert "nowe: 1," in said("cards", "import", str(given))
    assert "bez zmian: 1" in said("cards", "import", str(given))
    said("cards", "export", str(taken))
    (card,) = json.loads(taken.read_text(encoding="utf-8"))["cards"]
    assert (card["title"], card["sections"]) == ("Żółta karta", {"obca": "Tekst."})


def test_faults_are_printed_by_line(tmp_path: Path) -> None:
    path = tmp_path / "zly.json"
    path.write_text('{"cards": [\n{"code": "a", "title": "A"},\n{"code": "B"}]}', encoding="utf-8")
    with pytest.raises(CommandError, match="wiersz 3"):
        said("cards", "import", str(path))
    assert json.loads(said("cards", "export")) == {"cards": []}


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Nie można odczytać"):
        said("cards", "import", str(tmp_path / "nie-ma.json"))


def test_plain_lists_the_hardest_cards_first_and_hints_for_one(publish: Publish) -> None:
    publish("prosta", "Prosta", answer="Zapłać w kasie. Weź dowód.")
    publish("trudna", "Trudna", answer="Przedmiotowe zaświadczenie zostanie wydane niezwłocznie wnioskodawcy.")
    lines = said("cards", "plain").splitlines()
    assert [line.split()[4] for line in lines[1:]] == ["trudna:", "prosta:"]
    hints = said("cards", "plain", "trudna")
    assert "słowo urzędowe: Przedmiotowe → ten, o którym mowa" in hints
    assert "strona bierna: zostanie wydane" in hints
    with pytest.raises(CommandError):
        said("cards", "plain", "nie-ma")
