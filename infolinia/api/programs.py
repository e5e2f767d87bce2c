"""Which program asks: by a key that it sends along (RFC 6750), never by a cookie."""

from http import HTTPStatus

from django.http import HttpRequest

from infolinia.api.limits import limits
from infolinia.api.problems import Problem
from infolinia.api.rules.bucket import OF_ADDRESS, OF_PROGRAM, Size
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.partners import operations, queries
from infolinia.partners.shapes import PartnerView

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="infolinia"'}


def program_with(request: HttpRequest, right: str) -> PartnerView:
    """Return the program whose key came with the request and that has the right; counts the request.

    Raises `Problem`: 401 without a key that works, 403 without the right, 429 when it asks too much.
    """
    partner = queries.partner_of(bearer(request))
    if partner is None:
        count(client_address(request))
        raise Problem(HTTPStatus.UNAUTHORIZED, "Send a valid key: Authorization: Bearer inf_…", headers=CHALLENGE)
    count_program(partner)
    operations.note_used(partner, at=now())
    if right and right not in partner.rights:
        raise Problem(HTTPStatus.FORBIDDEN, f"This key has no right to {right}.")
    return partner


def bearer(request: HttpRequest) -> str:
    """Return the key that came with the request, or nothing."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def count_program(partner: PartnerView) -> None:
    """Count one request of a program; raises `Problem` when there were too many."""
    count(f"program {partner.id}", OF_PROGRAM)


def count(who: str, size: Size = OF_ADDRESS) -> None:
    """Count one request; raises `Problem` when there were too many."""
    if wait := limits.seconds_to_wait(who, size):
        detail = f"Too many requests from this address or with this key; try again in {wait} s."
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait)})
