"""Packages of Debian's testing suite, fetched and unpacked into a folder: no root, no build, nothing installed."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
SUITE = "testing"
LEFT_OUT = ("./usr/share/doc", "./usr/share/man", "./usr/share/locale", "./usr/share/info", "./etc", "./var")
_NEEDED = ("apt-get", "dpkg-deb", "gpgv")
_PATIENCE = "30"  # seconds


class CannotFetch(Exception):
    """A package can't be had from this machine's Debian mirror; the text says why."""


def home(state: Path) -> Path:
    """Return the folder of what was unpacked: `INFOLINIA_ENGINE_DIR`, shared by many states, or one in the state."""
    given = os.environ.get("INFOLINIA_ENGINE_DIR", "")
    return Path(given).resolve() if given else state.resolve() / "engine"


def mirror() -> str:
    """Return the Debian mirror of this machine's own package sources."""
    form = "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)"
    lines = _run(["apt-get", "indextargets", "--format", form, "Created-By: Packages"]).splitlines()
    found = [line.split("|")[0] for line in lines if line.endswith("|Debian|Debian|main")]
    if not found:
        planned = _run(["apt-get", "update", "--print-uris"]).replace("'", "").split()
        found = [word.partition("dists/")[0] for word in planned if "/debian/dists/" in word]
    if not found:
        raise CannotFetch("this machine's package sources name no Debian mirror")
    return found[0]


def fetch(apt: Path, packages: Iterable[str], *, not_needed: Iterable[str] = ()) -> list[Path]:
    """Fetch the packages and all that they depend on into the empty folder; returns their files.

    What the `not_needed` ask for is said to be installed, so that nobody fetches it.
    """
    options = _prepared(apt, not_needed)
    _run(["apt-get", "-qq", *options, "-y", "--download-only", "install", *packages])
    return sorted((apt / "cache/archives").glob("*.deb"))


def fetch_alone(apt: Path, package: str) -> Path:
    """Fetch one package without what it depends on into the empty folder; returns its file."""
    _run(["apt-get", "-qq", *_prepared(apt), "download", package], folder=apt / "cache/archives")
    found = list((apt / "cache/archives").glob("*.deb"))
    if not found:
        raise CannotFetch(f"the mirror gave no {package}")
    return found[0]


def extract(package: Path, prefix: Path) -> None:
    """Unpack one package; folders that the prefix has as links stay links (Debian's merged /usr)."""
    tar = ["tar", "-x", "-C", str(prefix), "--no-same-owner", "--keep-directory-symlink"]
    tar += [f"--exclude={folder}" for folder in LEFT_OUT]
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE) as archive:
        subprocess.run(tar, stdin=archive.stdout, check=True, capture_output=True)
    if archive.returncode:
        raise CannotFetch(f"{package.name} is damaged")


def _prepared(apt: Path, not_needed: Iterable[str] = ()) -> list[str]:
    """Read the suite's lists, their signature checked, and return the options by which apt-get uses this folder."""
    for needed in _NEEDED:
        if not shutil.which(needed):
            raise CannotFetch(f"{needed} is missing")
    if not KEYRING.exists():
        raise CannotFetch(f"{KEYRING} is missing (apt-get install debian-archive-keyring)")
    for name in ("lists/partial", "cache/archives/partial"):
        (apt / name).mkdir(parents=True)
    (apt / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror()} {SUITE} main\n")
    (apt / "status").write_text("".join(_as_installed(name) for name in not_needed))
    options = {
        "Dir::Etc::SourceList": apt / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State": apt,
        "Dir::State::Lists": apt / "lists",
        "Dir::State::Status": apt / "status",
        "Dir::Cache": apt / "cache",
        "Dir::Cache::pkgcache": "",
        "Dir::Cache::srcpkgcache": "",
        "Acquire::Languages": "none",
        "Acquire::http::Timeout": _PATIENCE,
        "Acquire::https::Timeout": _PATIENCE,
        "APT::Install-Recommends": "false",
        "Debug::NoLocking": "1",
        "APT::Sandbox::User": "",
    }
    given = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
    _run(["apt-get", "-qq", *given, "update"])
    return given


def _as_installed(name: str) -> str:
    architecture = _run(["dpkg", "--print-architecture"]).strip()
    return f"Package: {name}\nStatus: install ok installed\nVersion: 99:1\nArchitecture: {architecture}\n\n"


def _run(arguments: list[str], folder: Path | None = None) -> str:
    answer = subprocess.run(arguments, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}, cwd=folder)
    if answer.returncode:
        raise CannotFetch(f"{arguments[0]} {arguments[-1]} failed: {answer.stderr.strip()[-400:]}")
    return answer.stdout
