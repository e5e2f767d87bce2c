"""Which Asterisk this machine uses and how its programs are started: from PATH, or unpacked, by their own loader."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from infolinia.core.debian import home
from infolinia.telephony.provisioning.modules import MODULES

OLDEST = {20: (20, 20), 22: (22, 10), 23: (23, 4)}
MODULES_OF_SYSTEM = ("usr/lib/*-linux-gnu/asterisk/modules", "usr/lib64/asterisk/modules", "usr/lib/asterisk/modules")
MANUALS_OF_SYSTEM = ("usr/share/asterisk/documentation", "var/lib/asterisk/documentation")
FOR_ITS_OWNER = ("/bin/sh", "-c", 'umask 077; exec "$0" "$@"')


@dataclass(frozen=True)
class Engine:
    """An Asterisk that this machine can run; `prefix` is None for one that the system installed."""

    program: Path
    modules: Path
    manual: Path
    version: str
    prefix: Path | None


def new_enough(version: str) -> bool:
    """Tell whether a version such as `22.10.1` reports variables in events (20.20, 22.10, 23.4 and any later line)."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if len(numbers) < 2:
        return False
    return numbers >= OLDEST.get(numbers[0], (24, 0))


def find_engine(state: Path) -> Engine | None:
    """Return the system's Asterisk when it is new enough, else the unpacked one, else None."""
    return _of_system() or unpacked(home(state) / "runtime")


def unpacked(prefix: Path) -> Engine | None:
    """Return the Asterisk unpacked in `prefix` when it runs there and is new enough."""
    program = prefix / "usr/sbin/asterisk"
    if not program.exists():
        return None
    arguments, environment = through_loader(prefix, program)
    version = _version([*arguments, "-V"], environment)
    if not new_enough(version):
        return None
    modules, manual = libraries(prefix) / "asterisk/modules", prefix / "usr/share/asterisk/documentation"
    return Engine(program, modules, manual, version, prefix)


def lacking(engine: Engine) -> list[str]:
    """Return the modules that the product needs and this engine does not have: an older set-up did not keep them."""
    return [name for name in MODULES if not (engine.modules / f"{name}.so").exists()]


def command(engine: Engine, state: Path) -> tuple[list[str], dict[str, str]]:
    """Return the argument list and extra environment that run the engine in the foreground, without a console.

    Its clock shows UTC: the engine's own count of seconds is an hour wrong in other zones. What it writes, its owner
    alone may read: recordings, and a diary that names callers.
    """
    arguments, environment = _program(engine)
    return [*FOR_ITS_OWNER, *arguments, "-f", "-n", "-C", str(configuration_of(state))], environment | {
        "MALLOC_ARENA_MAX": "2",
        "TZ": "UTC",
    }


def configuration_of(state: Path) -> Path:
    """Return the engine's main configuration file in this state folder."""
    return state.resolve() / "asterisk/etc/asterisk.conf"


def tool(state: Path, name: str) -> tuple[list[str], dict[str, str]] | None:
    """Return how `espeak-ng`, `sox`, `baresip` or `sipp` is started here (arguments, extra environment), or None."""
    if found := shutil.which(name):
        return [found], {}
    for folder in ("runtime", "tools"):
        prefix = home(state) / folder
        if (program := prefix / "usr/bin" / name).exists():
            return through_loader(prefix, program)
    return None


def libraries(prefix: Path) -> Path:
    """Return the folder of shared libraries of an unpacked prefix."""
    return next(iter(prefix.glob("usr/lib/*-linux-gnu")), prefix / "usr/lib")


def through_loader(prefix: Path, program: Path) -> tuple[list[str], dict[str, str]]:
    """Return how a program of the prefix runs on a machine with another C library: by the prefix's own loader."""
    folder = libraries(prefix)
    loader = next(iter([*prefix.glob("usr/lib64/ld-linux-*.so.*"), *prefix.glob("usr/lib/ld-linux-*.so.*")]), None)
    path = f"{folder}:{folder / 'pulseaudio'}"
    arguments = [str(loader), "--library-path", path, str(program)] if loader else [str(program)]
    environment = {"OPENSSL_MODULES": str(folder / "ossl-modules"), "OPENSSL_CONF": "/dev/null"}
    if program.name == "espeak-ng":
        environment["ESPEAK_DATA_PATH"] = str(folder)
    return arguments, environment


def _program(engine: Engine) -> tuple[list[str], dict[str, str]]:
    return through_loader(engine.prefix, engine.program) if engine.prefix else ([str(engine.program)], {})


def _of_system() -> Engine | None:
    program = shutil.which("asterisk") or shutil.which("asterisk", path="/usr/sbin:/usr/local/sbin")
    version = _version([program, "-V"], {}) if program else ""
    if not program or not new_enough(version):
        return None
    modules = _first(MODULES_OF_SYSTEM)
    manual = _first(MANUALS_OF_SYSTEM) or Path("/nowhere")
    return Engine(Path(program), modules, manual, version, None) if modules else None


def _first(patterns: tuple[str, ...]) -> Path | None:
    return next((path for pattern in patterns for path in Path("/").glob(pattern)), None)


def _version(arguments: list[str], environment: dict[str, str]) -> str:
    try:
        answer = subprocess.run(arguments, env=os.environ | environment, capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    found = re.search(r"(\d+\.\d+\.\d+)", answer.stdout)
    return found.group(1) if found else ""
