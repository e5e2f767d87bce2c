"""What the office refuses, told to programs; and requests that are asked twice."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from infolinia.api.problems import Problem
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.partners import operations as partners
from infolinia.partners.shapes import PartnerView

POLISH = {"Content-Language": "pl"}


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal that a person could read into a problem: 422, and 409 for a key that was used for another."""
    try:
        yield
    except partners.CannotRepeat as error:
        raise Problem(HTTPStatus.CONFLICT, str(error)) from error
    except Cannot as error:
        field = str(getattr(error, "field", "")) or "body"
        wrong = [{"parameter": field, "reason": str(error)}]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), headers=POLISH, errors=wrong) from error


def done_once(
    program: PartnerView, *, key: str, what: str, body: Mapping[str, Any], do: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """Do it unless this key has done it before; returns what it gave, and whether it was before. Raises `Problem`."""
    asked = f"{what}\n{json.dumps(body, sort_keys=True, ensure_ascii=False)}".encode()
    with refusals():
        return partners.once(partner_id=program.id, key=key, asked=asked, at=now(), do=do)
