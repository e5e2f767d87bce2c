"""Whom the starter city calls about a danger: one number that nobody has."""

from infolinia.demo import store

DUTY_PHONE = "+48500000099"


def load_duties() -> None:
    """Give every kind that may be dangerous a duty to call, where it has none."""
    kinds = store.table("matters.Category")._default_manager
    kinds.filter(danger=True, danger_phone="").update(danger_phone=DUTY_PHONE)
