"""Who may be contacted for what: the rows read like the law."""

import pytest

from infolinia.contacts.rules.permissions import ANY, Answer, Said, answer, purpose_of

NEVER: list[Said] = []
YES, NO = Said("consented", "news"), Said("objected", ANY)


@pytest.mark.parametrize(
    ("told", "purpose", "channel", "decisions", "expected"),
    [
        ("an answer in one's own matter needs nothing", "answer", "email", NEVER, Answer.YES_MATTER),
        ("and goes to who wants no contact at all", "answer", "email", [NO], Answer.YES_MATTER),
        (
            "but not by the channel they will not have",
            "answer",
            "phone",
            [Said("objected", "matter", "phone")],
            Answer.NO_OBJECTED_TO_CHANNEL,
        ),
        ("another channel serves them", "answer", "sms", [Said("objected", "matter", "phone")], Answer.YES_MATTER),
        ("a form sent is what they asked for", "sent_form", "sms", [NO], Answer.YES_MATTER),
        ("a closed road is told until they object", "road_closed", "sms", NEVER, Answer.YES_TASK),
        ("to all", "road_closed", "sms", [NO], Answer.NO_OBJECTED),
        ("to notices", "road_closed", "sms", [Said("objected", "notice")], Answer.NO_OBJECTED),
        ("to texts", "road_closed", "sms", [Said("objected", ANY, "sms")], Answer.NO_OBJECTED),
        ("to texts, not to e-mails", "road_closed", "email", [Said("objected", ANY, "sms")], Answer.YES_TASK),
        ("to something else", "road_closed", "sms", [Said("objected", "satisfaction")], Answer.YES_TASK),
        ("an objection taken back is none", "road_closed", "sms", [NO, Said("lifted", ANY)], Answer.YES_TASK),
        (
            "taking back one channel leaves the other",
            "road_closed",
            "email",
            [Said("objected", ANY, "sms"), Said("objected", ANY, "email"), Said("lifted", ANY, "sms")],
            Answer.NO_OBJECTED,
        ),
        ("the question how it went may be refused", "satisfaction", "sms", [NO], Answer.NO_OBJECTED),
        ("news need consent", "news", "email", NEVER, Answer.NO_CONSENT),
        ("consent is enough", "news", "email", [YES], Answer.YES_CONSENT),
        ("for its channel", "news", "sms", [Said("consented", "news", "email")], Answer.NO_CONSENT),
        ("consent taken back is none", "news", "email", [YES, Said("withdrew", "news")], Answer.NO_CONSENT),
        (
            "taking back one channel leaves the other",
            "news",
            "email",
            [Said("consented", "news", "email"), Said("consented", "news", "sms"), Said("withdrew", "news", "sms")],
            Answer.YES_CONSENT,
        ),
        ("an objection later takes consent back", "news", "email", [YES, Said("objected", "news")], Answer.NO_OBJECTED),
        ("a new consent stands against it", "news", "email", [Said("objected", "news"), YES], Answer.YES_CONSENT),
        ("but not against no contact at all", "news", "email", [NO, YES], Answer.NO_OBJECTED),
        ("what nobody listed needs consent", "lottery", "email", NEVER, Answer.NO_CONSENT),
        ("danger to life is told to everybody", "danger", "sms", [NO], Answer.YES_VITAL),
    ],
)
def test_may_contact(told: str, purpose: str, channel: str, decisions: list[Said], expected: Answer) -> None:
    assert answer(purpose, channel, decisions) == expected, told


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        ("answer", Answer.YES_MATTER),
        ("danger", Answer.YES_VITAL),
        ("reminder", Answer.NO_CHILD),
        ("news", Answer.NO_CHILD),
    ],
)
def test_a_child_is_contacted_in_its_own_matter_alone(purpose: str, expected: Answer) -> None:
    assert answer(purpose, "sms", [YES], is_child=True) == expected


def test_only_a_yes_is_a_yes() -> None:
    assert {one.value for one in Answer if one.yes} == {"matter", "task", "consent", "vital"}


def test_messages_belong_to_purposes() -> None:
    assert [purpose_of(name) for name in ("registered", "sent_form", "road_closed", "news")] == [
        "matter",
        "contact",
        "notice",
        "news",
    ]
