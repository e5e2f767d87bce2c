"""What a resident may do when a matter takes too long: a wrong instruction misleads, so some get none."""

# Terms whose delay may be answered by a `ponaglenie` (KPA art. 37): decisions and appeals, certificates, and complaints
# (KPA art. 237 § 4). Motions have art. 245 and 246 instead; petitions, public information, data rights their own acts.
URGED = ("KPA art. 35", "KPA art. 217", "KPA art. 237")


# Under the code a notice must be served: handed over, posted with a receipt or sent by e-delivery (art. 39). An e-mail
# tells the resident, and serves nothing.
SERVED = "KPA"


def needs_service(basis: str, *, is_promise: bool) -> bool:
    """Whether a notice of a new end counts only when it was served as the code of procedure says."""
    return not is_promise and basis.startswith(SERVED)


def may_urge(basis: str, *, is_promise: bool) -> bool:
    """Whether a `ponaglenie` belongs to a term of this basis; the city's own promise has no remedy of law."""
    return not is_promise and basis.startswith(URGED)
