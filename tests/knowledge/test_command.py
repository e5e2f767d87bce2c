"""`infolinia search` and `infolinia cards` at the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_search_prints_a_json_list_best_first(publish: Publish) -> None:
    publish("rower", "Rower miejski")
    publish("kajak", "Kajak", summary="Nie rower.")
    found = json.loads(said("search", "rowery", "--json"))
    assert [card["code"] for card in found] == ["rower", "kajak"]
    assert set(found[0]) == {"code", "title", "score"}
    assert found[0]["score"] > found[1]["score"]


def test_no_answer_is_an_empty_list(publish: Publish) -> None:
    publish("rower", "Rower miejski")
    assert json.loads(said("search", "qwertyuiop", "--json")) == []
    assert said("search", "qwertyuiop") == "Brak odpowiedzi.\n"


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
