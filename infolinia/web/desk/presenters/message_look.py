"""How a message looks before it leaves: the inside of an e-mail, and an address as it is dictated."""

import re

from infolinia.web.desk.presenters.dictation import Sound, spelled

_SIGNS = {"/": "ukośnik", "-": "myślnik", ".": "kropka", "_": "podkreślenie"}
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_STYLE = re.compile(r' style="[^"]*"')


def mail_body(html: str) -> str:
    """Return the inside of an e-mail's page without its own styles, for a place on our page; it is safe already."""
    found = _BODY.search(html)
    return _STYLE.sub("", found.group(1)) if found else ""


def said_address(address: str) -> list[tuple[str, tuple[Sound, ...]]]:
    """Return the address in the parts in which it is dictated: words with their letters, signs by their names."""
    bare = address.partition("://")[2] or address
    parts = [part for part in re.split(r"([/.\-_])", bare) if part]
    return [(_SIGNS.get(part, part), () if part in _SIGNS else spelled(part)) for part in parts]
