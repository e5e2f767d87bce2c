"""What a campaign's legal basis means for those who objected: which purpose of contact their decisions are read for."""

from collections.abc import Mapping

TASK, DUTY, VITAL, CONSENT = "task", "duty", "vital", "consent"
_PURPOSE: Mapping[str, str] = {
    DUTY: "matter",  # the law wants them told; nobody can object to that
    VITAL: "danger",
    CONSENT: "news",
}
OWN_MATTER = frozenset({"document_ready", "missing_document", "visit_moved"})
"""What is said in the person's own matter or visit, not to a crowd."""


def purpose_of_contact(*, basis: str, purpose: str) -> str:
    """Return the purpose by which the residents' consents and objections are read.

    A public task beside a matter may be objected to (RODO art. 21(1)); an answer in one's own matter may not.
    """
    return _PURPOSE.get(basis) or ("matter" if purpose in OWN_MATTER else "notice")
