"""Every role at every address, in one table."""

from collections.abc import Mapping, Sequence

from django.test import Client

OPEN, SILENT, REFUSED, MISSING, DOOR, FORM = 200, 204, 403, 404, 302, 405
ROLES = ("adviser", "own officer", "another officer", "supervisor", "editor", "admin", "guest")


def amiss(
    people: Mapping[str, Client], addresses: Mapping[str, str], expected: Mapping[str, Sequence[int]]
) -> list[str]:
    """Open each address as each role; return a line for each answer that the table does not expect.

    `expected` gives for each name the statuses in the order of `ROLES`. 405: the address takes only a form; 204: who
    has no call at hand and gave no reason gets nothing by itself (the pages ask for the reason).
    """
    return [
        f"{role} at {name}: {got}, not {status}"
        for name, statuses in expected.items()
        for role, status in zip(ROLES, statuses, strict=True)
        if (got := people[role].get(addresses[name]).status_code) != status
    ]
