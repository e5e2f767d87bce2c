"""The mark in a text where the matter's code goes at the moment of sending."""

SECRET_MARK = "{{kod}}"  # noqa: S105 - a place, no secret
HIDDEN = "••••••"


def filled(text: str, secret: str) -> str:
    """Return the text with the code in its place."""
    return text.replace(SECRET_MARK, secret)


def hidden(text: str) -> str:
    """Return the text as screens show it: without the code."""
    return text.replace(SECRET_MARK, HIDDEN)
