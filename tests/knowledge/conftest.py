"""Cards for tests: short ones made on the spot. The example cards of the starter city are in `with_examples/`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from infolinia.knowledge import operations
from infolinia.knowledge.rules.drafts import draft

Publish = Callable[..., int]


@pytest.fixture
def publish(db: None, at: datetime) -> Publish:
    """Publish a card of the given code, title and other fields of an import record."""

    def make(code: str, title: str, *, when: datetime = at, **fields: Any) -> int:
        return operations.publish_edition(draft=draft({"code": code, "title": title, **fields}), by_id=None, at=when)

    return make
