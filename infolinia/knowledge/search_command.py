"""`infolinia search`: cards and forms that answer what was typed. Needs Django set up, though not all of its rooms."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from infolinia.knowledge.search.finding import search
from infolinia.knowledge.shapes import Hit


def main(arguments: Sequence[str]) -> int:
    """Print the cards that answer the words; `[]` or a plain sentence where nothing answers."""
    options = _parser().parse_args(arguments)
    for text in _texts(options):
        hits = search(
            text,
            limit=options.limit,
            kinds=("card", "form") if options.forms else ("card",),
            staff=True,
            language=options.language,
            subject=options.subject,
            unit=options.unit,
            explain=options.explain,
        )
        sys.stdout.write(_printed(text, hits, options) + "\n")
        sys.stdout.flush()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("infolinia search", description="Search the service cards.")
    parser.add_argument("text", nargs="*", help="what the resident asks")
    parser.add_argument(
        "--json", action="store_true", help="print a list of {code, title, score}, best first; [] for no answer"
    )
    parser.add_argument(
        "--queries", type=Path, metavar="FILE",
        help="search every line of the file (- for standard input); prints a line of JSON {query, hits} for each",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, default=10, help="at most so many results (10)")
    parser.add_argument("--forms", action="store_true", help="find forms (druki) too")
    parser.add_argument("--language", choices=("pl", "en", "uk"), default="pl", help="language of the editions (pl)")
    parser.add_argument("--subject", default="", metavar="CODE", help="only cards of this subject")
    parser.add_argument("--unit", default="", metavar="CODE", help="only cards of this unit")
    parser.add_argument("--explain", action="store_true", help="say which words met, how, and what each added")
    return parser


def _texts(options: argparse.Namespace) -> Iterator[str]:
    if options.queries is None:
        yield " ".join(options.text)
        return
    lines: Iterable[str] = (
        sys.stdin if str(options.queries) == "-" else options.queries.read_text(encoding="utf-8").splitlines()
    )
    yield from (line.rstrip("\n") for line in lines)


def _printed(text: str, hits: Sequence[Hit], options: argparse.Namespace) -> str:
    plain = [_plain(hit, options.explain) for hit in hits]
    if options.queries is not None:
        return json.dumps({"query": text, "hits": plain}, ensure_ascii=False)
    if options.json:
        return json.dumps(plain, ensure_ascii=False)
    return "\n".join(map(_line, hits)) or "Brak odpowiedzi."


def _plain(hit: Hit, explain: bool) -> dict[str, object]:
    plain: dict[str, object] = {"code": hit.code, "title": hit.title, "score": hit.score}
    return {**plain, "why": [vars(part) for part in hit.why]} if explain else plain


def _line(hit: Hit) -> str:
    parts = [f"      {part.typed}: {part.met or '–'} ({part.how or 'nic'}) {part.points:.2f}" for part in hit.why]
    answer = [f"{'':9}{hit.answer}"] if hit.answer else []
    return "\n".join([f"{hit.score:7.2f}  {hit.code:28} {hit.title}", *answer, *parts])
