"""Matters for programs: what a key opens, what it does not, and what is done once however often it is asked."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from infolinia.api import matters as views
from infolinia.api.rules.bucket import Size
from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Reading
from infolinia.correspondence.models import Message
from infolinia.matters import operations as matters
from infolinia.matters.models import Category, Matter, StoryEvent
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import PartDraft
from infolinia.partners.models import Delivery
from infolinia.partners.operations import add_webhook, forget_old
from infolinia.partners.rules import rights
from tests.api.schema import faults
from tests.api.test_document import ALL, DOCUMENT
from tests.matters.conftest import Register, kinds, register
from tests.partners.conftest import NewProgram, new_program, webhook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
__all__ = ["kinds", "new_program", "register", "webhook"]

PATH = "/api/v1/matters"
POTHOLE = {"category": "dziura-w-jezdni", "description": "Głęboka dziura."}
Ask = Callable[..., HttpResponse]
BY_NAME = {one["operationId"]: (path, method, one) for path, method, one in ALL}


@pytest.fixture(autouse=True)
def tuesday_for_matters(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """It is Tuesday 24 November 2026."""
    monkeypatch.setattr(views, "now", lambda: at)


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask as a program does; every answer must be described."""

    def send(name: str, key: str = "", body: Any = None, once: str = "", number: str = "", query: str = "") -> Any:
        path, method, operation = BY_NAME[name]
        headers = {"authorization": f"Bearer {key}"} if key else {}
        if once:
            headers["idempotency-key"] = once
        data = body if isinstance(body, str | bytes) else json.dumps(body) if body is not None else None
        address = path.replace("{number}", number) + query
        more = {} if data is None else {"data": data, "content_type": "application/json"}
        response = getattr(client, method)(address, headers=headers, **more)
        told = operation["responses"][str(response.status_code)]["content"][response.headers["content-type"]]
        assert list(faults(response.json(), told["schema"], DOCUMENT)) == []
        assert response.headers["cache-control"] == "private, no-store"
        assert "access-control-allow-origin" not in response.headers
        return response

    return send


@pytest.mark.parametrize("name", [name for name, (_, _, one) in BY_NAME.items() if "security" in one])
def test_without_a_key_that_works_nothing_opens(ask: Ask, new_program: NewProgram, name: str) -> None:
    revoked = new_program(rights=[])
    for key in ("", "inf_" + "a" * 43, "doradca"):
        response = ask(name, key, number="INF-2026-00001")
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
    assert ask(name, revoked.secret, number="INF-2026-00001").status_code == 403


def test_a_signed_in_person_is_no_program(client: Client, marek: Staff) -> None:
    client.force_login(marek)
    assert client.get(PATH).status_code == 401


def test_a_matter_is_registered_and_can_be_read(ask: Ask, new_program: NewProgram, roads: Unit) -> None:
    key = new_program().secret
    body = {
        **POTHOLE,
        "place": {"street": "Żaglowa", "house": "12", "latitude": 54.55, "longitude": 18.49},
        "reply": {"channel": "email", "address": "halina@example.org"},
        "received_at": "2026-11-24T08:00:00+01:00",
    }
    made = ask("register_matter", key, body, once="a1")
    assert made.status_code == 201
    told = made.json()
    assert (told["unit"], told["due_on"], told["is_repeated"]) == (roads.name, "2026-11-27", False)
    assert made.headers["location"].endswith(f"{PATH}/{told['number']}")
    matter = Matter.objects.get(number=told["number"])
    assert (matter.entered_from, matter.latitude, matter.reply_address) == ("machine", 54.55, "halina@example.org")
    assert Message.objects.get().secret == told["code"]
    read = ask("matter", key, number=told["number"]).json()
    assert (read["description"], read["status"], read["place"]["street"]) == ("Głęboka dziura.", "new", "Żaglowa")
    assert ask("matter_status", key, number=told["number"]).json()["due_on"] == "2026-11-27"
    assert [one["kind"] for one in ask("matter_messages", key, number=told["number"]).json()["messages"]] == [
        "registered",
        "forwarded",
    ]


