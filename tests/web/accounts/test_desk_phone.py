"""A telephone on the desk: issued on one's own page, shown once, taken away again; it outlasts a sign-out."""

import re

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.telephony import operations, queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infolinia.telephony.operations.PUSH_PATIENCE", 0.0)


def test_the_password_is_shown_once(client: Client, zofia: Staff) -> None:
    client.force_login(zofia)
    assert "Wydaj hasło do aparatu" in client.get("/konto/").content.decode()
    shown = client.post("/konto/aparat")
    phone = queries.desk_phone(zofia.pk, now())
    assert phone
    assert phone.password in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    later = client.get("/konto/").content.decode()
    assert phone.username in later
    assert phone.password not in later


def test_a_new_password_ends_the_old_one_and_it_can_be_taken_away(client: Client, zofia: Staff) -> None:
    client.force_login(zofia)
    client.post("/konto/aparat")
    first = queries.desk_phone(zofia.pk, now())
    client.post("/konto/aparat")
    second = queries.desk_phone(zofia.pk, now())
    assert first
    assert second
    assert first.username != second.username
    assert [one.username for one in queries.valid_phones(now())] == [second.username]
    client.post("/konto/aparat/odlacz")
    assert queries.desk_phone(zofia.pk, now()) is None


def test_signing_out_leaves_the_telephone_on_the_desk(zofia: Staff) -> None:
    kept = operations.issue_phone(staff_id=zofia.pk, at=now(), kind="desk")
    operations.issue_phone(staff_id=zofia.pk, at=now())
    operations.retire_phones(staff_id=zofia.pk, at=now())
    assert [one.username for one in queries.valid_phones(now())] == [kept.username]


def test_only_who_takes_calls_has_one(client: Client, piotr: Staff) -> None:
    client.force_login(piotr)
    assert not re.search("Aparat na biurku", client.get("/konto/").content.decode())
    assert client.post("/konto/aparat").status_code == 403
