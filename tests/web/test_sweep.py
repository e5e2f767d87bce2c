"""Every address of the product, asked and pressed by those who have no right to somebody else's things: no leak."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from infolinia.api.limits import limits
from infolinia.city.models import Staff
from infolinia.web.outreach.views.campaign_steps import DEEDS
from infolinia.web.supervision.line.menu import ACTS
from infolinia.web.units.steps import BY_SLUG
from tests.web.rights_rows import FILE, MARK, NOTE, PHONE, WORDS, World
from tests.web.rights_world import build

SECRET = re.compile(rf"{MARK}|{PHONE}|500 000 093", re.IGNORECASE)
# Not pages of ours with objects in them: Django's own, which have their own tests of rights.
LEFT_OUT = ("admin/", "konto/")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NO_KEY = "x" * 43
# What an address may have in a place: every one of them is asked.
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("units:step", "slug"): tuple(BY_SLUG),
    ("units:record_file", "way"): ("csv", "pdf"),
    ("outreach:campaign_press", "deed"): tuple(DEEDS),
    ("partners:press", "deed"): ("sekret", "usun", "proba", "wszystkie"),
    ("supervision:emergency", "what"): ("wlacz", "wylacz"),
    ("supervision:emergency_switch", "act"): ("wlacz", "wylacz", "usun"),
    ("supervision:rules_add", "what"): ("kolejka", "umiejetnosc"),
    ("supervision:menu_act", "what"): ACTS,
    ("supervision:prompts", "language"): ("pl", "en"),
}
EVERYWHERE: dict[str, tuple[str, ...]] = {
    "form": ("json", "xml"),
    "format": ("json", "xml"),
    "which": ("all",),
    "language": ("pl",),
    "channel": ("email",),
    "purpose": ("answered",),
    "token": (NO_KEY,),
    "secret": (NO_KEY,),
    "signed": (NO_KEY,),
}
KINDS = {"UUIDConverter": "uuid", "IntConverter": "int"}
FIELDS = {"text": "x", "reason": "x", "result": "done", "znak": "x", "question": "x", "whom": "x", "way": "email"}
# Tables in which a request may leave a trace of itself: who asked, not what was changed.
TRACES = {"django_session", "partners_partner", "contacts_reading", "matters_statusattempt"}
PAGES = {"text/html", "application/json", "application/xml", "text/xml", "text/plain", ""}
WRITTEN = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
NOBODY: frozenset[str] = frozenset()
EVERYBODY = frozenset({"guest", "another officer", "adviser", "supervisor", "editor", "admin"})
HELPLINE, LEADERS = frozenset({"adviser", "supervisor", "admin"}), frozenset({"supervisor", "admin"})
DESK, WRITERS = frozenset({"adviser", "supervisor"}), frozenset({"supervisor", "editor", "admin"})
SUPERVISOR, EDITOR, ADMIN = (frozenset({role}) for role in ("supervisor", "editor", "admin"))
# Whose work it is to see or to change such things, whoever made them. Anybody else there is a stranger.
WORK: dict[str, frozenset[str]] = {
    **dict.fromkeys(("api:openapi", "public:form_file"), EVERYBODY),
    **dict.fromkeys(("outreach:list", "outreach:promise", "outreach:came", "outreach:change"), HELPLINE),
    **dict.fromkeys(("supervision:call_backs", "supervision:call_back_cancel"), HELPLINE),
    **dict.fromkeys(("voicemail:list", "voicemail:message", "voicemail:take"), HELPLINE),
    **dict.fromkeys(("desk:home", "desk:form_blank"), DESK),
    "desk:paper_blank": HELPLINE,
    "desk:read_news": frozenset({"adviser"}),
    **{f"outreach:{name}": LEADERS for name in ("beside", "settled", "campaign", "campaign_report")},
    **{f"outreach:campaign_{name}": LEADERS for name in ("matters", "press", "say", "sheet")},
    **{f"mailroom:{name}": LEADERS for name in ("book_csv", "book_pdf", "electronic", "evidence", "paper")},
    **{f"mailroom:{name}": LEADERS for name in ("paper_pdf", "post_run", "run", "run_pdf")},
    **{f"supervision:{name}": LEADERS for name in ("alarm_close", "conversation", "emergency_switch", "letter_file")},
    **{f"supervision:{name}": LEADERS for name in ("letters", "register", "menu_act")},
    **{f"supervision:figures_{name}": LEADERS for name in ("card", "months", "standing")},
    **{f"supervision:waiting{name}": SUPERVISOR for name in ("", "_move", "_precede", "_pull", "_take")},
    **{f"supervision:{name}": SUPERVISOR for name in ("adviser_message", "emergency", "messages", "queue_close")},
    "supervision:steering_remove": SUPERVISOR,
    "recordings:erase": SUPERVISOR,
    **dict.fromkeys(("units:export", "units:feeds", "warnings:rung_drop", "editing:terms_day_back"), LEADERS),
    **{f"editing:{name}": WRITERS for name in ("forms_file", "news_withdraw")},
    **{f"editing:responsibility_{name}": WRITERS for name in ("export", "pattern")},
    **{f"editing:{name}": EDITOR for name in ("bring_back", "discard", "draft", "forms_fields", "typed")},
    **{f"editing:instruction_{name}": EDITOR for name in ("approve", "withdraw")},
    "editing:responsibility_remove": EDITOR,
    **dict.fromkeys(("partners:pattern", "partners:press", "partners:resend", "places:pattern"), ADMIN),
}
# They tell what colleagues wrote, not who a resident is.
UNLOGGED = {"supervision:messages", "units:feeds"}
READINGS = "contacts_reading"


def patterns(found: list[Any] | None = None, before: str = "", space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the product with its name."""
    for one in get_resolver().url_patterns if found is None else found:
        path = before + str(one.pattern)
        if path.startswith(LEFT_OUT):
            continue
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, path, one.namespace or space)
        else:
            yield f"{space}:{one.name}" if space else str(one.name), one


