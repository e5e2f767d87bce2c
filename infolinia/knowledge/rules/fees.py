"""Fees as dated amounts, and the words for those in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


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


_WORDS = {
    "pl": ("bez opłaty", "kwotę podaje komórka", "do potwierdzenia"),
    "en": ("free of charge", "the office tells the amount", "to be confirmed"),
    "uk": ("безкоштовно", "суму повідомить відділ", "потребує підтвердження"),
}


def amount_text(amount: Decimal, language: str = "pl") -> str:
    """Return the amount as it is read: `17 zł`, `1,50 zł`, `bez opłaty`."""
    if amount == 0:
        return _words(language)[0]
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f} zł" if whole else f"{amount:.2f} zł".replace(".", ",")


def fee_text(fees: Iterable[Fee], day: date, language: str = "pl") -> str:
    """Return the fees of the day in one line; an unconfirmed one says so."""
    return "; ".join(line_text(fee, language) for fee in fees if fee.is_in_force(day))


def line_text(fee: Fee, language: str = "pl") -> str:
    """Return one fee as it is read: `odpis skrócony: 22 zł`."""
    _free, named_later, unconfirmed = _words(language)
    amount = named_later if fee.amount is None else amount_text(fee.amount, language)
    said = f"{fee.what}: {amount}" if fee.what else amount
    return said if fee.is_confirmed else f"{said} ({unconfirmed})"


def stored_fee(line: Mapping[str, Any]) -> Fee:
    """Return the fee that an edition keeps as text."""
    return Fee(
        what=line["what"],
        amount=Decimal(line["amount"]) if line["amount"] else None,
        valid_from=date.fromisoformat(line["valid_from"]) if line["valid_from"] else None,
        valid_to=date.fromisoformat(line["valid_to"]) if line["valid_to"] else None,
        is_confirmed=line["confirmed"],
    )


def _words(language: str) -> tuple[str, str, str]:
    return _WORDS.get(language, _WORDS["pl"])
