"""What a resident may do when a matter takes too long: a wrong instruction misleads, so some get none."""

# Terms whose delay may be answered by a `ponaglenie` (KPA art. 37): decisions and appeals, certificates, and complaints
# (KPA art. 237 § 4). Motions have art. 245 and 246 instead; petitions, public information, data rights their own acts.
URGED = ("KPA art. 35", "KPA art. 217", "KPA art. 237")


def may_urge(basis: str, *, is_promise: bool) -> bool:
    """Whether a `ponaglenie` belongs to a term of this basis; the city's own promise has no remedy of law."""
    return not is_promise and basis.startswith(URGED)
