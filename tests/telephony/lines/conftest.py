"""An engine whose greeting is short, the daemon, and desks."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from infolinia.telephony.provisioning import Engine
from tests.telephony.lines.running_lines import Desk, RunningLines
from tests.telephony.running import RunningEngine


@pytest.fixture(scope="session")
def quick_asterisk(engine_here: Engine, line_sounds: Path) -> Iterator[RunningEngine]:
    """A running engine whose greeting is as short as the name of an hour."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        running = RunningEngine(engine_here, Path(folder))
        give_quick_sounds(running, line_sounds)
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture
def lines(quick_asterisk: RunningEngine, transactional_db: None) -> Iterator[RunningLines]:
    """The daemon with the product's own settings."""
    with RunningLines(quick_asterisk) as running:
        yield running


@pytest.fixture
def impatient_lines(quick_asterisk: RunningEngine, transactional_db: None) -> Iterator[RunningLines]:
    """The daemon with offers of two seconds."""
    with RunningLines(quick_asterisk, ring_seconds=2) as running:
        yield running


@pytest.fixture
def desk(quick_asterisk: RunningEngine) -> Iterator[Callable[[Staff], Desk]]:
    """Seats advisers; their telephones are put away after the test."""
    with ExitStack() as phones:

        def seat(staff: Staff) -> Desk:
            seated = Desk(quick_asterisk, staff)
            phones.enter_context(seated.phone)
            return seated

        yield seat


def give_quick_sounds(running: RunningEngine, sounds: Path) -> None:
    """Let an engine that does not run yet play the prompts made before, with an hour in place of the greeting."""
    for name in ("sounds", "music"):
        shutil.rmtree(running.folder / name)
        shutil.copytree(sounds / name, running.folder / name)
    for greeting in (running.folder / "sounds").rglob("greeting*.*"):
        shutil.copy(greeting.with_name(f"at-0700{greeting.suffix}"), greeting)
