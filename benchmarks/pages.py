"""Server time of each page with 100,000 matters and 300,000 conversations.

Each page is asked for by a person of its role through the whole of Django: session, middleware, rights, queries,
templates. Beside each figure stands how many times a trivial page takes that, and how many times a bare query does,
both measured between the pages of the same run.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from psycopg import sql

CONVERSATIONS = int(os.environ.get("INFOLINIA_BENCH_CONVERSATIONS", "300000"))
ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "60"))
WARM_UP = 5
LIMIT_MS = 100.0
DATABASE = "infolinia_bench_pages"
# Deep lists and searches that find much, next to the pages that people open all day.
PAGES: tuple[tuple[str, str], ...] = (
    ("", "/"),
    ("", "/karty"),
    ("", "/sprawdz"),
    ("", "/konto/login/"),
    ("doradca", "/stanowisko"),
    ("doradca", "/sprawy"),
    ("referent", "/skrzynka/zdiz-utrzymanie"),
    ("referent", "/skrzynka/zdiz-utrzymanie?widok=zalatwione"),
    ("referent", "/skrzynka/zdiz-utrzymanie?widok=zalatwione&za={settled}&strona=20"),
    ("referent", "/skrzynka/zdiz-utrzymanie?widok=nowe"),
    ("referent", "/skrzynka/zdiz-utrzymanie/lista"),
    ("referent", "/sprawy/{matter}"),
    ("referent", "/sprawy/{matter}/metryka"),
    ("referent", "/sprawy?q=dziura"),
    ("referent", "/sprawy?q=INF-2026"),
    ("referent", "/sprawy?q=kamienna"),
    ("referent", "/sprawy?q=nie+ma+takich"),
    ("kierownik", "/nadzor"),
    ("kierownik", "/nadzor/teraz"),
    ("kierownik", "/nadzor/dzien"),
    ("kierownik", "/nadzor/rozmowy"),
    ("kierownik", "/nadzor/rozmowy?od=2020-01-01&za={far}&strona=100"),
    ("kierownik", "/nadzor/rozmowy?od=2020-01-01&wynik=call_back"),
    ("kierownik", "/nadzor/rozmowy/{conversation}"),
    ("kierownik", "/nadzor/wglady"),
    ("kierownik", "/nadzor/przypomnij/{unit}"),
    ("kierownik", "/sprawy?q=latarnia"),
    ("kierownik", "/skrzynka"),
    ("admin", "/admin/"),
    ("admin", "/admin/city/street/"),
)

PLACES = {
    "unit": "SELECT id FROM city_unit WHERE code = 'zdiz-utrzymanie'",
    "matter": (
        "SELECT m.id FROM matters_storyevent e JOIN matters_matter m ON m.id = e.matter_id "
        "JOIN city_unit u ON u.id = m.unit_id WHERE u.code = 'zdiz-utrzymanie' AND m.status = 'in_progress' "
        "GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ),
    "conversation": "SELECT id FROM contacts_conversation WHERE state = 'closed' LIMIT 1",
    # The marks of lines far behind the beginning, as the pager would write them.
    "far": (
        "SELECT floor(extract(epoch FROM arrived_at) * 1000000)::bigint || '~' || replace(id::text, '-', '') "
        "FROM contacts_conversation ORDER BY arrived_at DESC, id DESC LIMIT 1 OFFSET 4999"
    ),
    "settled": (
        "SELECT floor(extract(epoch FROM m.closed_at) * 1000000)::bigint || '~' || replace(m.id::text, '-', '') "
        "FROM matters_matter m JOIN city_unit u ON u.id = m.unit_id WHERE u.code = 'zdiz-utrzymanie' "
        "AND m.status = 'closed' ORDER BY m.closed_at DESC, m.id DESC LIMIT 1 OFFSET 949"
    ),
    "conversations": "SELECT count(*) FROM contacts_conversation",
    "matters": "SELECT count(*) FROM matters_matter",
}


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


def main() -> int:
    """Print the table; fails when a page takes longer than it may."""
    with prepared_database() as address:
        os.environ["DATABASE_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
        os.environ.setdefault("INFOLINIA_STATIC_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage")
        django.setup()
        return measure_all()


@contextmanager
def prepared_database() -> Iterator[str]:
    """Give a database of the wanted size: one that is there already (INFOLINIA_BENCH_DATABASE), or a new one."""
    if ready := os.environ.get("INFOLINIA_BENCH_DATABASE", ""):
        yield ready
        return
    server = os.environ["DATABASE_URL"]
    address = f"{server.rsplit('/', 1)[0]}/{DATABASE}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(DATABASE)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        try:
            fill(address)
            yield address
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))


def fill(address: str) -> None:
    """Make the starter city with a long past."""
    manage = Path(__file__).resolve().parents[1] / "manage.py"
    environment = {**os.environ, "DATABASE_URL": address}
    for command in (["migrate", "-v0"], ["seed_demo", "--size", str(CONVERSATIONS)]):
        subprocess.run([sys.executable, str(manage), *command], env=environment, check=True)


def measure_all() -> int:
    """Measure the pages in turns, so that a busy moment of the machine falls on all of them."""
    settings.ALLOWED_HOSTS = ["*"]
    places = _places()
    clients = {who: _client(who) for who, _ in PAGES}
    asked = [(who, path.format(**places)) for who, path in PAGES]
    times: dict[str, list[Spent]] = {f"{who or 'guest'} {path}": [] for who, path in asked}
    trivial: list[Spent] = []
    bare: list[Spent] = []
    for _turn in range(WARM_UP + ROUNDS):
        trivial.append(_timed(partial(_get, clients["kierownik"], "/konto/sesja")))
        bare.append(_timed(_bare_query))
        for who, path in asked:
            times[f"{who or 'guest'} {path}"].append(_timed(partial(_get, clients[who], path)))
    counted = {name: spent[WARM_UP:] for name, spent in times.items()}
    return report(counted, trivial[WARM_UP:], bare[WARM_UP:], places)


def report(times: dict[str, list[Spent]], trivial: list[Spent], bare: list[Spent], places: dict[str, str]) -> int:
    """Print each page with its ratios; returns 1 when one is over the limit."""
    empty, query = figures(trivial), figures(bare)
    print(f"{places['conversations']} conversations, {places['matters']} matters, {len(bare)} rounds")
    print(f"trivial page p95 {empty.p95:.2f} ms, bare query p95 {query.p95:.3f} ms")
    print(f"{'page':<66}{'p50 ms':>8}{'p95 ms':>8}{'own ms':>8}{'× trivial':>11}{'× query':>9}")
    over = []
    for name, spent in times.items():
        found = figures(spent)
        ratios = f"{found.p50 / empty.p50:>11.1f}{found.p50 / query.p50:>9.0f}"
        print(f"{_short(name, places):<66}{found.p50:>8.1f}{found.p95:>8.1f}{found.own:>8.1f}{ratios}")
        if found.p95 > LIMIT_MS:
            over.append(name)
    print(f"over {LIMIT_MS:.0f} ms: {', '.join(over) if over else 'none'}")
    return 1 if over else 0


def _short(name: str, places: dict[str, str]) -> str:
    for place in ("matter", "conversation", "far", "settled"):
        name = name.replace(places[place], "…")
    return name


def figures(spent: list[Spent]) -> Figures:
    """Return what is told of the requests of one page."""
    walls = [one.wall for one in spent]
    own = statistics.median(one.own for one in spent)
    return Figures(statistics.median(walls), statistics.quantiles(walls, n=20)[-1], own)


def _timed(work: Callable[[], object]) -> Spent:
    started, busy = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000)


def _get(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)


def _bare_query() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM city_unit")
        cursor.fetchone()


def _client(who: str) -> Client:
    client = Client()
    if who:
        person = get_user_model().objects.get(username=who)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _places() -> dict[str, str]:
    """Return a matter with a long story in the roads' inbox, a conversation, and how much there is."""
    with connection.cursor() as cursor:
        found = {}
        for name, statement in PLACES.items():
            cursor.execute(statement)
            found[name] = str(cursor.fetchone()[0])
    return found


if __name__ == "__main__":
    sys.exit(main())
