"""The `infolinia` command itself."""

import importlib
import subprocess
import sys

import pytest

from infolinia.config import command


def test_help_names_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in command.ENTRIES)


@pytest.mark.parametrize("words", [["no-such-thing"], [], ["web", "--port", "80"]])
def test_wrong_usage_is_exit_code_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(words) == 2
    assert "infolinia" in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", command.ENTRIES)
def test_every_subcommand_leads_to_a_function(name: str) -> None:
    module, _, function = command.ENTRIES[name].target.partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_asking_for_help_loads_neither_django_nor_the_rooms() -> None:
    program = (
        "import sys; from infolinia.config import command; command.main(['help']);"
        "loaded = [name for name in sys.modules if name.split('.')[0] in ('django', 'psycopg')];"
        "sys.exit(bool(loaded))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0
