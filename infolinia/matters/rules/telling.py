"""What a resident is written about their matter, given how much they want to hear."""

# How much a person wants: `matters.Tells`.
NOTHING, END, ALL = "nothing", "end", "all"

# Kinds that go whatever was chosen: the office must say it, or it was said to this one person.
_ALWAYS = frozenset({"registered", "answer", "question", "extended", "stays_closed", "followed"})
# Kinds for everybody who did not say "nothing".
_NEEDED = frozenset({"closed", "joined", "planned", "reopened", "new_term"})
# Each other change, for those who want to hear of all.
_EVERY = frozenset({"taken", "passed_on", "waiting", "contracted", "split"})

# What becomes of words that somebody in the office said, as the story keeps it: a message goes out; they wanted to
# hear less; a person must pass it on; there is no way to them but the page; their resident hears of the whole only.
WRITTEN, UNWANTED, BY_HAND, ON_THE_PAGE, BY_THE_WHOLE = "written", "unwanted", "by_hand", "on_the_page", "by_the_whole"
_BY_A_PERSON = frozenset({"phone", "web_call", "post", "sms", "email"})

KINDS = _ALWAYS | _NEEDED | _EVERY
# What others who reported the same hear too. A question is for its resident alone.
FOR_FOLLOWERS = KINDS - {"registered", "followed", "question", "joined", "split"}


# What somebody in the office wrote, so that everybody who waits may read it; a reopening holds a resident's words.
OFFICE_WORDS = frozenset({"answer", "extended", "closed", "planned", "stays_closed", "new_term"})


def way_of_telling(
    kind: str, *, tells: str, channel: str, can_write: bool, is_part: bool = False, is_refusal: bool = False
) -> str:
    """Return what becomes of words of this kind: one of the codes above. `can_write` is true where a message can go."""
    if is_part:
        return BY_THE_WHOLE
    if channel not in _BY_A_PERSON:
        return ON_THE_PAGE
    if not is_told(kind, tells=tells, is_refusal=is_refusal):
        return UNWANTED
    return WRITTEN if can_write else BY_HAND


def is_told(kind: str, *, tells: str, is_refusal: bool = False) -> bool:
    """Whether a message of this kind goes to somebody who wants to hear so much.

    A refusal is always told: with it goes the right to act against it.
    """
    if kind not in KINDS:
        raise ValueError(f"nobody is told of {kind!r}")
    if kind in _ALWAYS or (kind == "closed" and is_refusal):
        return True
    return tells == ALL or (kind in _NEEDED and tells == END)
