"""Administrators give programs keys and addresses, look after what was sent, and take matters from a file."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infolinia.city.models import Staff, Unit
from infolinia.matters.models import Matter
from infolinia.partners import operations, queries
from infolinia.partners.models import Delivery, EzdLink, Partner, Webhook
from infolinia.partners.rules import rights
from infolinia.partners.shapes import Issued
from infolinia.web.partners.urls import urlpatterns
from tests.matters.conftest import hours, kinds
from tests.partners.conftest import new_program, webhook
from tests.web.rights import DOOR, FORM, OPEN, REFUSED, ROLES, amiss

pytestmark = pytest.mark.django_db
__all__ = ["hours", "kinds", "new_program", "webhook"]

ONLY_ADMIN = (REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, OPEN, DOOR)
PRESSED = {"new_key", "revoke", "add_webhook", "resend", "press", "ezd_resend"}
FIELDS = {"name": "Aplikacja", "contact": "firma", "rights": [rights.READ, rights.REGISTER], "sees": "own"}


@pytest.fixture
def admin(administrator: Staff) -> Client:
    return signed_in(administrator)


def signed_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def delivery(webhook: Issued, at: datetime, **fields: object) -> Delivery:
    """Return a message to the address."""
    told = {"event": rights.CLOSED, "body": '{"data": {"number": "INF-2026-00007"}}', "key": str(fields)}
    return Delivery.objects.create(
        webhook_id=webhook.id, created_at=at, since=at, next_attempt_at=at, **{**told, **fields}
    )


def test_every_role_at_every_address(
    zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, administrator: Staff, webhook: Issued, at: datetime
) -> None:
    editor = Staff.objects.create(username="redaktor", display_name="Ewa Molo", role="editor")
    people = {
        role: signed_in(one)
        for role, one in zip(ROLES, (zofia, piotr, outsider, marek, editor, administrator), strict=False)
    } | {"guest": Client()}
    matter_id = EzdLink.objects.create(
        matter_id="7d1b6c9e-0000-4000-8000-000000000001", number="1", created_at=at, since=at, next_attempt_at=at
    ).matter_id
    values = {
        "partner_id": Partner.objects.get().pk,
        "webhook_id": webhook.id,
        "delivery_id": delivery(webhook, at).id,
        "deed": "proba",
        "matter_id": matter_id,
    }
    addresses = {
        one.name: reverse(f"partners:{one.name}", kwargs={name: values[name] for name in one.pattern.converters})
        for one in urlpatterns
    }
    expected = {name: (FORM,) * 7 if name in PRESSED else ONLY_ADMIN for name in addresses}
    assert not amiss(people, addresses, expected)
    for name in PRESSED:
        for role in ("adviser", "own officer", "supervisor", "editor"):
            assert people[role].post(addresses[name]).status_code == REFUSED, (role, name)
    assert Webhook.objects.exists()


def test_a_key_is_shown_once_and_works(admin: Client) -> None:
    page = admin.post(reverse("partners:new"), FIELDS).content.decode()
    key = re.search(r'value="(inf_[\w-]{43})"', page)
    assert key is not None
    found = queries.partner_of(key[1])
    assert found is not None
    assert (found.name, found.rights) == ("Aplikacja", {rights.READ, rights.REGISTER})
    for name in ("home", "page"):
        again = admin.get(reverse(f"partners:{name}", args=[found.id] if name == "page" else [])).content.decode()
        assert key[1] not in again
        assert f"{key[1][-4:]}" in again
    newer = admin.post(reverse("partners:new_key", args=[found.id])).content.decode()
    assert queries.partner_of(key[1]) is None
    assert re.search(r'value="inf_[\w-]{43}"', newer)
    admin.post(reverse("partners:revoke", args=[found.id]))
    assert Partner.objects.get().key_trace is None


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "Wpisz, jak nazywa się"),
        ({"name": "Nasłuch"}, "Jest już program"),
        ({"sees": "unit"}, "Wybierz komórkę"),
        ({"sees": "wszystko"}, "Wybierz poprawną"),
    ],
)
def test_what_will_not_do_comes_back_with_the_reason(
    admin: Client, webhook: Issued, fields: dict[str, str], says: str
) -> None:
    answer = admin.post(reverse("partners:new"), {**FIELDS, **fields})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert Partner.objects.count() == 1


def test_a_program_is_changed(admin: Client, new_program: object, webhook: Issued, roads: Unit) -> None:
    partner = Partner.objects.get()
    admin.post(
        reverse("partners:page", args=[partner.pk]),
        {"name": "Inna nazwa", "rights": [rights.STATUS], "sees": "unit", "unit_id": roads.pk},
    )
    partner.refresh_from_db()
    assert (partner.name, partner.rights, partner.unit) == ("Inna nazwa", [rights.STATUS], roads)


def test_an_address_is_added_changed_tried_and_removed(admin: Client, webhook: Issued, at: datetime) -> None:
    partner = Partner.objects.get()
    add = reverse("partners:add_webhook", args=[partner.pk])
    refused = admin.post(add, {"adres-url": "ftp://x", "adres-hears": [rights.CLOSED]})
    assert refused.status_code == 422
    assert "Wpisz pełny adres" in refused.content.decode()
    shown = admin.post(add, {"adres-url": "https://nowy.example.org/in", "adres-hears": [rights.CLOSED]})
    assert "whsec_" in shown.content.decode()
    made = Webhook.objects.exclude(id=webhook.id).get()
    assert made.secret not in admin.get(reverse("partners:webhook", args=[made.pk])).content.decode()
    page = reverse("partners:webhook", args=[made.pk])
    admin.post(page, {"url": "https://inny.example.org", "hears": [rights.CHANGED]})
    made.refresh_from_db()
    assert (made.url, made.hears, made.is_active) == ("https://inny.example.org", [rights.CHANGED], False)
    admin.post(reverse("partners:press", args=[made.pk, "proba"]))
    assert Delivery.objects.get().event == rights.PING
    before = made.secret
    assert "whsec_" in admin.post(reverse("partners:press", args=[made.pk, "sekret"])).content.decode()
    made.refresh_from_db()
    assert made.secret != before
    assert admin.post(reverse("partners:press", args=[made.pk, "inne"])).status_code == 404
    admin.post(reverse("partners:press", args=[made.pk, "usun"]))
    assert not Webhook.objects.filter(id=made.pk).exists()


def test_what_did_not_arrive_is_seen_and_sent_again(admin: Client, webhook: Issued, at: datetime) -> None:
    dead = [
        delivery(webhook, at - timedelta(hours=n), state="dead", error="HTTP 500", attempts=19, key=str(n))
        for n in range(3)
    ]
    page = admin.get(reverse("partners:webhook", args=[webhook.id])).content.decode()
    assert "INF-2026-00007" in page
    assert "HTTP 500" in page
    admin.post(reverse("partners:resend", args=[webhook.id, dead[0].id]))
    assert Delivery.objects.get(id=dead[0].id).state == "queued"
    admin.post(reverse("partners:press", args=[webhook.id, "wszystkie"]))
    assert set(Delivery.objects.values_list("state", flat=True)) == {"queued"}
    other = operations.add_webhook(
        partner_id=Partner.objects.get().pk, url="https://x.example.org", hears=rights.EVENTS, at=at
    )
    assert admin.post(reverse("partners:resend", args=[other.id, dead[0].id])).status_code == 404


def test_the_ezd_shows_what_it_did_not_take(admin: Client, settings: Settings, at: datetime) -> None:
    assert "EZD nie jest podłączone" in admin.get(reverse("partners:ezd")).content.decode()
    settings.EZD = {"url": "https://ezd.example.org", "key": "", "units": ""}
    link = EzdLink.objects.create(
        matter_id="7d1b6c9e-0000-4000-8000-000000000001", number="INF-2026-00009", state="dead",
        error="HTTP 422: brak nadawcy", created_at=at, since=at, next_attempt_at=at,
    )  # fmt: skip
    page = admin.get(reverse("partners:ezd")).content.decode()
    assert "INF-2026-00009" in page
    assert "brak nadawcy" in page
    admin.post(reverse("partners:ezd_resend", args=[link.matter_id]))
    link.refresh_from_db()
    assert link.state == "queued"


def upload(admin: Client, text: str) -> str:
    answer = admin.post(reverse("partners:import"), {"csv": SimpleUploadedFile("sprawy.csv", text.encode())})
    return answer.content.decode()


LINES = [f"A/{number};latarnia;Ciemno.;2026-11-03\n" for number in range(2, 6)]
GOOD = "numer;rodzaj;opis;przyjeto\nA/1;dziura-w-jezdni;Dziura.;2026-11-02\n" + "".join(LINES)


@pytest.mark.usefixtures("kinds", "hours")
def test_a_file_is_tried_first_and_then_taken(admin: Client) -> None:
    page = upload(admin, GOOD)
    assert "5 nowych spraw" in page
    assert not Matter.objects.exists()
    kept = re.search(r'name="plik" value="([^"]+)"', page)
    assert kept is not None
    for _press in range(2):
        assert admin.post(reverse("partners:import"), {"plik": kept[1]}).status_code == 302
    assert Matter.objects.count() == 5, "pressed twice it is taken once"
    assert "5 weszło już wcześniej" in upload(admin, GOOD)


@pytest.mark.usefixtures("kinds", "hours")
def test_faults_are_listed_and_a_forged_file_is_not_taken(admin: Client) -> None:
    page = upload(admin, GOOD.replace("2026-11-03", "jutro").replace("A/1;dziura-w-jezdni", "A/1;nie-ma"))
    assert "5 błędów do poprawienia" in page
    assert "To nie jest dzień" in page
    assert 'name="plik"' not in page
    assert "Podgląd wygasł" in admin.post(reverse("partners:import"), {"plik": "podrobiony"}).content.decode()
    assert "Wybierz plik" in admin.post(reverse("partners:import")).content.decode()
    assert not Matter.objects.exists()


@pytest.mark.usefixtures("kinds", "hours")
def test_the_pattern_is_a_file_that_can_be_taken(admin: Client) -> None:
    text = admin.get(reverse("partners:pattern")).content.decode("utf-8-sig")
    assert "1 nowa sprawa" in upload(admin, text)
