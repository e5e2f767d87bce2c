"""Rules stand on the standard library and on other rules, and nothing else: read from their own source."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = sorted((ROOT / "infolinia").glob("*/rules/**/*.py"))


def _imports(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def _is_pure(module: str) -> bool:
    words = module.split(".")
    return words[0] in sys.stdlib_module_names or (words[0] == "infolinia" and words[2:3] == ["rules"])


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(ROOT / "infolinia")))
def test_rules_import_the_standard_library_and_rules_only(path: Path) -> None:
    assert {module for module in _imports(path.read_text()) if not _is_pure(module)} == set()


def test_the_check_sees_what_is_not_pure() -> None:
    assert not any(_is_pure(module) for module in _imports("import django.db\nfrom infolinia.core import clock"))
    assert RULES
