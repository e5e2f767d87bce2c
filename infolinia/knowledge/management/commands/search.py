"""`infolinia search`: cards and forms that answer what was typed."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from infolinia.knowledge.queries import Hit, search


class Command(BaseCommand):
    """Prints the best answers first, and nothing where nothing answers."""

    help = "Search the service cards."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the words and how to print."""
        parser.add_argument("text", nargs="+", help="what the resident asks")
        parser.add_argument(
            "--json", action="store_true", help="print a list of {code, title, score}; empty for no answer"
        )
        parser.add_argument("--limit", type=int, default=10, help="at most so many results (10)")
        parser.add_argument("--forms", action="store_true", help="find forms (druki) too")
        parser.add_argument("--explain", action="store_true", help="say which words met, how, and what each added")

    def handle(self, *args: object, **given: Any) -> None:
        """Search and print."""
        kinds = ("card", "form") if given["forms"] else ("card",)
        hits = search(" ".join(given["text"]), limit=given["limit"], kinds=kinds, staff=True, explain=given["explain"])
        if given["json"]:
            self.stdout.write(json.dumps([_plain(hit, given["explain"]) for hit in hits], ensure_ascii=False))
        elif hits:
            self.stdout.write("\n".join(_line(hit) for hit in hits))
        else:
            self.stdout.write("Brak odpowiedzi.")


def _plain(hit: Hit, explain: bool) -> dict[str, object]:
    plain: dict[str, object] = {"code": hit.code, "title": hit.title, "score": hit.score}
    return {**plain, "why": [vars(part) for part in hit.why]} if explain else plain


def _line(hit: Hit) -> str:
    parts = [f"      {part.typed}: {part.met or '–'} ({part.how or 'nic'}) {part.points:.2f}" for part in hit.why]
    return "\n".join([f"{hit.score:7.2f}  {hit.code:28} {hit.title}", *parts])
