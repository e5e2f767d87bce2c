"""The whole product, started as a person starts it."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from infolinia.config.engines import postgres
from tests.processes.product import COMMAND, Product, fresh
from tests.processes.waiting import wait_until

pytestmark = [pytest.mark.product, pytest.mark.timeout(300)]

IDLE_MEMORY = 700_000_000  # bytes, proportional


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product on ports of its own, with a state of its own, stopped and forgotten at the end."""
    folder = tmp_path_factory.mktemp("product")
    made = fresh(folder)
    yield made
    made.stop()
    postgres.discard(folder / "state")


def test_it_says_where_it_is_and_who_may_come_in(product: Product) -> None:
    assert f"http://localhost:{product.variables['INFOLINIA_PORT']}/" in product.said
    assert "haslo-na-probe-2026" in product.said
    logins = ("doradca", "doradca2", "kierownik", "referent", "naczelnik", "redaktor", "redaktor2", "admin")
    assert all(f"    {login} " in product.said for login in logins)
    assert re.search(r"telephone\s+(586262626 by SIP|not on this machine)", product.said)


def test_every_part_that_this_machine_can_run_is_up(product: Product) -> None:
    health = product.health()
    assert {"postgres", "web", "live", "worker", "mail"} <= health.keys()
    assert set(health.values()) == {"up"}
    assert ("asterisk" in health) == ("lines" in health) == ("watchdog" in health)


def test_wait_returns_at_once_when_everything_answers(product: Product) -> None:
    done = subprocess.run([*COMMAND, "wait", "--timeout", "10"], env={**os.environ, **product.variables}, timeout=30)
    assert done.returncode == 0


def test_a_second_start_beside_it_is_refused_in_one_line(product: Product) -> None:
    done = subprocess.run(
        [*COMMAND, "up"], env={**os.environ, **product.variables}, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 2
    assert "another Infolinia" in done.stderr


def test_idle_it_takes_no_more_memory_than_promised(product: Product) -> None:
    parent = psutil.Process(product.process.pid)
    total = sum(process.memory_full_info().pss for process in [parent, *parent.children(recursive=True)])
    assert total <= IDLE_MEMORY, f"{total / 1e6:.0f} MB"


@pytest.mark.parametrize("part", ["web", "live", "worker", "mail"])
def test_a_killed_process_is_back_and_the_product_well(product: Product, part: str) -> None:
    killed = _process(product, part)
    killed.kill()
    wait_until(lambda: _is_back(product, part, killed.pid), seconds=20, what=f"{part} again")
    wait_until(lambda: _is_well(product), seconds=30, what="the product well again")


def test_a_killed_database_is_back_and_the_product_well(product: Product) -> None:
    parent = psutil.Process(product.process.pid)
    next(child for child in parent.children() if child.name() == "postgres").kill()
    wait_until(lambda: "postgres ended, killed by SIGKILL" in product.said, seconds=20, what="the death told")
    wait_until(lambda: _is_well(product), seconds=30, what="the product well again")


def test_it_stops_when_told_leaves_nothing_running_and_starts_again(product: Product) -> None:
    children = psutil.Process(product.process.pid).children(recursive=True)
    assert product.stop() == 0
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    product.start()
    assert product.said.count("demo accounts") == 2


def test_killed_outright_it_leaves_nothing_running_and_starts_again(product: Product) -> None:
    children = psutil.Process(product.process.pid).children(recursive=True)
    product.process.kill()
    product.process.wait()
    product.start()
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
    assert _is_well(product)


def test_what_tells_of_residents_is_for_the_owner_alone(product: Product) -> None:
    state = Path(product.variables["INFOLINIA_STATE"])
    folders = [state / name for name in ("log", "run", "mail")]
    files = [state / name for name in ("secret_key", "database_url")]
    assert not [path for path in [*folders, *files] if path.stat().st_mode & 0o077]


def _process(product: Product, part: str) -> psutil.Process:
    children = psutil.Process(product.process.pid).children()
    return next(child for child in children if _command(child)[-1:] == [part])


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def _is_back(product: Product, part: str, killed: int) -> bool:
    children = psutil.Process(product.process.pid).children()
    return any(child.pid != killed and _command(child)[-1:] == [part] for child in children)


def _is_well(product: Product) -> bool:
    try:
        return set(product.health().values()) == {"up"}
    except OSError:
        return False
