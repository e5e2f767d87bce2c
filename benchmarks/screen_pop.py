"""Offer → card on the adviser's screen, against a bare WebSocket echo into the same Chromium.

A call is offered; the engine's moment of the offer is in the register. The page notes when the caller's number stands
in its alert. The yardstick is the least that any push into a page can take: a message over a WebSocket that is written
into an element. Both clocks are this machine's.
"""

import asyncio
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from websockets.asyncio.server import ServerConnection, serve

from infolinia.config.engines import postgres
from tests.chromium import CHROMIUM
from tests.story.conftest import FLAGS
from tests.story.people import Adviser
from tests.story.product import NUMBER, RunningProduct, until
from tests.telephony.callers.phone import Phone

CALLS = 30
NOTE_ALERTS = """() => {
  window.shown = {};
  const note = () => {
    const number = document.querySelector('[data-ring-alert]')?.textContent.match(/500 000 \\d{3}/);
    if (number && !(number[0] in window.shown)) window.shown[number[0]] = Date.now();
  };
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
ECHO = """(address) => {
  window.echoes = [];
  const place = document.body.appendChild(document.createElement('p'));
  const socket = new WebSocket(address);
  socket.onmessage = (message) => {
    place.textContent = message.data;
    window.echoes.push(Date.now() - Number(message.data));
  };
}"""


def main() -> None:
    """Print both medians and 95th percentiles in milliseconds, and their ratio."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        product = RunningProduct(Path(folder))
        try:
            product.start()
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            pops, echoes = offers_to_screen(product, browser), echoes_to_screen(browser)
        finally:
            product.stop()
            postgres.discard(product.state)
    report("offer → number on the screen", pops)
    report("bare WebSocket echo", echoes)
    ratio = percentile(pops, 95) / max(percentile(echoes, 95), 1.0)
    print(f"ratio of 95th percentiles: {ratio:.1f} (the offer passes the database, one page request and the layout)")
    print(f"promise: at most 150 ms; {'kept' if percentile(pops, 95) <= 150 else 'NOT KEPT'}")


def offers_to_screen(product: RunningProduct, browser: Browser) -> list[float]:
    """Let callers wait, offer them one after the other, and return how long each number took to stand on the screen."""
    context: BrowserContext = browser.new_context(locale="pl-PL", permissions=["microphone"])
    zofia = Adviser(product, context, "doradca")
    zofia.phone_is_ready()
    zofia.page.evaluate(NOTE_ALERTS)
    with ExitStack() as phones:
        callers = {}
        for ordinal in range(CALLS):
            number = f"500000{100 + ordinal}"
            phone = phones.enter_context(Phone(("127.0.0.1", product.sip_port), user=number))
            callers[number] = phone.dial(NUMBER)
        until(lambda: waiting(product) >= CALLS, 60, "all callers wait")
        zofia.choose("Gotowy")
        done: set[str] = set()
        while len(done) < CALLS:
            shown = until(lambda: set(seen(zofia.page)) - done, 30, "the next call rings")
            for number in shown:
                callers[number].hang_up()
                done.add(number)
        moments = seen(zofia.page)
    offered = until(lambda: len(found := offers(product)) >= CALLS and found, 20, "the register knows every offer")
    context.close()
    return [moments[number] - offered[number] for number in moments]


def seen(page: Page) -> dict[str, float]:
    """Return when each number came on the screen, in milliseconds since 1970."""
    return {re.sub(r"\D", "", number): at for number, at in page.evaluate("window.shown").items()}


def waiting(product: RunningProduct) -> int:
    """Return how many callers hear music."""
    return len(rows(product, "SELECT 1 FROM contacts_conversation WHERE state = 'waiting'"))


def offers(product: RunningProduct) -> dict[str, float]:
    """Return the moment of each caller's first offer, in milliseconds since 1970."""
    found = rows(
        product,
        "SELECT caller_number, extract(epoch FROM offered_at) * 1000 FROM contacts_conversation"
        " WHERE caller_number LIKE '+485000001%' AND offered_at IS NOT NULL",
    )
    return {str(number)[-9:]: float(at) for number, at in found}


def rows(product: RunningProduct, statement: str) -> list[tuple[object, ...]]:
    """Read from the product's database."""
    with psycopg.connect((product.state / "database_url").read_text().strip()) as connection:
        return list(connection.execute(statement.encode()).fetchall())


def echoes_to_screen(browser: Browser) -> list[float]:
    """Return how long a bare message takes from a server of this machine into an element of a page."""
    with echo_server() as (address, send):
        page = browser.new_page()
        page.evaluate(ECHO, address)
        for ordinal in range(CALLS):
            time.sleep(0.05)
            send()
            until(lambda wanted=ordinal: len(page.evaluate("window.echoes")) > wanted, 5)
        return [float(took) for took in page.evaluate("window.echoes")]


@contextmanager
def echo_server() -> Iterator[tuple[str, object]]:
    """Run a WebSocket server in a thread; `send` writes this moment to everybody connected."""
    loop, connected, ready = asyncio.new_event_loop(), set[ServerConnection](), threading.Event()
    address: list[str] = []

    async def run() -> None:
        async def meet(connection: ServerConnection) -> None:
            connected.add(connection)
            await connection.wait_closed()

        async with serve(meet, "127.0.0.1", 0) as server:
            address.append(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}")
            ready.set()
            await stop.wait()

    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
    thread.start()
    ready.wait(5)

    def send() -> None:
        moment = str(int(time.time() * 1000))
        for connection in connected:
            asyncio.run_coroutine_threadsafe(connection.send(moment), loop).result(5)

    yield address[0], send
    loop.call_soon_threadsafe(stop.set)
    thread.join(5)


def percentile(values: list[float], share: int) -> float:
    """Return the percentile of the values by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share / 100 * (len(ordered) - 1)))]


def report(name: str, values: list[float]) -> None:
    """Print a line of figures."""
    print(
        f"{name:32} median {statistics.median(values):6.1f} ms   p95 {percentile(values, 95):6.1f} ms   n={len(values)}"
    )


if __name__ == "__main__":
    main()
