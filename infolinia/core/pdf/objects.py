"""Parts of a PDF by their kind: what is not what it should be is taken for empty."""

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

VERSION = "%PDF-1.7"
"""What we write: the version that tagged, accessible files are defined on."""


def as_dict(thing: Any) -> DictionaryObject:
    """Return the dictionary that this is or refers to, or an empty one."""
    found = thing.get_object() if thing is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def as_list(thing: Any) -> ArrayObject:
    """Return the array that this is or refers to; one thing is an array of it, nothing an empty one."""
    if thing is None:
        return ArrayObject()
    found = thing.get_object()
    return found if isinstance(found, ArrayObject) else ArrayObject([thing])


def named(entries: dict[str, Any]) -> DictionaryObject:
    """Return a dictionary of these entries."""
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})