def addresses(world: World) -> list[tuple[str, str, bool]]:
    """Return every address with its name, filled with somebody else's things, and whether it names any.

    An argument that nobody knows fails.
    """
    found = []
    for name, pattern in patterns():
        arguments = pattern.pattern.converters
        values = [_values(world, name, argument, type(kind).__name__) for argument, kind in arguments.items()]
        if pattern.name is None:  # allauth's closed pages
            continue
        for each in product(*values):
            found.append((name, reverse(name, kwargs=dict(zip(arguments, each, strict=True))), bool(arguments)))
    return found


def _values(world: World, name: str, argument: str, converter: str) -> tuple[Any, ...]:
    if choices := CHOICES.get((name, argument)):
        return choices
    if (name, argument) in world.by_address:
        return (world.by_address[name, argument],)
    kind = KINDS.get(converter, "text")
    if kind == "text" and argument in EVERYWHERE:
        return EVERYWHERE[argument]
    assert (kind, argument) in world.by_argument, f"{name}: {argument} names nothing; add a row to rights_world"
    return (world.by_argument[kind, argument],)


@pytest.fixture
def world(db: None) -> World:
    """Everything, stored."""
    return build()


@pytest.fixture
def strangers(world: World) -> dict[str, Client]:
    """Whoever has nothing to do with these things, one browser a role; none said why they look."""
    found = {"guest": Client(raise_request_exception=False)}
    for role, person in world.strangers.items():
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(person, backend=BACKEND)
    return found


def told(client: Client, method: str, address: str, **headers: str) -> tuple[int, str, set[str]]:
    """Return the status of an answer, all that it says, and the tables it changed; nothing stays of the request."""
    limits.forget()
    changed: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, params, many, context)
        if (wrote := WRITTEN.match(sql)) and context["cursor"].rowcount:
            changed.add(wrote[1])
        return done

    with transaction.atomic(), connection.execute_wrapper(watch):
        answer = getattr(client, method)(address, FIELDS if method == "post" else {}, headers=headers)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    said = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return answer.status_code, f"{said}\n{body.decode('utf-8', errors='replace')}", changed


def leaks(status: int, text: str) -> list[str]:
    """Return what of the hidden things an answer tells, that it hands a file over, or that it broke."""
    kind = re.search(r"\bContent-Type: ([\w/.+-]+)", text)
    is_file = status == 200 and (kind[1] if kind else "") not in PAGES
    broke = status >= 500 and status != 503
    return [*sorted(set(SECRET.findall(text))), *(["a file"] if is_file else []), *(["broke"] if broke else [])]


def wrong_of(role: str, name: str, method: str, answer: tuple[int, str, set[str]]) -> list[str]:
    """Return what is wrong with an answer to this role."""
    status, text, changed = answer
    found = leaks(status, text)
    if role not in WORK.get(name, NOBODY):
        return [*found, *(f"changed {table}" for table in sorted(changed - TRACES))]
    if method == "get" and SECRET.search(text) and READINGS not in changed and name not in UNLOGGED:
        return ["told without a trace of who read it"]
    return ["broke"] if "broke" in found else []


def test_the_sweep_would_see_a_leak(world: World, strangers: dict[str, Client]) -> None:
    own = Client()
    own.force_login(Staff.objects.get(username="referent"), backend=BACKEND)
    status, text, changed = told(own, "get", reverse("units:matter", args=[world.matter.pk]))
    assert all(secret in text for secret in (WORDS, NOTE, FILE))
    assert leaks(status, text)
    assert READINGS in changed
    paper = told(
        strangers["supervisor"], "get", reverse("mailroom:paper_pdf", args=[world.by_argument["int", "paper_id"]])
    )
    assert "a file" in leaks(*paper[:2])


def test_no_address_tells_strangers_anything_or_lets_them_change_it(world: World, strangers: dict[str, Client]) -> None:
    found, listed = [], addresses(world)
    assert len(listed) > 460
    with quiet():
        for name, address, is_filled in listed:
            for method in ("get", "post") if is_filled else ("get",):
                answers = answered(strangers, method, address)
                found += [
                    f"{role} {method} {name}: {wrong}"
                    for role, answer in answers.items()
                    if (wrong := wrong_of(role, name, method, answer))
                ]
    assert not found, "\n".join(found)


def test_no_address_tells_another_program_anything(world: World) -> None:
    program, found = Client(raise_request_exception=False), []
    asked = [each for each in addresses(world) if each[0].startswith(("api:", "georeport:")) and each[0] not in WORK]
    with quiet():
        for name, address, _is_filled in asked:
            for method in ("get", "post"):
                answer = told(program, method, address, Authorization=f"Bearer {world.key}")
                if wrong := wrong_of("program", name, method, answer):
                    found.append(f"{method} {name}: {wrong}")
    assert not found, "\n".join(found)


def answered(strangers: dict[str, Client], method: str, address: str) -> dict[str, tuple[int, str, set[str]]]:
    """Return what each role gets; where a guest hears that the address takes no such request, nobody else asks."""
    first = told(strangers["guest"], method, address)
    if first[0] == HTTPStatus.METHOD_NOT_ALLOWED:
        return {"guest": first}
    others = ((role, client) for role, client in strangers.items() if role != "guest")
    return {"guest": first, **{role: told(client, method, address) for role, client in others}}


@contextmanager
def quiet() -> Iterator[None]:
    """Let thousands of refusals go without a line in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
