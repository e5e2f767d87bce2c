"""Server time of each page with 100,000 matters and 300,000 conversations.

Each page is asked for by a person of its role through the whole of Django: session, middleware, rights, queries,
templates. Beside each figure stands how many times a trivial page takes that, and how many times a bare query does,
both measured between the pages of the same run.
"""

import os
import sys
from functools import partial

from django.db import connection

from benchmarks._city import Spent, bare_query, city, figures, get, person, timed

CONVERSATIONS = int(os.environ.get("INFOLINIA_BENCH_CONVERSATIONS", "300000"))
ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "60"))
WARM_UP = 5
LIMIT_MS = 100.0
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


def main() -> int:
    """Print the table; fails when a page takes longer than it may."""
    with city(conversations=CONVERSATIONS):
        return measure_all()


def measure_all() -> int:
    """Measure the pages in turns, so that a busy moment of the machine falls on all of them."""
    places = _places()
    clients = {who: person(who) for who, _ in PAGES}
    asked = [(who, path.format(**places)) for who, path in PAGES]
    times: dict[str, list[Spent]] = {f"{who or 'guest'} {path}": [] for who, path in asked}
    trivial: list[Spent] = []
    bare: list[Spent] = []
    for _turn in range(WARM_UP + ROUNDS):
        trivial.append(timed(partial(get, clients["kierownik"], "/konto/sesja")))
        bare.append(timed(bare_query))
        for who, path in asked:
            times[f"{who or 'guest'} {path}"].append(timed(partial(get, clients[who], path)))
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
