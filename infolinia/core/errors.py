"""Refusals: exceptions whose text a person reads."""


class Cannot(Exception):
    """An operation was refused; the text says why and what to do, in the reader's language."""
