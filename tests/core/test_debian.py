"""Packages from Debian: the machine's own mirror, and one package without what it depends on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infolinia.core import debian

Fake = Callable[[str], None]


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a program named apt-get in front of the machine's own, which does what the test says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    def write(script: str) -> None:
        (folder / "apt-get").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "apt-get").chmod(0o755)

    return write


MIRROR = """[ "$1" = indextargets ] && { echo 'http://mirror.example.org/debian/|Debian|Debian|main'; exit 0; }"""


def test_the_mirror_is_the_machines_own_and_not_that_of_security_fixes(apt: Fake) -> None:
    apt("""printf 'http://security.example.org/debian-security/|Debian|Debian-Security|main\n'
           printf 'http://mirror.example.org/debian/|Debian|Debian|main\n'""")
    assert debian.mirror() == "http://mirror.example.org/debian/"


def test_without_downloaded_lists_the_mirror_is_read_from_the_plan_of_an_update(apt: Fake) -> None:
    apt("""[ "$1" = update ] && printf "'http://mirror.example.org/debian/dists/bookworm/InRelease' a_b 0 \n"
           true""")
    assert debian.mirror() == "http://mirror.example.org/debian/"


def test_a_machine_of_another_kind_has_no_mirror(apt: Fake) -> None:
    apt("printf 'http://archive.example.org/ubuntu/|Ubuntu|Ubuntu|main\n'")
    with pytest.raises(debian.CannotFetch, match="no Debian mirror"):
        debian.mirror()


def test_a_package_alone_comes_without_what_it_depends_on(apt: Fake, tmp_path: Path) -> None:
    apt(f"""{MIRROR}
            for part in "$@"; do last="$part"; [ "$part" = install ] && exit 100; done
            [ "$last" = update ] || touch "${{last}}_1_all.deb" """)
    assert debian.fetch_alone(tmp_path / "apt", "mythes-pl").name == "mythes-pl_1_all.deb"


def test_a_package_that_the_mirror_does_not_give_is_a_clear_refusal(apt: Fake, tmp_path: Path) -> None:
    apt(f"{MIRROR}\ntrue")
    with pytest.raises(debian.CannotFetch, match="the mirror gave no mythes-pl"):
        debian.fetch_alone(tmp_path / "apt", "mythes-pl")
