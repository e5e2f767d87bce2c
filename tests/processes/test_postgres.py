"""PostgreSQL as our own child."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from infolinia.config.engines import postgres
from infolinia.config.engines.postgres import CannotRunPostgres, Cluster
from infolinia.config.processes.ports import free_port
from infolinia.config.processes.supervisor import Supervisor


@pytest.fixture
def running(cluster: Cluster, supervisor: Supervisor) -> Cluster:
    """A cluster that answers."""
    supervisor.start(cluster.part())
    assert supervisor.wait_ready("postgres", timeout=30)
    cluster.create_database()
    return cluster


def test_killed_it_is_back_within_a_second_with_everything_committed(running: Cluster, supervisor: Supervisor) -> None:
    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE matter AS SELECT generate_series(1, 10000) AS number")
    killed = supervisor.pid_of("postgres")
    assert killed
    began = time.monotonic()
    os.kill(killed, signal.SIGKILL)
    assert supervisor.tend(until=lambda: supervisor.pid_of("postgres") not in (killed, None), timeout=2)
    assert supervisor.wait_ready("postgres", timeout=5)
    assert time.monotonic() - began < 2.0  # 0.6–0.8 s on a quiet machine; the tests' machine is not quiet
    with psycopg.connect(running.url) as connection:
        assert connection.execute("SELECT count(*) FROM matter").fetchone() == (10000,)


def test_nobody_comes_in_without_the_password(running: Cluster) -> None:
    wrong = running.url.replace(running.password, "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_it_knows_polish_letters_and_checks_its_pages(running: Cluster) -> None:
    with psycopg.connect(running.url) as connection:
        settings = connection.execute(
            "SELECT lower('ŻÓŁĆ'), current_setting('data_checksums'), current_setting('server_encoding'), "
            "datcollate FROM pg_database WHERE datname = 'infolinia'"
        ).fetchone()
    assert settings == ("żółć", "on", "UTF8", "C.UTF-8")


def test_the_address_is_for_its_owner_alone_and_outlives_a_restart(cluster: Cluster, state: Path) -> None:
    note = state / "database_url"
    assert note.stat().st_mode & 0o777 == 0o600
    again = postgres.prepare(state, port=free_port())
    assert (again.password, again.data) == (cluster.password, cluster.data)
    assert note.read_text().strip() == again.url


def test_a_cluster_of_another_major_version_is_refused_before_it_starts(cluster: Cluster, state: Path) -> None:
    (cluster.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(CannotRunPostgres, match="made by PostgreSQL 15"):
        postgres.prepare(state, port=free_port())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another place for the data")
def test_as_root_in_a_closed_folder_the_data_lies_where_its_user_can_enter(state: Path) -> None:
    state.chmod(0o700)
    cluster = postgres.prepare(state, port=free_port())
    assert (state / "postgres").is_symlink()
    assert postgres.everybody_can_enter(cluster.data.parent)
    assert cluster.data.stat().st_uid != 0
    postgres.discard(state)
    assert not cluster.data.exists()


def test_data_that_is_gone_is_said_and_never_made_anew(state: Path) -> None:
    (state / "postgres").symlink_to(state / "moved-away")
    with pytest.raises(CannotRunPostgres, match="which is gone"):
        postgres.prepare(state, port=free_port())
