"""Why a page cannot be read."""


class BadPage(Exception):
    """The page cannot be read; the text, in the reader's language, says why."""
