"""`infolinia streets`: brings in the register of streets and addresses from a file, or says what it would do."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import django

BAD = 2


class _OneLine(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"infolinia streets: nie rozumiem polecenia ({message}); zobacz --help", file=sys.stderr)
        raise SystemExit(BAD)


def main(argv: Sequence[str]) -> int:
    """Take the file and print each kind of difference; a file with faults changes nothing and returns 2."""
    given = _parser().parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    django.setup()
    # Models can only be loaded once Django is set up.
    return run(import_module("infolinia.city.importing"), given)


def run(importing: Any, given: argparse.Namespace) -> int:
    """Take or check the file with the given module of the register."""
    at = import_module("infolinia.core.clock").now()
    work = importing.check_streets if given.dry_run else importing.import_streets
    try:
        done = work(data=Path(given.file).read_bytes(), is_whole=given.whole, at=at)
    except OSError as error:
        print(f"infolinia streets: {error}", file=sys.stderr)
        return BAD
    except importing.CannotImportStreets as refusal:
        return _refused(str(refusal), refusal.faults)
    if done.faults:
        return _refused("Plik ma błędy, więc nic z niego nie wzięto.", done.faults)
    print("\n".join(_lines(done)))
    print("Sprawdzono, nic nie zmieniono." if given.dry_run else f"Wczytano, zmian: {done.changes}.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="infolinia streets", description="Wczytuje rejestr ulic i adresów z pliku CSV.")
    deeds = parser.add_subparsers(dest="deed", required=True)
    deed = deeds.add_parser("import", help="wczytaj plik albo sprawdź, co zmieni")
    deed.add_argument("file", metavar="PLIK")
    deed.add_argument("--dry-run", action="store_true", help="pokaż różnice i niczego nie zmieniaj")
    deed.add_argument("--whole", action="store_true", help="to cały rejestr: czego w nim nie ma, tego już nie ma")
    return parser


def _lines(done: Any) -> list[str]:
    kinds = (
        ("nowe dzielnice", done.districts_added),
        ("nowe ulice", done.streets_added),
        ("zmienione nazwy", done.streets_renamed),
        ("zmiany ulic", done.streets_changed),
        ("ulice, których już nie ma", done.streets_ended),
        ("nowe adresy", done.points_added),
        ("zmienione adresy", done.points_changed),
        ("adresy, których już nie ma", done.points_ended),
    )
    lines = []
    for title, told in kinds:
        lines.append(f"{title}: {told.count}")
        lines += [f"  {words}" for words in told.shown]
        lines += ["  …"] if told.count > len(told.shown) else []
    return [*lines, f"bez zmian: {done.unchanged}", f"wierszy w pliku: {done.rows}"]


def _refused(text: str, faults: Sequence[Any]) -> int:
    print(f"infolinia streets: {text}", file=sys.stderr)
    for fault in faults:
        print(f"  wiersz {fault.line}: {fault.why}", file=sys.stderr)
    return BAD
