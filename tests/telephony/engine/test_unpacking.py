"""Unpacking the engine: the machine's own mirror, a checked signature, all or nothing, and words that help."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from infolinia.core import debian
from infolinia.telephony.provisioning import CannotUnpack, Engine, find_engine, lacking, tool, unpack
from infolinia.telephony.provisioning.modules import MODULES

Fake = Callable[[str], None]
NEW = "res_mutestream"


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts a program named apt-get in front of the machine's own, which does what the test says."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(tmp_path / "engine"))

    def write(script: str) -> None:
        (folder / "apt-get").write_text(f"#!/bin/sh\n{script}\n")
        (folder / "apt-get").chmod(0o755)

    return write


def test_a_machine_of_another_kind_is_told_to_install_the_engine(apt: Fake, tmp_path: Path) -> None:
    apt("printf 'http://archive.example.org/ubuntu/|Ubuntu|Ubuntu|main\n'")
    with pytest.raises(CannotUnpack, match=r"no Debian mirror: install Asterisk 22\.10"):
        unpack(tmp_path, lambda text: None)


def test_a_failed_download_says_why_and_leaves_nothing_behind(apt: Fake, tmp_path: Path) -> None:
    apt("""[ "$1" = indextargets ] && { echo 'http://mirror.example.org/debian/|Debian|Debian|main'; exit 0; }
           echo 'E: Failed to fetch: no such host' >&2; exit 100""")
    with pytest.raises(CannotUnpack, match="no such host"):
        unpack(tmp_path, lambda text: None)
    assert list((tmp_path / "engine").iterdir()) == []
    assert find_engine(tmp_path) is None
    assert tool(tmp_path, "espeak-ng") is None or "engine" not in str(tool(tmp_path, "espeak-ng"))


def test_every_source_is_asked_for_with_debians_own_keys(apt: Fake, tmp_path: Path) -> None:
    apt(f"""[ "$1" = indextargets ] && {{ echo 'http://mirror.example.org/debian/|Debian|Debian|main'; exit 0; }}
            for part in "$@"; do case "$part" in Dir::Etc::SourceList=*) cp "${{part#*=}}" {tmp_path}/asked;; esac; done
            exit 100""")
    with pytest.raises(CannotUnpack):
        unpack(tmp_path, lambda text: None)
    asked = (tmp_path / "asked").read_text()
    assert asked == f"deb [signed-by={debian.KEYRING}] http://mirror.example.org/debian/ testing main\n"


def test_without_debians_keys_nothing_is_fetched(apt: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apt(f"touch {tmp_path}/called")
    monkeypatch.setattr(debian, "KEYRING", tmp_path / "no-keys.gpg")
    with pytest.raises(CannotUnpack, match="debian-archive-keyring"):
        unpack(tmp_path, lambda text: None)
    assert not (tmp_path / "called").exists()


def test_an_engine_on_the_path_that_is_too_old_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "asterisk").write_text("#!/bin/sh\necho 'Asterisk 18.10.0'\n")
    (tmp_path / "asterisk").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(tmp_path / "none"))
    assert find_engine(tmp_path) is None


@pytest.fixture
def engine_of_an_older_setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An engine that runs, unpacked when the product needed one module less; nothing of the machine's own."""
    folder = tmp_path / "engine"
    monkeypatch.setenv("INFOLINIA_ENGINE_DIR", str(folder))
    runtime = make_engine(folder / "runtime", set(MODULES) - {NEW})
    assert lacking(Engine(runtime, runtime / "usr/lib/asterisk/modules", tmp_path, "22.10.0", runtime)) == [NEW]
    return runtime


def make_engine(prefix: Path, modules: Iterable[str]) -> Path:
    program, folder = prefix / "usr/sbin/asterisk", prefix / "usr/lib/asterisk/modules"
    for path in (program.parent, folder):
        path.mkdir(parents=True, exist_ok=True)
    program.write_text("#!/bin/sh\necho 'Asterisk 22.10.0'\n")
    program.chmod(0o755)
    for name in modules:
        (folder / f"{name}.so").touch()
    return prefix


def test_an_engine_that_lacks_what_is_needed_now_is_fetched_anew_once(
    engine_of_an_older_setup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []

    def fetch(target: Path, packages: object, *_more: object) -> None:
        fetched.append(target.name)
        make_engine(target, MODULES)

    monkeypatch.setattr("infolinia.telephony.provisioning.debian._unpack", fetch)
    said: list[str] = []
    for _ in range(2):
        assert lacking(unpack(tmp_path, said.append)) == []
    assert fetched == ["runtime"]
    assert said == [f"the engine here lacks {NEW}: fetching it anew"]


def test_what_debian_does_not_hold_is_not_sought_at_every_start(
    engine_of_an_older_setup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (engine_of_an_older_setup / "modules-not-in-package").write_text(NEW)
    monkeypatch.setattr("infolinia.telephony.provisioning.debian._unpack", pytest.fail)
    assert lacking(unpack(tmp_path, pytest.fail)) == [NEW]


def test_without_a_network_the_engine_stays_and_it_is_said_what_it_lacks(
    apt: Fake, engine_of_an_older_setup: Path, tmp_path: Path
) -> None:
    apt("exit 100")
    said: list[str] = []
    assert unpack(tmp_path, said.append).version == "22.10.0"
    assert f"the engine stays without {NEW}" in said[-1]
    assert find_engine(tmp_path) is not None
