"""PostgreSQL is stopped at once while programs register: what was acknowledged is there, and no matter doubles."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
import psycopg
import pytest

from infolinia.config.engines import postgres
from infolinia.config.processes.children import Part
from infolinia.config.processes.ports import free_port
from infolinia.config.processes.supervisor import Supervisor

pytestmark = [pytest.mark.product, pytest.mark.timeout(900)]
CLIENTS, EACH = 6, 25
SEED = """
from datetime import date
from infolinia.city.models import Staff, Unit
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.operations import CategoryDraft, save_category
from infolinia.partners import operations as partners
from infolinia.partners.rules.rights import RIGHTS
unit, _ = Unit.objects.get_or_create(code="drogi", defaults={"name": "Drogi", "valid_from": date(2020, 1, 1)})
save_category(CategoryDraft("proba-zatrzymania", "Dziura", unit=unit.code, promise="3 working days"))
admin = Staff.objects.create(username="proba", role="admin", display_name="Próba")
draft = partners.PartnerDraft("Próba", rights=RIGHTS)
print("KEY", partners.add_partner(draft=draft, by_id=admin.pk, at=now()).secret)
"""


@dataclass
class Running:
    """A web process over a PostgreSQL of its own."""

    supervisor: Supervisor
    url: str
    database: str
    key: str

    def stop_database_at_once(self) -> None:
        """Stop it as a power cut does (SIGQUIT is PostgreSQL's immediate shutdown), and let it be started again."""
        pid = self.supervisor.pid_of("postgres")
        assert pid is not None
        os.kill(pid, signal.SIGQUIT)


@dataclass
class Told:
    """What programs were told: the first answer to each key, and how often they had to ask again."""

    acknowledged: dict[str, str] = field(default_factory=dict)
    failures: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def has(self, number: int) -> bool:
        """Whether so many were acknowledged."""
        return len(self.acknowledged) >= number


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """Start both, with one kind of matter and one program."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as name:
        Path(name).chmod(0o711)  # the server runs as somebody else where we are root
        yield from _started(Path(name))


def _started(folder: Path) -> Iterator[Running]:
    supervisor = Supervisor(logs=folder / "log", say=print)
    cluster = postgres.prepare(folder, port=free_port())
    port = free_port()
    told = {
        "DATABASE_URL": cluster.url,
        "INFOLINIA_STATE": str(folder / "state"),
        "INFOLINIA_PORT": str(port),
        "INFOLINIA_PROFILE": "demo",
    }
    try:
        supervisor.start(cluster.part())
        assert supervisor.wait_ready("postgres", timeout=60)
        cluster.create_database()
        command = [sys.executable, "-m", "infolinia.config.command"]
        _manage(told, "migrate", "--verbosity", "0")
        key = _manage(told, "shell", "-v", "0", "-c", SEED).partition("KEY ")[2].strip()
        supervisor.start(Part("web", [*command, "web"], told))
        url = f"http://127.0.0.1:{port}"
        assert _answers(url), supervisor.log_of("web").read_text()
        yield Running(supervisor, url, cluster.url, key)
    finally:
        supervisor.stop()
        postgres.discard(folder)


def _manage(told: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "infolinia.config.command", "manage", *words]
    done = subprocess.run(command, env=os.environ | told, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _answers(url: str) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            if httpx.get(f"{url}/api/v1/openapi.json", timeout=5).status_code == 200:
                return True
        except httpx.HTTPError:
            time.sleep(0.1)  # until it listens; the loop waits for the answer, not for a time
    return False


def register(http: httpx.Client, once: str) -> httpx.Response:
    body = {"category": "proba-zatrzymania", "description": f"Dziura {once}."}
    return http.post("/api/v1/matters", json=body, headers={"Idempotency-Key": once})


def keep_asking(running: Running, told: Told, keys: list[str]) -> None:
    """Register under each key, asking again with the same key until it is acknowledged, as a good program does."""
    headers = {"Authorization": f"Bearer {running.key}"}
    with httpx.Client(base_url=running.url, headers=headers, timeout=10) as http:
        for once in keys:
            while once not in told.acknowledged:
                try:
                    answer = register(http, once)
                except httpx.HTTPError:
                    answer = None
                if answer is not None and answer.status_code in (200, 201):
                    told.acknowledged[once] = answer.json()["number"]
                    continue
                if answer is None or answer.status_code >= 500:
                    with told.lock:
                        told.failures += 1
                else:
                    assert answer.status_code == 429, answer.text
                time.sleep(0.2)  # as Retry-After asks


def test_nothing_acknowledged_is_lost_and_no_matter_doubles(running: Running) -> None:
    told = Told()
    keys = [f"k-{number}" for number in range(CLIENTS * EACH)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        asking = [pool.submit(keep_asking, running, told, keys[n::CLIENTS]) for n in range(CLIENTS)]
        for part in (0.2, 0.5):
            enough = int(part * len(keys))
            assert running.supervisor.tend(until=partial(told.has, enough), timeout=150)
            running.stop_database_at_once()
        running.supervisor.tend(until=lambda: all(one.done() for one in asking), timeout=200)
        for one in asking:
            one.result(timeout=1)
    assert told.failures > 0, "the stop was felt"
    with psycopg.connect(running.database) as connection:
        rows = connection.execute("SELECT request_key, number FROM matters_matter").fetchall()
        stories = connection.execute("SELECT count(*) FROM matters_storyevent WHERE kind = 'registered'").fetchone()
    stored = {str(key).partition(":")[2]: number for key, number in rows}
    assert stored == told.acknowledged, "each key is one matter, the one that was acknowledged"
    assert len(rows) == len(keys)
    assert stories == (len(keys),)
    print(f"{len(keys)} registered through two stops; asked again {told.failures} times")


def test_the_answer_in_the_meantime_is_503_and_says_when_to_come_back(running: Running) -> None:
    running.stop_database_at_once()
    headers = {"Authorization": f"Bearer {running.key}"}
    with httpx.Client(base_url=running.url, headers=headers, timeout=10) as http:
        answer = register(http, "one more")
        assert (answer.status_code, answer.headers.get("retry-after")) == (503, "5"), answer.text
        assert running.supervisor.tend(until=lambda: register(http, "one more").status_code < 300, timeout=60)
        assert register(http, "one more").status_code == 200