def test_asked_again_it_is_the_same_matter_with_the_same_code(ask: Ask, new_program: NewProgram) -> None:
    key = new_program().secret
    first, again = (ask("register_matter", key, POTHOLE, once="a1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert {**first.json(), "is_repeated": True} == again.json()
    assert Matter.objects.count() == 1
    other = ask("register_matter", key, {**POTHOLE, "description": "Inna."}, once="a1")
    assert other.status_code == 409
    assert ask("register_matter", new_program("Druga").secret, POTHOLE, once="a1").status_code == 201
    assert Matter.objects.count() == 2


def test_a_code_that_was_replaced_is_not_told_again(
    ask: Ask, new_program: NewProgram, zofia: Staff, at: datetime
) -> None:
    key = new_program().secret
    made = ask("register_matter", key, POTHOLE, once="a1").json()
    matters.new_code_for(matter_id=Matter.objects.get().id, by_id=zofia.pk, at=at)
    assert made["code"]
    assert ask("register_matter", key, POTHOLE, once="a1").json()["code"] == ""


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ("{", 400, ""),
        ("[]", 400, "body"),
        ('{"description": NaN}', 400, ""),
        ({"description": "x"}, 400, "body.category"),
        ({**POTHOLE, "colour": "red"}, 400, "body.colour"),
        ({**POTHOLE, "description": " "}, 400, "body.description"),
        ({**POTHOLE, "description": "x" * 5001}, 400, "body.description"),
        ({**POTHOLE, "description": "a\x00b"}, 400, "body.description"),
        ('{"category": "dziura-w-jezdni", "description": "\\ud800"}', 400, "body.description"),
        ({**POTHOLE, "danger": "yes"}, 400, "body.danger"),
        ({**POTHOLE, "kind": "party"}, 400, "body.kind"),
        ({**POTHOLE, "place": {"latitude": 91, "longitude": 0}}, 400, "body.place.latitude"),
        ({**POTHOLE, "place": {"latitude": 54}}, 400, "body.place"),
        ({**POTHOLE, "received_at": "2026-11-24"}, 400, "body.received_at"),
        ({**POTHOLE, "received_at": "2026-11-25T10:00:00Z"}, 400, "body.received_at"),
        ({**POTHOLE, "received_at": "2026-08-25T10:00:00Z"}, 400, "body.received_at"),
        ({**POTHOLE, "answers": {"a": 1}}, 400, "body.answers.a"),
        ({**POTHOLE, "category": "nie-ma"}, 422, "category_code"),
        ({**POTHOLE, "reply": {"channel": "email", "address": "nie"}}, 422, "reply_address"),
    ],
)
def test_what_will_not_do_is_named_and_leaves_nothing(
    ask: Ask, new_program: NewProgram, body: Any, status: int, field: str
) -> None:
    key = new_program().secret
    refused = ask("register_matter", key, body, once="a1")
    assert refused.status_code == status, refused.json()
    assert not field or field in [one["parameter"] for one in refused.json()["errors"]]
    assert not Matter.objects.exists()
    assert ask("register_matter", key, POTHOLE, once="a1").status_code == 201, "the key is still free"


def test_what_is_no_json_or_too_large_is_refused(ask: Ask, new_program: NewProgram, client: Client) -> None:
    key = new_program().secret
    assert ask("register_matter", key, "x" * 70_000, once="a1").status_code == 413
    headers = {"authorization": f"Bearer {key}", "idempotency-key": "a1"}
    assert client.post(PATH, {"a": "b"}, headers=headers).status_code == 415
    assert ask("register_matter", key, POTHOLE).status_code == 400, "without a key of the request nothing is changed"


def test_a_program_sees_its_own_matters_a_units_or_all_and_others_as_none(
    ask: Ask, new_program: NewProgram, register: Register, lamps: Unit
) -> None:
    dark = register("latarnia")
    own, of_unit, everything = (
        new_program("Własne"),
        new_program("Latarnie", sees="unit", unit_id=lamps.pk),
        new_program("Wszystkie", sees="all"),
    )
    mine = ask("register_matter", own.secret, POTHOLE, once="1").json()["number"]
    seen = {
        program: {one["number"] for one in ask("matters", program.secret).json()["matters"]}
        for program in (own, of_unit, everything)
    }
    assert seen == {own: {mine}, of_unit: {dark.number}, everything: {mine, dark.number}}
    for name, body in (("matter", None), ("matter_status", None), ("matter_messages", None), ("write_message", {})):
        body = {"text": "x"} if body == {} else body
        for hidden in (dark.number, "INF-2026-99999", "nie-ma"):
            answer = ask(name, own.secret, body, once="m", number=hidden)
            assert (answer.status_code, answer.json()["detail"]) == (404, "This key sees no such matter.")
    assert ask("link_case", own.secret, {"case_number": "x"}, number=dark.number).status_code == 404


def test_nothing_of_the_resident_leaves(ask: Ask, new_program: NewProgram, matter_of_halina: Registered) -> None:
    key = new_program(sees="all").secret
    number = matter_of_halina.number
    answers = [ask(name, key, number=number) for name in ("matters", "matter", "matter_status", "matter_messages")]
    text = "".join(answer.content.decode() for answer in answers)
    for hidden in ("Zatoka", "halina@example.org", "500000014", matter_of_halina.code):
        assert hidden not in text


