"""Which matters a telephone call cannot begin: an application is lodged in writing or to a record (KPA art. 63)."""

# Decisions, certificates, complaints and petitions; and motions, but not the interventions that share their term.
LODGED = ("KPA art. 35", "KPA art. 217", "KPA art. 237", "ustawa o petycjach")
MOTION = "KPA art. 244"
LODGED_KINDS = frozenset({"complaint", "motion"})


def needs_writing(basis: str, *, kind: str, is_promise: bool) -> bool:
    """Whether the resident has to lodge an application for such a matter: what is registered is then only a note."""
    if is_promise:
        return False
    return basis.startswith(LODGED) or (basis.startswith(MOTION) and kind in LODGED_KINDS)
