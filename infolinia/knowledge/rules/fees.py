"""Fees as dated amounts, and the words for those in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Fee:
    """One amount in złoty for one thing, in force from one day to another. No amount: the unit names it."""

    what: str
    amount: Decimal | None
    valid_from: date | None = None
    valid_to: date | None = None
    is_confirmed: bool = True

    def is_in_force(self, day: date) -> bool:
        """Whether the fee is due on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def amount_text(amount: Decimal) -> str:
    """Return the amount as it is read: `17 zł`, `1,50 zł`, `bez opłaty`."""
    if amount == 0:
        return "bez opłaty"
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f} zł" if whole else f"{amount:.2f} zł".replace(".", ",")


def fee_text(fees: Iterable[Fee], day: date) -> str:
    """Return the fees of the day in one line; an unconfirmed one says so."""
    return "; ".join(_one(fee) for fee in fees if fee.is_in_force(day))


def _one(fee: Fee) -> str:
    if fee.amount is None:
        words = f"{fee.what}: kwotę podaje komórka" if fee.what else "kwotę podaje komórka"
    elif fee.what:
        words = f"{fee.what}: {amount_text(fee.amount)}"
    else:
        words = amount_text(fee.amount)
    return words if fee.is_confirmed else f"{words} (do potwierdzenia)"