@pytest.fixture
def matter_of_halina(register: Register) -> Registered:
    """A matter whose resident wants an answer."""
    return register(reply_channel="email", reply_address="halina@example.org", on_behalf_of="Halina Zatoka")


def test_pages_of_matters_lead_to_the_end_and_repeat_nothing(
    ask: Ask, new_program: NewProgram, register: Register, at: datetime
) -> None:
    made = [register(when=at - timedelta(minutes=minute)).number for minute in range(5)]
    key, query, seen = new_program(sees="all").secret, "?limit=2&status=new", []
    while query:
        page = ask("matters", key, query=query).json()
        seen += [one["number"] for one in page["matters"]]
        query = "?" + page["next"].partition("?")[2] if page["next"] else ""
    assert seen == made
    day = (at - timedelta(minutes=3)).isoformat().replace("+", "%2B")
    assert len(ask("matters", key, query=f"?registered_after={day}").json()["matters"]) == 4
    for wrong in ("wczoraj", "2026-11-24T10:42:00", "0001-01-01T00:00:00%2B12:00"):
        assert ask("matters", key, query=f"?registered_after={wrong}").status_code == 400, wrong
    assert ask("matters", key, query="?registered_after=0552-02-05T21:33:37%2B20:19").status_code == 200
    assert ask("matters", key, query="?category=latarnia").json()["matters"] == []


def test_a_message_is_kept_once_and_is_a_line_of_the_story(ask: Ask, new_program: NewProgram) -> None:
    key = new_program().secret
    number = ask("register_matter", key, POTHOLE, once="1").json()["number"]
    first, again = (ask("write_message", key, {"text": "Jest większa."}, once="m1", number=number) for _ in range(2))
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 200, again.json()["id"])
    event = StoryEvent.objects.get(kind="resident_message")
    assert (event.text, event.details["program"], event.visible_to_resident) == ("Jest większa.", "Aplikacja", True)


def test_a_case_number_comes_back_and_the_same_changes_nothing(ask: Ask, new_program: NewProgram) -> None:
    key = new_program().secret
    number = ask("register_matter", key, POTHOLE, once="1").json()["number"]
    for _time in range(2):
        told = ask("link_case", key, {"case_number": "ZDiZ.5511.1.2026"}, number=number)
        assert (told.status_code, told.json()["case_number"]) == (200, "ZDiZ.5511.1.2026")
    assert StoryEvent.objects.filter(kind="znak").count() == 1


def test_a_program_that_reads_stands_in_the_log_of_readings(ask: Ask, new_program: NewProgram) -> None:
    key = new_program().secret
    number = ask("register_matter", key, POTHOLE, once="1").json()["number"]
    ask("matter_status", key, number=number)
    assert not Reading.objects.exists(), "what it wrote itself, and where it stands, is no reading"
    for _time in range(2):
        for name in ("matters", "matter", "matter_messages"):
            ask(name, key, number=number)
    told = Reading.objects.filter(why="program", reason="Aplikacja", matter_id=Matter.objects.get().id)
    assert sorted(told.values_list("what", flat=True)) == ["lista spraw", "sprawa", "wiadomości w sprawie"]


def test_programs_hear_no_word_of_why_a_matter_was_passed_on_and_the_newest_of_many(
    ask: Ask, new_program: NewProgram, piotr: Staff, lamps: Unit, at: datetime
) -> None:
    key = new_program().secret
    number = ask("register_matter", key, POTHOLE, once="1").json()["number"]
    matter = Matter.objects.get()
    reason = "To po stronie kolegów, pani pomyliła ulice."
    matters.pass_on(matter_id=matter.id, to_unit_id=lamps.pk, reason=reason, by_id=piotr.pk, at=at)
    told = ask("matter_messages", key, number=number)
    assert told.json()["messages"][-1]["kind"] == "passed_on"
    assert "kolegów" not in told.content.decode()
    lines = [
        StoryEvent(matter=matter, kind="answered", at=at + timedelta(minutes=n), text=str(n), visible_to_resident=True)
        for n in range(1, 211)
    ]
    StoryEvent.objects.bulk_create(lines)
    texts = [one["text"] for one in ask("matter_messages", key, number=number).json()["messages"]]
    assert (len(texts), texts[0], texts[-1]) == (200, "11", "210")


