"""Addresses of programs that are told of changes."""

import json
import re
from collections.abc import Collection
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.partners.listening import listeners
from infolinia.partners.models import Delivery, Webhook
from infolinia.partners.operations.announcing import defer
from infolinia.partners.rules import rights, signing
from infolinia.partners.shapes import Issued

MOST = 10  # addresses of one program


class CannotSaveWebhook(Cannot):
    """The address can't be kept as given; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def add_webhook(*, partner_id: int, url: str, hears: Collection[str], at: datetime) -> Issued:
    """Keep an address and return the secret that signs what we send there, shown only here.

    Raises `CannotSaveWebhook`.
    """
    chosen = _checked(url, hears)
    if Webhook.objects.filter(partner_id=partner_id).count() >= MOST:
        raise CannotSaveWebhook(_("Program ma już %(n)d adresów. Usuń któryś.") % {"n": MOST}, "url")
    webhook = Webhook.objects.create(
        partner_id=partner_id, url=url.strip(), hears=chosen, secret=signing.new_secret(), created_at=at
    )
    _tell_listeners()
    return Issued(webhook.id, webhook.secret)


@transaction.atomic
def change_webhook(*, webhook_id: int, url: str, hears: Collection[str], is_active: bool) -> None:
    """Change an address, what it hears, and whether it is told at all. Raises `CannotSaveWebhook`."""
    webhook = Webhook.objects.select_for_update().get(id=webhook_id)
    webhook.hears, webhook.url = _checked(url, hears), url.strip()
    if is_active and not webhook.is_active:
        webhook.failing_since = None
    webhook.is_active = is_active
    webhook.save()
    _tell_listeners()


@transaction.atomic
def new_secret(*, webhook_id: int) -> Issued:
    """Give the address a new secret; from now on it signs everything, also what still waits."""
    webhook = Webhook.objects.select_for_update().get(id=webhook_id)
    webhook.secret = signing.new_secret()
    webhook.save()
    return Issued(webhook.id, webhook.secret)


@transaction.atomic
def remove_webhook(*, webhook_id: int) -> None:
    """Forget an address with all that was sent there; waits for changes that are just being told to it."""
    Webhook.objects.select_for_update().get(id=webhook_id).delete()
    _tell_listeners()


@transaction.atomic
def ping(*, webhook_id: int, at: datetime) -> None:
    """Send a message of no meaning, so that whoever set the address up sees it arrive."""
    body = json.dumps({"type": rights.PING, "timestamp": at.isoformat(), "data": {}})
    moment = f"ping:{at.isoformat()}"
    row = Delivery.objects.create(
        webhook_id=webhook_id, event=rights.PING, key=moment, body=body, created_at=at, since=at, next_attempt_at=at
    )
    defer(row.id)


def _checked(url: str, hears: Collection[str]) -> list[str]:
    parts = urlsplit(url.strip())
    is_address = parts.scheme in ("https", "http") and parts.hostname and not re.search(r"\s", url.strip())
    if not is_address or len(url) > 500 or parts.fragment:
        raise CannotSaveWebhook(_("Wpisz pełny adres, na przykład https://program.example.org/infolinia."), "url")
    if parts.username or parts.password:
        raise CannotSaveWebhook(_("Adres nie może mieć w sobie hasła: program pozna nas po podpisie."), "url")
    chosen = [event for event in rights.EVENTS if event in hears]
    if not chosen:
        raise CannotSaveWebhook(_("Wybierz, o czym ten adres ma słyszeć."), "hears")
    return chosen


def _tell_listeners() -> None:
    listeners.forget()
    transaction.on_commit(listeners.forget)
