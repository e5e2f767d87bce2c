"""The real engine, shared by all telephone tests of a run, and telephones that call it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from infolinia.core.debian import home
from infolinia.telephony import prompts, provisioning
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.phone import Phone
from tests.telephony.running import RunningEngine

SHORT = {
    ("pl", "greeting"): "Dzień dobry.",
    ("pl", "please-wait"): "Proszę czekać.",
    ("pl", "all-busy"): "Przepraszamy.",
}
CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def engine_here() -> Engine:
    """The engine of this machine: from PATH, or the unpacked one that set-up and other runs share."""
    os.environ.setdefault("INFOLINIA_ENGINE_DIR", str(CHECKOUT / "var/engine"))
    return provisioning.find_engine(CHECKOUT / "var") or provisioning.unpack(CHECKOUT / "var", print)


@pytest.fixture(scope="session")
def line_sounds(engine_here: Engine) -> Path:
    """The spoken prompts, some shorter than callers hear them, and the music; made once for this machine."""
    kept = home(CHECKOUT / "var") / "sounds-of-tests"
    prompts.render(kept, city="Gdynia", languages=("pl",), texts=SHORT)
    return kept / "asterisk"


@pytest.fixture(scope="session")
def asterisk(engine_here: Engine, line_sounds: Path) -> Iterator[RunningEngine]:
    """A running engine of this test run's own."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as folder:
        running = RunningEngine(engine_here, Path(folder))
        give_sounds(running, line_sounds)
        try:
            running.start()
            yield running
        finally:
            running.stop()


@pytest.fixture
def caller(asterisk: RunningEngine) -> Iterator[Phone]:
    """Halina's telephone, behind the carrier."""
    with asterisk.caller() as phone:
        yield phone


def give_sounds(running: RunningEngine, sounds: Path) -> None:
    """Let an engine that does not run yet play the prompts made before."""
    for name in ("sounds", "music"):
        shutil.rmtree(running.folder / name)
        (running.folder / name).symlink_to(sounds / name)
