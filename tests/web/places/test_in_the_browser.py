"""The place of a matter in a browser: with a map and without one, by keyboard, narrow and dark."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from infolinia.city.importing import import_streets
from infolinia.city.models import Staff
from infolinia.core import clock
from tests.matters.conftest import hours
from tests.web.browser import RESULTS, Screen, no_sideways_scroll, no_violations, tab_to
from tests.web.desk.conftest import card

__all__ = ["card", "hours"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STYLE = {
    "version": 8,
    "center": [18.48, 54.54],
    "zoom": 14,
    "sources": {
        "streets": {
            "type": "geojson",
            "data": {"type": "LineString", "coordinates": [[18.46, 54.53], [18.48, 54.54], [18.50, 54.545]]},
            "attribution": "Mapa na niby",
        }
    },
    "layers": [
        {"id": "land", "type": "background", "paint": {"background-color": "#dde7dd"}},
        {"id": "street", "type": "line", "source": "streets", "paint": {"line-color": "#555555", "line-width": 4}},
    ],
}
FILE = (
    "ulica;numer;dzielnica;szerokosc;dlugosc\n"
    "ul. Żaglowa;12;Obłuże;54.5400;18.4800\n"
    "ul. Żaglowa;40;Oksywie;54.5450;18.4900\n"
)


class Tiles(BaseHTTPRequestHandler):
    """Another host that gives a map's style."""

    def do_GET(self) -> None:
        """Answer with the style, to any page."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.end_headers()
        self.wfile.write(json.dumps(STYLE).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def tiles(settings: Settings) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.MAP_STYLE = f"http://127.0.0.1:{server.server_port}/styl.json"
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def register(card: str) -> None:
    import_streets(data=FILE.encode(), is_whole=False, at=clock.now())


@pytest.mark.usefixtures("register")
def test_an_address_is_suggested_and_brings_its_district(new_screen: Callable[..., Screen], zofia: Staff) -> None:
    screen = new_screen()
    screen.sign_in(zofia)
    page = screen.open("/stanowisko/z-papieru")
    place = page.get_by_label("Gdzie", exact=True)
    tab_to(page, place)
    place.press_sequentially("Żaglowa 4")
    expect(page.locator("#adresy option")).to_have_attribute("value", "ul. Żaglowa 40")
    place.fill("ul. Żaglowa 40")
    place.press("Tab")
    expect(page.get_by_label("Dzielnica")).to_have_value("Oksywie")
    assert page.locator("[data-map]").count() == 0
    no_violations(page)
    page.get_by_label("Dzień rozmowy").fill(f"{clock.city_day(clock.now()):%Y-%m-%d}")
    page.get_by_label("Godzina rozmowy").fill("00:01")
    page.get_by_label("Rodzaj").select_option("dziura-w-jezdni")
    page.get_by_label("Co się dzieje").fill("Głęboka dziura przy przystanku.")
    page.get_by_label("Odpowiedź dla mieszkańca").select_option("none")
    page.get_by_role("button", name="Zarejestruj z tą godziną").click()
    expect(page.get_by_text("Następny formularz")).to_be_visible()
    page.screenshot(path=RESULTS / "place-wide.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 800})
    no_sideways_scroll(page)
    screen.look("dark")
    page.screenshot(path=RESULTS / "place-narrow-dark.png", full_page=True)
    no_violations(page)


def test_the_register_comes_in_by_a_screen(new_screen: Callable[..., Screen], administrator: Staff) -> None:
    screen = new_screen(width=360)
    screen.sign_in(administrator)
    page = screen.open("/administracja/ulice")
    page.get_by_label("Plik CSV").set_input_files(
        {"name": "ulice.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.get_by_role("button", name="Pokaż, co się zmieni").click()
    expect(page.get_by_text("ul. Żaglowa 40")).to_be_visible()
    no_violations(page)
    no_sideways_scroll(page)
    page.screenshot(path=RESULTS / "place-import.png", full_page=True)
    page.get_by_role("button", name="Wczytaj wszystko").click()
    expect(page.get_by_text("Wczytano rejestr ulic")).to_be_visible()


@pytest.mark.usefixtures("register", "tiles")
def test_a_point_is_taken_from_the_map_by_a_press_and_by_a_key(new_screen: Callable[..., Screen], zofia: Staff) -> None:
    screen = new_screen()
    screen.expect_complaint("WebGL")
    screen.sign_in(zofia)
    page = screen.open("/stanowisko/z-papieru")
    page.get_by_text("Punkt na mapie albo współrzędne").click()
    canvas = page.locator(".maplibregl-canvas")
    expect(canvas).to_be_visible()
    canvas.focus()
    page.keyboard.press("Enter")
    point = page.get_by_label("Punkt: szerokość i długość")
    expect(point).to_have_value("54.54000, 18.48000")
    expect(page.locator("[data-place-says]")).to_contain_text("ul. Żaglowa 12")
    canvas.click(position={"x": 60, "y": 60})
    expect(point).not_to_have_value("54.54000, 18.48000")
    expect(page.locator(".maplibregl-marker")).to_be_visible()
    no_violations(page)
    page.screenshot(path=RESULTS / "place-map.png", full_page=True)
