"""Who may open what: every address of units and supervision, every role, and another unit's matter."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_day, now
from infolinia.matters.models import Category
from infolinia.matters.shapes import Registered
from infolinia.web.supervision import urls as supervision_urls
from infolinia.web.units import urls as units_urls
from tests.web.rights import DOOR, FORM, MISSING, OPEN, REFUSED, ROLES, SILENT, amiss
from tests.web.units.conftest import As

ALONE = (REFUSED, REFUSED, REFUSED, OPEN, REFUSED, REFUSED, DOOR)
# Addresses of a row that is not there: whoever may look is told so.
ABSENT = (REFUSED, REFUSED, REFUSED, MISSING, REFUSED, MISSING, DOOR)
LOOKING = (REFUSED, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR)
# Addresses that take only a form: who may press is tested beside each of them.
PRESSED = (
    "call_back_cancel",
    "phone",
    "listen",
    "listen_stop",
    "adviser_state",
    "adviser_message",
    "waiting_move",
    "waiting_precede",
    "waiting_pull",
    "waiting_take",
    "queue_close",
    "queue_open",
    "emergency",
    "rules_shown",
    "rules_add",
    "emergency_switch",
    "emergency_record",
    "emergency_back",
    "menu_act",
    "alarm_close",
    "danger",
    "letter_give",
    "letter_move",
    "sending_all",
    "sending_again",
    "sending_sent",
    "sending_aside",
    "prompt_words",
    "prompt_recording",
    "prompt_back",
    "steering_off",
    "steering_remove",
    "steering_up",
    "steering_down",
    "figures_count",
)
CODES = {"kolejk": "general", "zapowiedzi": "greeting"}
EXPECTED = {
    "units:unit_inbox": (REFUSED, OPEN, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    "units:lists": (REFUSED, OPEN, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    "units:export": (REFUSED, OPEN, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    "units:matters": (OPEN, OPEN, OPEN, OPEN, REFUSED, OPEN, DOOR),
    "units:matter": (OPEN, OPEN, MISSING, OPEN, REFUSED, OPEN, DOOR),
    "units:danger": (FORM,) * 7,
    "units:matter_live": (SILENT, OPEN, MISSING, SILENT, REFUSED, SILENT, DOOR),
    "units:reason": (OPEN, OPEN, OPEN, OPEN, REFUSED, OPEN, DOOR),
    "units:term": (OPEN, OPEN, MISSING, OPEN, REFUSED, OPEN, DOOR),
    "units:term_note": (FORM,) * 7,
    "units:record": (OPEN, OPEN, MISSING, OPEN, REFUSED, OPEN, DOOR),
    "units:record_file": (OPEN, OPEN, MISSING, OPEN, REFUSED, OPEN, DOOR),
    # Those without the matter at hand are asked for the reason first; others find no such file.
    "units:letter_file": (OPEN, MISSING, MISSING, OPEN, REFUSED, OPEN, DOOR),
    "units:matter_file": (OPEN, MISSING, MISSING, OPEN, REFUSED, OPEN, DOOR),
    "units:files_add": (FORM,) * 7,
    "units:file_show": (FORM,) * 7,
    "units:link_take_back": (FORM,) * 7,
    "units:inbox": (REFUSED, DOOR, DOOR, OPEN, REFUSED, OPEN, DOOR),
    "units:together": (SILENT, OPEN, MISSING, SILENT, REFUSED, SILENT, DOOR),
    "units:join": (FORM,) * 7,
    "units:part_from": (FORM,) * 7,
    "units:take": (FORM,) * 7,
    "units:step": (FORM,) * 7,
    # A head of the unit may too: see tests/web/warnings. A secret that is none is nobody's.
    "units:feeds": (REFUSED, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    "units:feed": (MISSING,) * 7,
    "units:feed_revoke": (FORM,) * 7,
    "units:chase_answer": (FORM,) * 7,
    "supervision:board": LOOKING,
    "supervision:now": LOOKING,
    "supervision:day": LOOKING,
    "supervision:chase": LOOKING,
    "supervision:chases": LOOKING,
    "supervision:news": LOOKING,
    "supervision:register": LOOKING,
    "supervision:conversation": LOOKING,
    "supervision:letter_file": ABSENT,
    "supervision:readings": LOOKING,
    "supervision:erasures": (REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, OPEN, DOOR),
    "supervision:call_backs": (OPEN, REFUSED, REFUSED, OPEN, REFUSED, OPEN, DOOR),
    "supervision:adviser": ALONE,
    "supervision:waiting": ALONE,
    "supervision:rules": ALONE,
    "supervision:rules_people": ALONE,
    "supervision:rules_queue": ALONE,
    "supervision:messages": ALONE,
    "supervision:acts": LOOKING,
    "supervision:reopened": LOOKING,
    "supervision:steering": LOOKING,
    "supervision:steering_new": ALONE,
    "supervision:steering_rule": (REFUSED, REFUSED, REFUSED, MISSING, REFUSED, REFUSED, DOOR),
    "supervision:figures": LOOKING,
    "supervision:figures_unit": LOOKING,
    "supervision:figures_kind": LOOKING,
    "supervision:figures_standing": LOOKING,
    "supervision:figures_months": LOOKING,
    "supervision:figures_card": LOOKING,
    "supervision:letters": LOOKING,
    "supervision:sending": LOOKING,
    "supervision:alarms": LOOKING,
    "supervision:alarms_now": LOOKING,
    "supervision:line": LOOKING,
    "supervision:emergency_new": LOOKING,
    "supervision:emergency_voices": ABSENT,
    "supervision:emergency_sound": ABSENT,
    "supervision:menu_new": LOOKING,
    "supervision:menu_choice": ABSENT,
    "supervision:prompts": LOOKING,
    "supervision:prompts 1": LOOKING,
    "supervision:prompt": LOOKING,
    "supervision:emergency 1": ABSENT,
    "supervision:prompt_sound": ABSENT,
    **dict.fromkeys((f"supervision:{name}" for name in PRESSED), (FORM,) * 7),
}


@pytest.fixture
def people(as_: As, zofia: Staff, piotr: Staff, outsider: Staff, marek: Staff, roads: Unit) -> dict[str, Client]:
    """One browser a role."""
    made = [
        Staff(username=role, display_name=role, role=role, is_staff=role == "admin") for role in ("editor", "admin")
    ]
    for person in made:
        person.set_unusable_password()
        person.save()
    signed_in = (zofia, piotr, outsider, marek, *made)
    return {**{role: as_(one) for role, one in zip(ROLES, signed_in, strict=False)}, "guest": Client()}


@pytest.fixture
def addresses(pothole: Registered, roads: Unit, zofia: Staff) -> dict[str, str]:
    """Return each address, filled with the roads' own unit, matter and a call."""
    call = contacts.call_arrived(
        engine_call_id="c1",
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="ogolna",
        at=now(),
        event_key="c1-a",
    )
    values = {
        "code": roads.code,
        "matter_id": pothole.id,
        "slug": "przyjmij",
        "unit_id": roads.pk,
        "rule_id": 0,
        "category_id": Category.objects.get(code="dziura-w-jezdni").pk,
        "month": f"{city_day(now()):%Y-%m}",
        "conversation_id": call,
        "call_back_id": call,
        "staff_id": zofia.pk,
        "message_id": 0,
        "mail_id": call,
        "file_id": call,
        "link_id": call,
        "other_id": call,
        "follower_id": call,
        "choice_id": 0,
        "alarm_id": 0,
        "call_id": 0,
        "what": "kolejka",
        "feed_id": 0,
        "secret": "nikt-tego-nie-ma",
        "act": "wlacz",
        "language": "pl",
        "way": "csv",
    }
    found: dict[str, str] = {}
    for module in (units_urls, supervision_urls):
        for pattern in flat(module.urlpatterns):
            wanted = {name: values[name] for name in pattern.pattern.converters}
            if "code" in wanted:
                route = str(pattern.pattern)
                wanted["code"] = next((code for word, code in CODES.items() if word in route), roads.code)
            name = f"{module.app_name}:{pattern.name}"
            found[name if name not in found else f"{name} {len(wanted)}"] = reverse(name, kwargs=wanted)
    return found


