"""One conversation with a gateway of text messages over HTTP: a request by its plan, and what the answer means."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

import httpx
from django.conf import settings

from infolinia.correspondence.channels.base import NotSent, Unsure
from infolinia.correspondence.models import Message, Provider
from infolinia.correspondence.rules import gateway, segments
from infolinia.correspondence.rules.gateway import Plan, Request, Verdict
from infolinia.correspondence.rules.marks import filled

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
LONGEST_ANSWER = 100_000
# Before the request is whole on its way nobody can have taken the message.
_NOT_GIVEN = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
)


def send(client: httpx.Client, provider: Provider, message: Message, plan: Plan) -> Verdict:
    """Give the message to the gateway; raises `NotSent` when it can't be reached, `Unsure` when it fell silent."""
    try:
        return _asked(client, plan, plan.request, places(provider, message, plan))
    except _NOT_GIVEN as error:
        raise NotSent(f"{type(error).__name__}: {error}"[:500], permanent=False, is_away=True) from error
    except httpx.HTTPError as error:
        raise Unsure(f"{type(error).__name__}: {error}"[:500], can_ask=can_ask(plan)) from error


def find(client: httpx.Client, provider: Provider, message: Message, plan: Plan) -> Verdict | None:
    """Ask the gateway for the message; returns None when it has it not. Raises `NotSent` when nobody answers."""
    if plan.find is None:
        return None
    try:
        found = _asked(client, plan, plan.find, places(provider, message, plan))
    except httpx.HTTPError as error:
        raise NotSent(f"{type(error).__name__}: {error}"[:500], permanent=False, is_away=True) from error
    if found.meaning in (gateway.AWAY, gateway.LATER):
        raise NotSent(found.said, permanent=False, is_away=True)
    return found if found.meaning in (gateway.TAKEN, gateway.TAKEN_BEFORE) and found.ref else None


def can_ask(plan: Plan) -> bool:
    """Whether it can be found out what this gateway has taken, or asking it again does no harm."""
    return plan.repeats or plan.find is not None


def places(provider: Provider, message: Message, plan: Plan) -> dict[str, str]:
    """Return what goes into the request. The id stays the same until a person sends the message once more."""
    text = written(message, plan)
    again = message.deliveries.filter(event_key__startswith="person:").count()
    return {
        "to": message.to,
        "to_digits": message.to.lstrip("+"),
        "text": text,
        "id": f"{message.id}-{again}" if again else str(message.id),
        "secret": settings.SMS_SECRETS.get(provider.code, ""),
        "report_url": f"{settings.PUBLIC_URL}/odbior/sms/{provider.code}?klucz={provider.receive_key}",
        "alphabet": segments.counted(text, tables=plan.tables).alphabet,
    }


def written(message: Message, plan: Plan) -> str:
    """Return the text as this gateway gets it."""
    text = filled(message.text, message.secret)
    return without_marks(text) if plan.letters == gateway.WITHOUT_MARKS else text


def without_marks(text: str) -> str:
    """Return the text in letters that cost half: `Żółć` becomes `Zolc`. Letters of other alphabets stay."""
    plain = text.translate(str.maketrans("łŁ„”–—’", 'lL""--\''))
    return "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))


def _asked(client: httpx.Client, plan: Plan, request: Request, given: Mapping[str, str]) -> Verdict:
    fields = gateway.filled(request.fields, given)
    content: dict[str, Any] = {}
    if request.body == "json":
        content["json"] = fields
    elif request.body == "query" or request.method == "GET":
        content["params"] = fields or None  # none at all, or those in the address would go
    else:
        content["data"] = fields
    answer = client.request(
        request.method,
        str(gateway.filled(request.url, given)),
        headers=gateway.filled(request.headers, given),
        timeout=TIMEOUT,
        **content,
    )
    text = answer.text[:LONGEST_ANSWER]
    try:
        told = json.loads(text)
    except ValueError:
        told = {"body": text.strip()}
    return gateway.verdict(plan, status=answer.status_code, told=told, text="" if isinstance(told, dict) else text)
