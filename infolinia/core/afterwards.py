"""Work that nobody waits for: done when the answer is on its way."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.db import Error
from django.http import HttpResponseBase

log = logging.getLogger(__name__)
R = TypeVar("R", bound=HttpResponseBase)


def afterwards(response: R, work: Callable[[], object]) -> R:
    """Return the response; `work` runs when the server closes it, after its last byte (PEP 3333, `close`).

    For notes that may be lost: a database that fails then is written in the log and changes nothing for the reader.
    """
    close = response.close

    def then_close() -> None:
        try:
            work()
        except Error:
            log.warning("what was to be kept after an answer was not", exc_info=True)
        finally:
            close()

    response.close = then_close  # type: ignore[method-assign]
    return response