def flat(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    """Return the addresses, those of included modules too."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from flat(one.url_patterns)
        else:
            yield one


def test_every_address_is_in_the_table(addresses: dict[str, str]) -> None:
    assert set(addresses) == set(EXPECTED)


def test_every_role_at_every_address(people: dict[str, Client], addresses: dict[str, str]) -> None:
    assert not amiss(people, addresses, EXPECTED)


def test_a_guest_is_asked_to_sign_in(people: dict[str, Client], addresses: dict[str, str]) -> None:
    assert people["guest"].get(addresses["units:matter"]).url.startswith("/konto/login/")


@pytest.mark.parametrize("role", ["adviser", "another officer", "editor", "guest"])
def test_nobody_else_takes_or_closes_the_roads_matter(
    people: dict[str, Client], addresses: dict[str, str], pothole: Registered, piotr: Staff, role: str
) -> None:
    taken = people[role].post(addresses["units:take"], {"matter": str(pothole.id)})
    stepped = people[role].post(addresses["units:step"], {"version": 0})
    assert taken.status_code in (REFUSED, DOOR)
    assert stepped.status_code in (REFUSED, MISSING, DOOR, 422)
    assert not people["own officer"].get(addresses["units:matter"]).content.decode().count("Prowadzi ")


def test_an_officer_takes_no_other_units_matter_through_the_own_inbox(
    people: dict[str, Client], pothole: Registered, lamps: Unit
) -> None:
    response = people["another officer"].post(f"/skrzynka/{lamps.code}/przyjmij", {"matter": str(pothole.id)})
    assert response.status_code == MISSING


@pytest.mark.parametrize("role", ["adviser", "own officer", "another officer", "editor"])
def test_only_the_supervisor_reminds_a_unit(
    people: dict[str, Client], addresses: dict[str, str], pothole: Registered, role: str
) -> None:
    asked = {"sprawa": [str(pothole.id)], "text": "Proszę o odpowiedź."}
    assert people[role].post(addresses["supervision:chase"], asked).status_code == REFUSED
