"""The operator's words in ours: no database."""

from datetime import UTC, datetime, timedelta

import pytest

from infolinia.correspondence.rules import edelivery as rules

MADE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("AE:PL-12345-67890-ABCDE-12", "AE:PL-12345-67890-ABCDE-12"),
        (" ae:pl-12345-67890-abcde-12 ", "AE:PL-12345-67890-ABCDE-12"),
        ("AE:PL-12345-67890-ABCDE-1", None),
        ("halina@example.org", None),
        ("AE:PL-12345-67890-ABCDE-12/../x", None),
        ("", None),
    ],
)
def test_an_address_is_known_by_its_shape(typed: str, address: str | None) -> None:
    assert rules.address(typed) == address


@pytest.mark.parametrize(
    ("status", "state", "is_last"),
    [
        ("W trakcie weryfikacji", None, False),
        ("Przekazana do realizacji", None, False),
        ("Nadana", "sent", False),
        ("Wysłana", "sent", False),
        ("Czeka na doręczenie", "sent", False),
        ("Doręczona", "delivered", True),
        ("Uznana za doręczoną", "delivered", True),
        ("Niedoręczona", "returned", True),
        ("Odrzucona", "failed", True),
        ("Nowy stan operatora", None, False),
    ],
)
def test_each_state_of_the_operator_has_ours(status: str, state: str | None, is_last: bool) -> None:
    assert rules.told(status) == rules.Told(state, is_last)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("A.1", "sent"), ("A1", "sent"), ("BPWP", "sent"), ("BP.WX", "sent"),
        ("A.2", "failed"), ("B2", "failed"), ("B.3", "failed"),
        ("D.2", "returned"), ("E2", "returned"),
        ("E.1", "delivered"), ("E1", "delivered"), ("BPOP", "delivered"), ("BP.OX", "delivered"), ("HEPO", "delivered"),
        ("B.1", None), ("D.1", None), ("D", None), ("C2", None), ("zupełnie nowy", None),
    ],
)  # fmt: skip
def test_each_evidence_proves_something_or_is_a_step(written: str, state: str | None) -> None:
    assert rules.state_of_evidence(written) == state


@pytest.mark.parametrize(
    ("status", "kinds", "is_settled"),
    [
        ("Doręczona", ["A.1", "E.1"], True),
        ("Doręczona", ["A.1"], False),  # the proof is still to come
        ("Uznana za doręczoną", ["BP.OP"], True),
        ("Odrzucona", ["A.2"], True),
        ("Wysłana", ["A.1", "E.1"], False),
    ],
)
def test_nobody_looks_any_more_once_the_last_word_is_proved(status: str, kinds: list[str], is_settled: bool) -> None:
    assert rules.is_settled(status, kinds) is is_settled


@pytest.mark.parametrize(
    ("age", "failures", "pause"),
    [
        (timedelta(0), 0, timedelta(minutes=1)),
        (timedelta(minutes=10), 0, timedelta(minutes=2)),
        (timedelta(hours=1), 0, timedelta(minutes=15)),
        (timedelta(days=3), 0, timedelta(hours=1)),
        (timedelta(days=3), 1, timedelta(hours=2)),
        (timedelta(days=3), 50, timedelta(hours=6)),
        (timedelta(days=31), 0, None),
    ],
)
def test_one_looks_often_at_first_and_gives_up_in_the_end(
    age: timedelta, failures: int, pause: timedelta | None
) -> None:
    at = MADE + age
    assert rules.look_again(created_at=MADE, at=at, failures=failures) == (at + pause if pause else None)
