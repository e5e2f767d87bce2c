"""What /health and /metrics say."""

import errno
import json
import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.city.rules.calendar import start_of_day
from infolinia.core import heartbeat
from infolinia.core.clock import city_day, now
from tests.contacts.test_calls import arrive, story

PARTS = ["postgres", "web", "worker", "lines"]


@pytest.fixture
def run_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    """The folder of signs of life, of a product with four parts."""
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    settings.PARTS = PARTS
    return heartbeat.folder()


def _health(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/health")
    return answer.status_code, {name: part["state"] for name, part in answer.json()["parts"].items()}


@pytest.mark.django_db
def test_all_is_well_when_every_part_spoke_lately(client: Client, run_folder: Path) -> None:
    heartbeat.beat("worker")
    heartbeat.beat("lines")
    assert _health(client) == (200, dict.fromkeys(PARTS, "up"))


@pytest.mark.django_db
def test_a_part_that_never_spoke_is_down(client: Client, run_folder: Path) -> None:
    heartbeat.beat("lines")
    assert _health(client) == (503, {**dict.fromkeys(PARTS, "up"), "worker": "down"})


@pytest.mark.django_db
def test_a_part_that_fell_silent_is_down(client: Client, run_folder: Path) -> None:
    heartbeat.beat("worker")
    heartbeat.beat("lines")
    sign = run_folder / "lines.json"
    sign.write_text(json.dumps({**json.loads(sign.read_text()), "ticks": time.monotonic() - heartbeat.STALE - 1}))
    status, parts = _health(client)
    assert (status, parts["lines"], parts["worker"]) == (503, "down", "up")


@pytest.mark.django_db
def test_a_part_that_runs_but_can_t_work_says_why(client: Client, run_folder: Path) -> None:
    heartbeat.beat("worker")
    heartbeat.beat("lines", state="down", detail="the engine is away")
    answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.json()["parts"]["lines"] == {"state": "down", "detail": "the engine is away"}


@pytest.mark.django_db
def test_half_a_sign_of_life_is_none(run_folder: Path) -> None:
    run_folder.mkdir()
    (run_folder / "worker.json").write_text('{"at": 17')
    assert heartbeat.read("worker") is None


def test_a_wall_clock_that_jumps_looks_like_no_death(run_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat.beat("lines")
    for moment in (0.0, 2.0**40):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        sign = heartbeat.read("lines")
        assert sign is not None and sign.alive


def test_a_sign_from_before_a_restart_of_the_machine_is_no_life(run_folder: Path) -> None:
    heartbeat.beat("lines")
    sign = run_folder / "lines.json"
    sign.write_text(json.dumps({**json.loads(sign.read_text()), "ticks": time.monotonic() + 1000}))
    read = heartbeat.read("lines")
    assert read is not None and not read.alive


def test_on_a_full_disk_whoever_lives_goes_on_and_does_not_look_dead(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat.beat("lines", state="down", detail="a long word about what is wrong")
    monkeypatch.setattr(Path, "write_text", full_disk)
    heartbeat.beat("worker")
    heartbeat.beat("lines")
    assert heartbeat.read("worker") is None
    sign = heartbeat.read("lines")
    assert sign is not None and (sign.alive, sign.detail) == (True, "")


def full_disk(*_words: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_signs_of_life_leave_no_drafts_behind(run_folder: Path) -> None:
    for _ in range(3):
        heartbeat.beat("worker")
    assert [path.name for path in run_folder.iterdir()] == ["worker.json"]


@pytest.mark.django_db
def test_metrics_count_requests_by_view_and_never_by_address(client: Client, run_folder: Path) -> None:
    client.get("/health?who=Halina")
    text = client.get("/metrics").content.decode()
    assert 'infolinia_http_requests_total{method="GET",status="503",view="health:health"}' in text
    assert 'infolinia_up{part="postgres"} 1.0' in text
    assert "infolinia_callers_waiting 0.0" in text
    assert "Halina" not in text


@pytest.mark.django_db
def test_metrics_count_the_calls_of_the_day(client: Client, run_folder: Path, zofia: Staff) -> None:
    at = start_of_day(city_day(now())) + timedelta(minutes=1)
    for event in story(arrive(at), zofia, at):
        event()
    given_up = story(arrive(at), zofia, at)
    for event in (given_up[0], given_up[3]):
        event()
    arrive(at)
    arrive(at - timedelta(hours=1))
    text = client.get("/metrics").content.decode()
    found = dict(re.findall(r'^infolinia_calls_total\{what="(\w+)"\} (\S+)$', text, re.MULTILINE))
    assert found == {"arrived": "3.0", "offered": "1.0", "answered": "1.0", "abandoned": "1.0"}
    assert "# TYPE infolinia_calls_total counter" in text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/health", "/metrics"])
def test_machines_only_read(client: Client, run_folder: Path, address: str) -> None:
    assert client.post(address).status_code == 405
