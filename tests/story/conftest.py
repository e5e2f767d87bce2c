"""One product and one browser for the whole story."""

import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy
import pytest
from playwright.sync_api import BrowserContext, Playwright

from infolinia.config.engines import postgres
from tests.chromium import Chromium
from tests.story.product import RunningProduct
from tests.telephony.callers.phone import Phone
from tests.telephony.callers.tones import tone

ADVISERS_PITCH = 700
CALLERS_PITCH = 440
FLAGS = ["--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required"]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProduct]:
    """The demo, running as a newcomer starts it."""
    running = RunningProduct(tmp_path_factory.mktemp("city"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
        postgres.discard(running.state)


@pytest.fixture(scope="session")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The adviser's voice: a tone that Chromium takes for the microphone."""
    path = tmp_path_factory.mktemp("voice") / "adviser.wav"
    sound = numpy.repeat(tone(ADVISERS_PITCH, 4.0), 6)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes(sound.tobytes())
    return path


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, voice: Path) -> Iterator[Chromium]:
    """A real Chromium whose microphone hears the adviser's voice."""
    browser = Chromium(playwright, *FLAGS, f"--use-file-for-fake-audio-capture={voice}")
    yield browser
    browser.close()


@pytest.fixture
def new_context(chromium: Chromium) -> Iterator[Callable[[], BrowserContext]]:
    """Open a browser of one more person."""
    contexts: list[BrowserContext] = []

    def start() -> BrowserContext:
        context = chromium.window(
            viewport={"width": 1440, "height": 900},
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            permissions=["microphone"],
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield start
    for context in contexts:
        chromium.close(context)


@pytest.fixture
def telephone(product: RunningProduct) -> Iterator[Phone]:
    """Halina's telephone, behind the carrier."""
    with Phone(("127.0.0.1", product.sip_port), user="500000014") as phone:
        yield phone
