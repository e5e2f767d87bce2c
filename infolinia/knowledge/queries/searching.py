"""Search over cards and forms."""

from infolinia.knowledge.shapes import Hit


def search(text: str, limit: int = 8, staff: bool = False, explain: bool = False) -> list[Hit]:
    """Return cards and forms that answer what was typed, best first; empty when nothing answers.

    The last word counts as the start of a word while it is being typed. `staff` lets snippets come from
    sections meant for advisers. `explain` fills `why` with each part of the score.
    """
    return []
