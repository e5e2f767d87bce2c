"""When a conversation may be recorded, as sentences, and as stories made at random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infolinia.telephony.rules.recording import ACTS, NO, YES, Consent, Stand, may_record

CALLER, ADVISER, THIRD = "caller", "adviser", "interpreter"


@pytest.mark.parametrize(
    ("story", "was_told", "stand"),
    [
        ([], True, Stand.NONE),
        ([YES], True, Stand.AGREED),
        ([YES], False, Stand.NONE),
        (["ask"], False, Stand.ASKED),
        (["ask", YES], False, Stand.AGREED),
        (["ask", NO], False, Stand.NONE),
        (["ask", NO, YES], True, Stand.NONE),
        ([NO, YES], True, Stand.NONE),
        ([YES, NO], True, Stand.WITHDRAWN),
        ([YES, NO, YES], True, Stand.WITHDRAWN),
        ([YES, NO, "ask", YES], True, Stand.WITHDRAWN),
        ([YES, "pause"], True, Stand.PAUSED),
        ([YES, "pause", "resume"], True, Stand.AGREED),
        ([YES, "stop", "resume"], True, Stand.STOPPED),
        ([YES, "stop", YES], True, Stand.STOPPED),
        ([YES, "stop", NO], True, Stand.WITHDRAWN),
        (["pause"], True, Stand.NONE),
        (["resume"], True, Stand.NONE),
        ([YES, YES], True, Stand.AGREED),
    ],
)
def test_where_a_conversation_stands(story: list[str], was_told: bool, stand: Stand) -> None:
    consent = Consent(was_told=was_told)
    for word in story:
        consent = consent.after(word)
    assert consent.stand is stand


@pytest.mark.parametrize(
    ("what", "stand", "office", "together", "records"),
    [
        ("both talk and the caller agreed", Stand.AGREED, True, (CALLER, ADVISER), True),
        ("the office switched it off", Stand.AGREED, False, (CALLER, ADVISER), False),
        ("nobody pressed a key", Stand.ASKED, True, (CALLER, ADVISER), False),
        ("the adviser paused", Stand.PAUSED, True, (CALLER, ADVISER), False),
        ("the caller hears music", Stand.AGREED, True, (ADVISER,), False),
        ("the adviser's browser is away", Stand.AGREED, True, (CALLER,), False),
        ("advisers consult without the caller", Stand.AGREED, True, (ADVISER, THIRD), False),
        ("an interpreter joined, who agreed to nothing", Stand.AGREED, True, (CALLER, ADVISER, THIRD), False),
        ("the call was passed to somebody outside", Stand.AGREED, True, (CALLER, THIRD), False),
        ("the consent was taken back", Stand.WITHDRAWN, True, (CALLER, ADVISER), False),
    ],
)
def test_when_sound_is_kept(what: str, stand: Stand, office: bool, together: tuple[str, ...], records: bool) -> None:
    consent = Consent(stand)
    assert may_record(consent, office_records=office, caller=CALLER, adviser=ADVISER, together=together) is records, (
        what
    )


@given(st.lists(st.sampled_from([YES, NO, *sorted(ACTS), "1", "0", "*"]), max_size=12), st.booleans())
def test_nobody_is_recorded_without_a_key_pressed_after_a_question(story: list[str], was_told: bool) -> None:
    consent, was_asked, pressed, took_back = Consent(was_told=was_told), was_told, False, False
    for word in story:
        before = consent
        consent = consent.after(word)
        was_asked = was_asked or word == "ask"
        pressed = pressed or (word == YES and was_asked)
        took_back = took_back or (word == NO and before.stand in (Stand.AGREED, Stand.PAUSED, Stand.STOPPED))
        recorded = may_record(consent, office_records=True, caller=CALLER, adviser=ADVISER, together=(CALLER, ADVISER))
        assert not recorded or pressed
        assert not (recorded and took_back), "taken back is taken back"
