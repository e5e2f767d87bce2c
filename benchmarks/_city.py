"""A starter city in a database of its own, people who ask its pages, and how their waits are told.

Importing this module sets Django up for that database, so it comes before everything that needs models.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
import psycopg
from psycopg import sql

DATABASE = "infolinia_bench"
READY = os.environ.get("INFOLINIA_BENCH_DATABASE", "")
"""The address of a database that is there already, where one is to be measured again."""
SERVER = os.environ.get("DATABASE_URL", "")
ADDRESS = READY or f"{SERVER.rsplit('/', 1)[0]}/{DATABASE}"

os.environ["DATABASE_URL"] = ADDRESS
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
os.environ.setdefault("INFOLINIA_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
django.setup()

from django.conf import settings  # noqa: E402 - Django has to know its database first
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one request: on the clock, and of this process's own work."""

    wall: float
    own: float


@dataclass(frozen=True)
class Figures:
    """Milliseconds: the middle one, the one that 5 % exceed, and the middle one of this process's own work."""

    p50: float
    p95: float
    own: float


@contextmanager
def city(*, conversations: int | None = None) -> Iterator[str]:
    """Give the address of a database with the starter city, whose past has so many conversations; drop it after."""
    settings.ALLOWED_HOSTS = ["*"]
    if READY:
        yield READY
        return
    name = sql.Identifier(DATABASE)
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            _fill(["--size", str(conversations)] if conversations else [])
            yield ADDRESS
        finally:
            connections.close_all()
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _fill(size: list[str]) -> None:
    manage = Path(__file__).resolve().parents[1] / "manage.py"
    for command in (["migrate", "-v0"], ["seed_demo", *size]):
        subprocess.run([sys.executable, str(manage), *command], env=os.environ, check=True)


def person(login: str) -> Client:
    """Return somebody's browser, signed in; a guest's where no login is given."""
    client = Client()
    if login:
        account = get_user_model().objects.get(username=login)
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def get(client: Client, path: str) -> None:
    """Ask for a page, which must come."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)


def bare_query() -> None:
    """Ask the database the least that one may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM city_unit")
        cursor.fetchone()


def timed(work: Callable[[], object]) -> Spent:
    """Do the work once and say how long it took."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000)


def figures(spent: list[Spent]) -> Figures:
    """Return what is told of many requests."""
    walls = [one.wall for one in spent]
    own = statistics.median(one.own for one in spent)
    return Figures(statistics.median(walls), statistics.quantiles(walls, n=20)[-1], own)
