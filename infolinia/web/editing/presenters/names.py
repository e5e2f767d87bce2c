"""What the fields of a card are called."""

from infolinia.knowledge.comparing import LABELS
from infolinia.knowledge.rules import headings
from infolinia.web.editing.typed import HEADING, PEEK, SECTION


def field_name(name: str, language: str) -> str:
    """Return what editors call the field of the form: its label, or the heading of its section."""
    for start in (SECTION, HEADING, PEEK):
        if name.startswith(start):
            return headings.heading(name.removeprefix(start), language)
    return str(LABELS.get(name, name))
