"""The pages that are asked for, and where in a database their numbers and names are."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.test import Client

from benchmarks.matter_lists.two_sizes import CODE, RARE
from infolinia.core.clock import city_day, now

PLACES = {
    "unit": "SELECT id FROM city_unit WHERE code = 'zdiz-utrzymanie'",
    "kind": (
        "SELECT category_id FROM matters_matter m JOIN city_unit u ON u.id = m.unit_id "
        "WHERE u.code = 'zdiz-utrzymanie' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    ),
    "number": f"SELECT number FROM matters_matter WHERE search_key LIKE '%{RARE}%' LIMIT 1",  # noqa: S608 - our word
    "matter": f"SELECT id FROM matters_matter WHERE search_key LIKE '%{RARE}%' LIMIT 1",  # noqa: S608
    "mine": (
        "SELECT m.id FROM matters_matter m JOIN city_unit u ON u.id = m.unit_id "
        "WHERE u.code = 'zdiz-utrzymanie' AND m.status = 'in_progress' ORDER BY m.registered_at DESC LIMIT 1"
    ),
    "category": "SELECT code FROM matters_category WHERE is_public AND active ORDER BY id LIMIT 1",
    "street": "SELECT street FROM matters_matter WHERE street <> '' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
}
ONLY = os.environ.get("INFOLINIA_BENCH_ONLY", "")
"""A part of the names of those pages that are asked for; all without it."""
OFFICER, ADVISER, HEAD, NOBODY = "referent", "doradca", "kierownik", ""
PAGES: tuple[tuple[str, str], ...] = (
    (OFFICER, "/skrzynka/zdiz-utrzymanie"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie/lista"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?widok=nowe"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?widok=do-zalatwienia"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?widok=czekaja"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?widok=wrocily"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?widok=zalatwione"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?kto=moje"),
    (OFFICER, "/skrzynka/zdiz-utrzymanie?kto=bez-osoby"),
    (OFFICER, "/ostrzezenia"),
    (HEAD, "/ostrzezenia"),
    (OFFICER, "/sprawy/{mine}"),
    (HEAD, "/sprawy/{matter}"),
    (HEAD, "/sprawy/{matter}/razem"),
    (HEAD, "/sprawy"),
    (ADVISER, "/sprawy?q={number}"),
    (OFFICER, f"/sprawy?q={RARE}"),
    (HEAD, f"/sprawy?q={RARE}"),
    (OFFICER, "/sprawy?q=dziura"),
    (HEAD, "/sprawy?q=dziura"),
    (HEAD, "/sprawy?q=latarnia"),
    (OFFICER, "/sprawy?q={street}"),
    (HEAD, "/sprawy?q={street}"),
    (HEAD, "/sprawy?q=dziura+{street}"),
    (HEAD, "/sprawy?q=nie+ma+takich"),
    (HEAD, "/sprawy?jakie=open"),
    (HEAD, "/sprawy?jakie=overdue"),
    (HEAD, "/sprawy?jakie=ageing&rodzaj={kind}"),
    (HEAD, "/sprawy?jakie=due_week&komorka={unit}"),
    (HEAD, "/sprawy?jakie=silent"),
    (HEAD, "/sprawy?jakie=overdue&powod=in_hand"),
    (HEAD, "/sprawy?jakie=overdue&powod=contractor"),
    (HEAD, "/sprawy?jakie=overdue&powod=to_sign"),
    (HEAD, "/sprawy?jakie=overdue&powod=returned&komorka={unit}"),
    (HEAD, "/sprawy?jakie=received&miesiac={month}"),
    (HEAD, "/sprawy?jakie=closed&miesiac={last}"),
    (HEAD, "/sprawy?jakie=late&miesiac={last}"),
    (HEAD, "/sprawy?jakie=late&miesiac={last}&komorka={unit}&rodzaj={kind}"),
    (HEAD, "/sprawy?jakie=on_time&miesiac={month}&komorka={unit}"),
    (HEAD, "/sprawy?jakie=open&miesiac={last}"),
    (HEAD, "/sprawy?jakie=overdue&miesiac={last}"),
    (HEAD, "/sprawy?jakie=overdue&miesiac={last}&komorka={unit}"),
    (HEAD, "/sprawy?jakie=ageing&miesiac={last}&rodzaj={kind}"),
    (HEAD, "/sprawy?jakie=closed&miesiac={past}"),
    (HEAD, "/sprawy?jakie=late&miesiac={past}"),
    (HEAD, "/sprawy?jakie=late&miesiac={past}&komorka={unit}&rodzaj={kind}"),
    (HEAD, "/sprawy?jakie=open&miesiac={past}"),
    (HEAD, "/sprawy?jakie=overdue&miesiac={past}"),
    (HEAD, "/sprawy?jakie=overdue&miesiac={past}&komorka={unit}"),
    (HEAD, "/sprawy?jakie=ageing&miesiac={past}&rodzaj={kind}"),
    (HEAD, "/nadzor"),
    (HEAD, "/nadzor/teraz"),
    (HEAD, "/nadzor/dzien"),
    (HEAD, "/nadzor/sprawy"),
    (HEAD, "/nadzor/sprawy?wedlug=rodzaje"),
    (HEAD, "/nadzor/sprawy/komorka/{unit}"),
    (HEAD, "/nadzor/sprawy/rodzaj/{kind}"),
    (HEAD, "/nadzor/wracaja"),
    (HEAD, "/nadzor/przypomnienia"),
    (HEAD, "/nadzor/przypomnij/{unit}"),
    (HEAD, "/nadzor/karta/zdiz-utrzymanie/{last}"),
)


@dataclass(frozen=True)
class Page:
    """One page as it is asked for."""

    name: str
    ask: Callable[[], None]


def pages(clients: dict[str, Client]) -> list[Page]:
    """Return the pages of the database that is looked at; each person has a browser in `clients`."""
    at = places()
    found = [Page(f"{who} {path}", _getting(clients[who], path.format(**at))) for who, path in PAGES]
    asked = {"category": at["category"], "place": f"{at['street']} 12", "description": "głęboka dziura w jezdni"}
    found.append(Page(f"{ADVISER} alike", _posting(clients[ADVISER], "/stanowisko/zgloszenie/podobne", asked)))
    known = {"number": at["number"], "code": CODE}
    found.append(Page("resident /sprawdz", _posting(clients[NOBODY], "/sprawdz", known)))
    return [page for page in found if ONLY in page.name]


def people() -> tuple[str, ...]:
    """Return who asks."""
    return (OFFICER, ADVISER, HEAD, NOBODY)


def places() -> dict[str, str]:
    """Return what the addresses name, as it stands in the database."""
    month = city_day(now()).replace(day=1)
    last = date.fromordinal(month.toordinal() - 1)
    past = date.fromordinal(month.toordinal() - 180)
    found = {"month": f"{month:%Y-%m}", "last": f"{last:%Y-%m}", "past": f"{past:%Y-%m}"}
    with connection.cursor() as cursor:
        for name, statement in PLACES.items():
            cursor.execute(statement)
            found[name] = str(cursor.fetchone()[0])
    return found


def _getting(client: Client, path: str) -> Callable[[], None]:
    def ask() -> None:
        response = client.get(path)
        # Nothing stands together with some matters.
        assert response.status_code in (200, 204), (path, response.status_code)

    return ask


def _posting(client: Client, path: str, typed: dict[str, str]) -> Callable[[], None]:
    """Ask from another address each time, for one address may not ask often."""
    turn = iter(range(1, 250 * 250))

    def ask() -> None:
        each = next(turn)
        response = client.post(path, typed, REMOTE_ADDR=f"198.18.{each // 250}.{each % 250 + 1}")
        assert response.status_code == 200, (path, response.status_code)

    return ask
