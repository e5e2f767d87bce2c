"""The accounts that the start prints, and the password they share."""

import os
import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from infolinia.demo import store

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def demo_password(state: Path) -> str:
    """Return the password of the demo accounts: `INFOLINIA_DEMO_PASSWORD`, or one made once for this state folder.

    The file is readable by its owner alone.
    """
    if given := os.environ.get("INFOLINIA_DEMO_PASSWORD", ""):
        return given
    path = state / "demo_password"
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text("-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(3)))
        draft.replace(path)
    return path.read_text().strip()


@transaction.atomic
def load_staff(password: str) -> None:
    """Add the staff who are not there yet, and give the printed accounts the printed password."""
    staff = store.table("city.Staff")
    units = store.ids_by("city.Unit", "code")
    staff._default_manager.bulk_create(
        [
            staff(
                username=person["username"],
                display_name=person["display_name"],
                role=person["role"],
                unit_id=units[person["unit"]] if person["unit"] else None,
                is_head=person.get("head", False),
                handles=person["handles"],
                speaks=person["speaks"],
                password=make_password(None),
                is_staff=person["role"] == "admin",
                is_superuser=person["role"] == "admin",
            )
            for person in store.missing("city.Staff", "username", store.records("staff"))
        ]
    )
    _keep_passwords(password)


def _keep_passwords(password: str) -> None:
    """Set the password anew where it is not the printed one; one hash is compared, so that a second start is quick."""
    names = [person["username"] for person in store.records("staff") if person["account"]]
    accounts = list(get_user_model().objects.filter(username__in=names).order_by("username"))
    is_new = any(not account.has_usable_password() for account in accounts)
    if not is_new and all(account.check_password(password) for account in accounts[:1]):
        return
    for account in accounts:
        account.password = make_password(password)
        account.save(update_fields=["password"])
