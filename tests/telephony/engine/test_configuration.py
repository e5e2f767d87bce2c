"""What is written for the engine: complete, private, and only for addresses that may call."""

import json
import re
from pathlib import Path

import pytest

from infolinia.telephony.provisioning import Engine, EnginePorts, configuration, write_configuration
from infolinia.telephony.provisioning.configuration import run_folder, spellings
from infolinia.telephony.provisioning.engine import new_enough

PORTS = EnginePorts(sip=5060, http=18088)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An engine that has only two of our modules."""
    modules = tmp_path / "modules"
    modules.mkdir()
    for name in ("app_queue", "res_ari", "app_system"):
        (modules / f"{name}.so").touch()
    return Engine(tmp_path / "asterisk", modules, tmp_path / "manual", "22.10.1", None)


def written(engine: Engine, state: Path, carrier: str = "127.0.0.2") -> dict[str, str]:
    folder = write_configuration(engine, state, PORTS, carrier=carrier, number="586262626")
    return {path.name: path.read_text() for path in (folder / "etc").iterdir()}


def test_no_blank_is_left_in_any_file(engine: Engine, tmp_path: Path) -> None:
    files = written(engine, tmp_path / "state")
    assert {"asterisk.conf", "extensions.conf", "pjsip.conf", "ari.conf", "queues.conf"} <= set(files)
    assert not [name for name, text in files.items() if re.search(r"@[A-Z_]+@", text)]


def test_only_modules_that_are_ours_and_exist_are_loaded(engine: Engine, tmp_path: Path) -> None:
    loaded = re.findall(r"^load = (\w+)", written(engine, tmp_path / "state")["modules.conf"], re.MULTILINE)
    assert loaded == ["res_ari", "app_queue"]


@pytest.mark.parametrize(
    ("carrier", "listens_on"),
    [
        ("127.0.0.2", "127.0.0.1:5060"),
        ("192.0.2.10", "0.0.0.0:5060"),
        ("::1", "127.0.0.1:5060"),
        ("2001:db8::7", "[::]:5060"),
    ],
    ids=[
        "a trial's carrier on this machine",
        "an office's carrier outside",
        "this machine by its other name",
        "IPv6",
    ],
)
def test_the_line_is_open_to_the_network_only_for_a_carrier_outside(
    engine: Engine, tmp_path: Path, carrier: str, listens_on: str
) -> None:
    files = written(engine, tmp_path / "state", carrier)
    assert f"bind = {listens_on}" in files["pjsip.conf"]
    assert f"match = {carrier}" in files["pjsip.conf"]
    assert "bindaddr = 127.0.0.1" in files["http.conf"]
    assert "enable_status = no" in files["http.conf"]


def test_the_password_is_random_kept_and_for_the_owner_alone(engine: Engine, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    said = [json.loads((write(engine, state) / "ari.json").read_text()) for state in (first, second, first)]
    assert said[0]["password"] == said[2]["password"] != said[1]["password"]
    assert len(said[0]["password"]) >= 32
    assert said[0]["base"] == "http://127.0.0.1:18088/ari"
    private = [first / "asterisk/ari.json", first / "asterisk/etc/ari.conf"]
    assert [path.stat().st_mode & 0o777 for path in private] == [0o600, 0o600]
    assert (first / "asterisk").stat().st_mode & 0o077 == 0


def test_a_damaged_password_file_is_replaced(engine: Engine, tmp_path: Path) -> None:
    folder = write(engine, tmp_path / "state")
    (folder / "ari.json").write_text('{"password": 5')
    write(engine, tmp_path / "state")
    assert len(json.loads((folder / "ari.json").read_text())["password"]) >= 32


@pytest.mark.parametrize("number", ["", "58 626", "586262626\nexten => _X.,1,System(x)", "+48586262626"])
def test_a_number_that_is_not_digits_is_refused(engine: Engine, tmp_path: Path, number: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        write_configuration(engine, tmp_path / "state", PORTS, carrier="127.0.0.2", number=number)


def test_a_carrier_that_is_not_an_address_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="carrier"):
        write_configuration(engine, tmp_path / "state", PORTS, carrier="sip.example.org\n", number="586262626")


def test_the_number_is_known_in_each_spelling_of_carriers() -> None:
    assert spellings("586262626") == ["586262626", "48586262626", "+48586262626", "0048586262626"]


def test_a_deep_state_folder_gets_a_short_way_to_the_control_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    assert len(str(run_folder(deep) / "asterisk.ctl")) < 100
    assert run_folder(deep).stat().st_mode & 0o077 == 0
    assert run_folder(deep) != run_folder(deep / "other")


def test_a_long_diary_of_calls_is_turned_over_and_only_one_old_page_is_kept(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuration, "LONGEST_PAGE", 4)
    folder = write(engine, tmp_path / "state") / "log/cel-custom"
    for page in ("first", "second", "3"):
        (folder / "events.csv").write_text(page)
        write(engine, tmp_path / "state")
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"events.csv": "3", "events.csv.1": "second"}


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("22.10.1", True),
        ("22.9.9", False),
        ("20.20.0", True),
        ("20.19.3", False),
        ("23.4.0", True),
        ("23.3.0", False),
        ("24.0.0", True),
        ("21.12.2", False),
        ("18.26.4", False),
        ("", False),
    ],
)
def test_an_engine_must_report_variables_in_events(version: str, good: bool) -> None:
    assert new_enough(version) is good


def write(engine: Engine, state: Path) -> Path:
    return write_configuration(engine, state, PORTS, carrier="127.0.0.2", number="586262626")


@pytest.mark.parametrize("trap", ["link", "open to all"])
def test_a_folder_that_others_prepared_for_the_control_socket_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    monkeypatch.setattr(configuration.tempfile, "gettempdir", lambda: str(tmp_path))
    long = tmp_path / ("x" * 120)
    ours = run_folder(long)
    assert run_folder(long) == ours, "our own folder is taken again"
    if trap == "link":
        ours.rmdir()
        (tmp_path / "theirs").mkdir(mode=0o700)
        ours.symlink_to(tmp_path / "theirs")
    else:
        ours.chmod(0o777)
    with pytest.raises(PermissionError, match="remove it"):
        run_folder(long)
