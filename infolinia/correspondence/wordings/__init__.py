"""The wordings that come with the product, one file for each language: `[purpose.channel]` with subject and body."""

import tomllib
from functools import cache
from importlib import resources

from infolinia.correspondence.rules.wording.shapes import EMAIL, LETTER
from infolinia.correspondence.shapes_templates import Source


@cache
def shipped(purpose: str, channel: str, language: str) -> Source | None:
    """Return the wording that came with the product; a letter without its own says what the e-mail says."""
    texts = _all(language).get(purpose, {})
    found = texts.get(channel) or (texts.get(EMAIL) if channel == LETTER else None)
    if found is None:
        return None
    return Source(found.get("subject", "").strip(), found["body"].strip("\n"))


@cache
def _all(language: str) -> dict[str, dict[str, dict[str, str]]]:
    file = resources.files(__name__) / f"{language}.toml"
    if not file.is_file():
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))
