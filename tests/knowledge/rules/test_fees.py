"""Fees of a day in words."""

from datetime import date
from decimal import Decimal

import pytest

from infolinia.knowledge.rules.fees import Fee, fee_text

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("fees", "words"),
    [
        ([], ""),
        ([Fee("zaświadczenie", Decimal("17"))], "zaświadczenie: 17 zł"),
        ([Fee("", Decimal("0"))], "bez opłaty"),
        ([Fee("kopia", Decimal("1.5"))], "kopia: 1,50 zł"),
        ([Fee("tablice", None, is_confirmed=False)], "tablice: kwotę podaje komórka (do potwierdzenia)"),
        (
            [Fee("odpis skrócony", Decimal("22")), Fee("zupełny", Decimal("33"))],
            "odpis skrócony: 22 zł; zupełny: 33 zł",
        ),
        ([Fee("stara", Decimal("5"), valid_to=date(2026, 11, 23)), Fee("nowa", Decimal("6"), TODAY)], "nowa: 6 zł"),
        ([Fee("od jutra", Decimal("6"), valid_from=date(2026, 11, 25))], ""),
    ],
)
def test_fees_in_force_are_told_in_one_line(fees: list[Fee], words: str) -> None:
    assert fee_text(fees, TODAY) == words
