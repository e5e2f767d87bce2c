"""Letters about matters: the wording in force with the values of one matter."""

from collections.abc import Mapping

from infolinia.correspondence.composing import compose
from infolinia.correspondence.rules.marks import SECRET_MARK
from infolinia.correspondence.shapes_templates import Composed

KINDS = ("registered", "answer", "question", "extended", "closed")


def render(kind: str, values: Mapping[str, object], *, language: str = "pl", channel: str = "email") -> Composed:
    """Return the letter of a kind (one of KINDS) with its values, in the resident's language.

    The code of a matter is not rendered: its place is marked and filled at the moment of sending.
    """
    return compose(purpose=kind, channel=channel, language=language, values={**values, "code": SECRET_MARK})
