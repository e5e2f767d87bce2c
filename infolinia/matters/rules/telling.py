"""What a resident is written about their matter, given how much they want to hear."""

# How much a person wants: `matters.Tells`.
NOTHING, END, ALL = "nothing", "end", "all"

# Kinds that go whatever was chosen: the office must say it, or it was said to this one person.
_ALWAYS = frozenset({"registered", "answer", "question", "extended", "stays_closed", "followed"})
# Kinds for everybody who did not say "nothing".
_NEEDED = frozenset({"closed", "joined", "planned", "reopened", "new_term"})
# Each other change, for those who want to hear of all.
_EVERY = frozenset({"taken", "passed_on", "waiting", "contracted", "split"})

KINDS = _ALWAYS | _NEEDED | _EVERY
# What others who reported the same hear too. A question is for its resident alone.
FOR_FOLLOWERS = KINDS - {"registered", "followed", "question", "joined", "split"}


def is_told(kind: str, *, tells: str, is_refusal: bool = False) -> bool:
    """Whether a message of this kind goes to somebody who wants to hear so much.

    A refusal is always told: with it goes the right to act against it.
    """
    if kind not in KINDS:
        raise ValueError(f"nobody is told of {kind!r}")
    if kind in _ALWAYS or (kind == "closed" and is_refusal):
        return True
    return tells == ALL or (kind in _NEEDED and tells == END)
