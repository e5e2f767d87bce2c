"""The Chromium that tests open: its switches, and a browser that is replaced when it hangs."""

import os
from pathlib import Path
from threading import Event, Timer
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Playwright

CHROMIUM = os.environ.get("INFOLINIA_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
PATIENCE = 20.0
"""Seconds in which a window closes. One that takes longer hangs: it is ended, and the next test gets a new browser."""


class Chromium:
    """One browser for many tests. Once in some thousand windows Chromium never says that one is closed."""

    def __init__(self, playwright: Playwright, *flags: str, patience: float = PATIENCE) -> None:
        if not Path(CHROMIUM).exists():
            pytest.fail(f"no Chromium at {CHROMIUM}; install it or set INFOLINIA_CHROMIUM")
        self._playwright, self._flags, self._patience = playwright, [*FLAGS, *flags], patience
        self._browser: Browser | None = None
        self.processes: list[psutil.Process] = []

    def window(self, **options: Any) -> BrowserContext:
        """Open the browser of one more person: nothing is shared with the others."""
        if self._browser is None or not self._browser.is_connected():
            before = set(psutil.Process().children(recursive=True))
            self._browser = self._playwright.chromium.launch(executable_path=CHROMIUM, args=self._flags)
            self.processes = [one for one in psutil.Process().children(recursive=True) if one not in before]
        return self._browser.new_context(**options)

    def close(self, window: BrowserContext | None = None) -> None:
        """Close a window, or the browser. One that hangs is ended by force; a test's own result stands."""
        closing = window or self._browser
        if closing is None:
            return
        hangs = Event()
        watch = Timer(self._patience, self._end, [hangs])
        watch.start()
        try:
            closing.close()
        except Error:
            if not hangs.is_set():
                raise
        finally:
            watch.cancel()

    def _end(self, hangs: Event) -> None:
        hangs.set()
        for process in self.processes:
            if process.is_running():
                process.kill()
