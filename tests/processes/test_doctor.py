"""What the doctor says of the machine, the clock and the office."""

from collections import namedtuple
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from infolinia.city.models import OpeningHours
from infolinia.config.commands import doctor, surroundings
from infolinia.config.environment import EDELIVERY, Environment, environment


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An office in production that has set next to nothing."""
    for name in (
        "INFOLINIA_MAIL_FROM",
        "INFOLINIA_CARRIER",
        "INFOLINIA_SMTP_URL",
        "INFOLINIA_CITY",
        "INFOLINIA_NUMBER",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INFOLINIA_PROFILE", "production")
    monkeypatch.setenv("INFOLINIA_SECRET_KEY", "k" * 60)
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path / "deep" / "down"))
    monkeypatch.delenv("INFOLINIA_OPEN", raising=False)
    environment.cache_clear()
    yield environment()
    environment.cache_clear()


Disk = namedtuple("Disk", "total used free")


@pytest.mark.parametrize(
    ("free", "line"), [(500_000_000, "only 0.5 GB"), (90_000_000_000, "ok       free disk: 90 GB")]
)
def test_a_disk_that_runs_full_is_named(
    office: Environment, monkeypatch: pytest.MonkeyPatch, free: int, line: str
) -> None:
    monkeypatch.setattr(surroundings.shutil, "disk_usage", lambda _place: Disk(10**12, 0, free))
    assert line in doctor._disk(office).line()


@pytest.mark.parametrize(
    ("kept", "line"), [(False, "timedatectl set-ntp true"), (True, "ok       clock"), (None, "can't tell")]
)
def test_a_clock_that_nobody_keeps_is_named(
    office: Environment, monkeypatch: pytest.MonkeyPatch, kept: bool | None, line: str
) -> None:
    monkeypatch.setattr(surroundings, "clock_is_kept", lambda: kept)
    assert line in doctor._clock(office).line()


def test_this_machine_can_be_asked_about_its_clock() -> None:
    assert surroundings.clock_is_kept() in (True, False, None)


def test_what_production_lacks_is_named(office: Environment) -> None:
    assert "INFOLINIA_MAIL_FROM" in doctor._office(office).line()


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ({}, "ok       e-Doręczenia: off"),
        ({"address": "AE:PL-11111-22222-BIURO-33", "system": "INFOLINIA", "key_file": __file__}, "ok       e-Dor"),
        ({"address": "AE:PL-11111-22222-BIURO-33", "system": "INFOLINIA", "key_file": "/no/key"}, "/no/key; messages"),
        ({"address": "AE:PL-11111-22222-BIURO-33", "system": "INFOLINIA"}, "no system or no key"),
    ],
)
def test_a_way_through_e_doreczenia_without_its_key_is_named(
    office: Environment, told: dict[str, str], line: str
) -> None:
    assert line in doctor._edelivery(replace(office, edelivery=dict.fromkeys(EDELIVERY, "") | told)).line()


def test_a_state_folder_that_up_would_make_is_fine(office: Environment) -> None:
    assert doctor._state(office).is_there


@pytest.mark.django_db(transaction=True)
def test_an_office_without_opening_hours_is_told(office: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {**office.database, "NAME": connection.settings_dict["NAME"]}
    monkeypatch.setattr(type(office), "database", told, raising=False)
    here = Environment(**{**vars(office), "database": told})
    OpeningHours.objects.all().delete()
    assert "closed for ever" in doctor._hours(here).line()
    OpeningHours.objects.create(weekday=0, opens="07:00", closes="18:00")
    assert "ok       opening hours" in doctor._hours(here).line()
