"""What templates give to other rooms: a composed message, and the wording of a message with its editions."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Composed:
    """A message ready to be sent. `template` and `edition` say which wording it was; edition 0 came with the product.

    A text message has neither subject nor HTML; a letter has no HTML.
    """

    subject: str
    text: str
    html: str
    template: str
    edition: int


@dataclass(frozen=True)
class Source:
    """A wording as an editor sees it: the subject and the body with their variables."""

    subject: str
    body: str
    edition: int = 0


@dataclass(frozen=True)
class EditionLine:
    """One edition in a list. `state` is a code of `TemplateEdition.State`."""

    id: int
    number: int
    state: str
    state_text: str
    subject: str
    body: str
    version: int
    author: str
    reviewer: str
    changed_at: datetime
    sent_at: datetime | None
    published_at: datetime | None
    return_reason: str
    author_ids: frozenset[int]


@dataclass(frozen=True)
class TemplateLine:
    """One template in the editors' list: whether editors changed it, and what is under way."""

    purpose: str
    channel: str
    language: str
    edition: int
    published_at: datetime | None
    under_way: str
    is_borrowed: bool


@dataclass(frozen=True)
class TemplateView:
    """One template with all its texts: what holds now, what is being written, what held before."""

    purpose: str
    channel: str
    language: str
    in_force: Source
    shipped: Source | None
    under_way: EditionLine | None
    editions: tuple[EditionLine, ...]
