"""Operations that stand alone or are a part of a greater one: all or nothing, in one transaction between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

_open: ContextVar[bool] = ContextVar("together", default=False)


@contextmanager
def together() -> Iterator[None]:
    """Do what is inside all or nothing; inside another `together` it is a part of that one, without a savepoint.

    So a part that fails takes the whole with it: whoever catches an error of a part must let it go on. Where a part
    may fail and the rest stand, use `transaction.atomic`.
    """
    is_part = _open.get() and connection.in_atomic_block
    with transaction.atomic(savepoint=not is_part):
        before = _open.set(True)
        try:
            yield
        finally:
            _open.reset(before)
