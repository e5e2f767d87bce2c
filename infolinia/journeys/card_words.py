"""What a card says to residents, as plain text for messages."""

import html
import re

from infolinia.knowledge.queries import CardView

_BLOCK_END = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
_ITEM = re.compile(r"<li>")
_TAG = re.compile(r"<[^>]*>")


def card_words(card: CardView) -> str:
    """Return what the card answers to residents as text: paragraphs, and items with a dash."""
    told = card.resident_answer_html or card.answer_html
    broken = _BLOCK_END.sub("\n", _ITEM.sub("- ", told))
    lines = (" ".join(line.split()) for line in html.unescape(_TAG.sub("", broken)).split("\n"))
    return "\n".join(line for line in lines if line)