def test_a_key_that_is_forgotten_still_finds_its_matter(ask: Ask, new_program: NewProgram, at: datetime) -> None:
    key = new_program().secret
    first = ask("register_matter", key, POTHOLE, once="a1").json()
    forget_old(at=at + timedelta(days=31))
    again = ask("register_matter", key, POTHOLE, once="a1")
    assert (again.status_code, again.json()) == (200, {**first, "is_repeated": True})


def test_who_reports_a_danger_is_told_what_to_do(ask: Ask, new_program: NewProgram) -> None:
    Category.objects.filter(code="dziura-w-jezdni").update(danger_text="Zadzwoń pod 112.")
    told = [
        ask("register_matter", new_program(f"P{danger}").secret, {**POTHOLE, "danger": danger}, once="1").json()
        for danger in (True, False)
    ]
    assert [one["danger_text"] for one in told] == ["Zadzwoń pod 112.", ""]


def test_the_program_of_a_unit_hears_of_parts_and_of_what_it_loses(
    new_program: NewProgram, register: Register, marek: Staff, roads: Unit, lamps: Unit, at: datetime
) -> None:
    for unit in (roads, lamps):
        program = new_program(unit.name, sees="unit", unit_id=unit.pk).id
        add_webhook(partner_id=program, url=f"https://{unit.code}.example.org/", hears=rights.EVENTS, at=at)
    whole = register("dziura-w-jezdni")
    Delivery.objects.all().delete()
    parts = [PartDraft(unit_id=lamps.pk, subject="", description="Latarnia przy dziurze.")]
    matters.split(matter_id=whole.id, parts=parts, by_id=marek.pk, at=at)
    heard = [one for one in Delivery.objects.all() if lamps.code in one.webhook.url]
    assert [one.event for one in heard] == ["matter.registered"]
    Delivery.objects.all().delete()
    matters.pass_on(matter_id=whole.id, to_unit_id=lamps.pk, reason="To nie my.", by_id=marek.pk, at=at)
    assert sorted(one.webhook.url for one in Delivery.objects.all()) == sorted(
        f"https://{unit.code}.example.org/" for unit in (roads, lamps)
    )


def test_kinds_tell_what_to_ask(ask: Ask, new_program: NewProgram) -> None:
    told = {one["code"]: one for one in ask("matter_categories", new_program().secret).json()["categories"]}
    assert told["dziura-w-jezdni"]["path"] == ["Transport i drogi"]
    assert told["dziura-w-jezdni"]["term"] == "3 dni robocze"


def test_each_change_is_announced_without_a_word_of_the_residents(
    ask: Ask, new_program: NewProgram, webhook: Any, piotr: Staff, at: datetime
) -> None:
    key = new_program().secret
    made = ask("register_matter", key, {**POTHOLE, "on_behalf_of": "Halina Zatoka"}, once="1").json()
    matter = Matter.objects.get()
    matters.take(matter_id=matter.id, by_id=piotr.pk, at=at)
    matters.add_note(matter_id=matter.id, text="Dla nas.", by_id=piotr.pk, at=at)
    matters.close(matter_id=matter.id, result="done", text="Załatane, pani Halino.", by_id=piotr.pk, at=at)
    told = [json.loads(one.body) for one in Delivery.objects.order_by("created_at", "key")]
    assert sorted(one["type"] for one in told) == ["matter.changed", "matter.closed", "matter.registered"]
    assert {one["data"]["number"] for one in told} == {made["number"]}
    assert "Halin" not in json.dumps(told)


def test_one_program_that_asks_too_much_waits_and_others_do_not(
    ask: Ask, new_program: NewProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infolinia.api.programs.OF_PROGRAM", Size(3, 1))
    monkeypatch.setattr("infolinia.api.limits.monotonic", lambda: 7.0)
    busy, other = new_program(sees="all").secret, new_program("Druga", sees="all").secret
    assert [ask("matters", busy).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert ask("matters", busy).headers["retry-after"] == "2"
    assert ask("matters", other).status_code == 200


def test_rights_are_the_ones_that_were_given(ask: Ask, new_program: NewProgram) -> None:
    key = new_program(rights=[rights.STATUS], sees="all").secret
    statuses = {
        name: ask(name, key, number="INF-2026-1").status_code
        for name, (_, _, one) in BY_NAME.items()
        if "security" in one
    }
    assert statuses.pop("matter_status") == 404
    assert set(statuses.values()) == {403}


@pytest.mark.parametrize("path", [f"{PATH}/żółć/messages", "/api/v1/nie-ma", "/api/open311/georeport/v2/nie-ma"])
def test_a_program_that_writes_to_no_address_is_told_so_and_not_asked_for_a_pages_token(path: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(path, {"text": "x"}, content_type="application/json")
    assert answer.status_code == 404
    assert "json" in answer.headers["content-type"]
