"""An operator with a registration, TLS and SRTP: a second Asterisk, with a certificate made on the spot."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from infolinia.telephony.provisioning import Engine
from tests.telephony.application import Application
from tests.telephony.callers.operator import free_port
from tests.telephony.conftest import give_sounds
from tests.telephony.lines.calling_out import CallingOut, calling_out
from tests.telephony.running import NUMBER, RunningEngine, until

pytestmark = pytest.mark.engine

PASSWORD = "tajne;haslo=>[x]"
OPERATOR = """
[global]
type = global
[tls]
type = transport
protocol = tls
bind = 127.0.0.1:{port}
cert_file = {folder}/operator.crt
priv_key_file = {folder}/operator.key
method = tlsv1_2
[{user}]
type = endpoint
context = outward
transport = tls
allow = !all,alaw
aors = {user}
auth = {user}
media_encryption = sdes
rewrite_contact = yes
direct_media = no
[{user}]
type = aor
max_contacts = 1
[{user}]
type = auth
auth_type = userpass
username = {user}
password = tajne\\;haslo=>[x]
"""
PLAN = """
[outward]
exten => _[+0-9].,1,Set(GLOBAL(SIGNALS)=${CHANNEL(pjsip,secure)})
 same => n,Answer()
 same => n,Set(GLOBAL(MEDIA)=${CHANNEL(rtp,secure,audio)})
 same => n,Set(GLOBAL(ASKED)=${EXTEN} ${PJSIP_HEADER(read,P-Asserted-Identity)})
 same => n,Echo()
"""
OURS = """
[[trunk]]
name = "operator"
host = "127.0.0.1"
port = {port}
transport = "tls"
register = true
user = "gdynia-line"
password = "tajne;haslo=>[x]"
codecs = ["alaw"]
probe_seconds = 5

[tls]
port = {tls}
authorities = "{folder}/authority.crt"
"""


@dataclass
class Pair:
    """Our engine, and the operator's."""

    ours: RunningEngine
    operator: RunningEngine


def make_certificates(folder: Path) -> None:
    """Make an authority, and a certificate of the operator for this machine's address; sound for a day."""
    parts = {
        "authority": "-x509 -subj /CN=authority -days 1 -addext basicConstraints=critical,CA:TRUE",
        "operator": "-x509 -subj /CN=127.0.0.1 -days 1 -addext subjectAltName=IP:127.0.0.1"
        " -addext basicConstraints=critical,CA:FALSE -CA authority.crt -CAkey authority.key",
    }
    for name, rest in parts.items():
        command = f"openssl req -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.crt {rest}"
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder for keys and both states."""
    with tempfile.TemporaryDirectory(prefix="infolinia-") as name:
        yield Path(name)


@pytest.fixture(scope="module")
def pair(engine_here: Engine, line_sounds: Path, folder: Path) -> Iterator[Pair]:
    """Both engines, running; ours has registered."""
    make_certificates(folder)
    port = free_port("127.0.0.1")
    for name in ("ours", "operator"):
        (folder / name).mkdir()
    settings = folder / "ours/trunks.toml"
    settings.touch(mode=0o600)
    settings.write_text(OURS.format(port=port, tls=free_port("127.0.0.1"), folder=folder))
    pair = Pair(RunningEngine(engine_here, folder / "ours"), RunningEngine(engine_here, folder / "operator"))
    etc = pair.operator.folder / "etc"
    (etc / "pjsip.conf").write_text(OPERATOR.format(port=port, folder=folder, user="gdynia-line"))
    (etc / "extensions.conf").write_text(PLAN)
    give_sounds(pair.ours, line_sounds)
    with ExitStack() as running:
        for engine in (pair.operator, pair.ours):
            engine.start()
            running.callback(engine.stop)
        yield pair


def registered(pair: Pair) -> bool:
    return until(lambda: "Registered" in pair.ours.console("pjsip show registrations"), 10)


def variable(engine: RunningEngine, name: str) -> str:
    return str(engine.ari("GET", "asterisk/variable", variable=name)[1]["value"])


def test_the_line_registers_over_tls_with_a_password_of_any_signs(pair: Pair) -> None:
    assert registered(pair), pair.ours.log() + pair.operator.log() + said(pair.ours)
    assert "gdynia-line" in pair.operator.console("pjsip show contacts")


def test_a_call_leaves_over_tls_and_its_sound_is_encrypted(pair: Pair) -> None:
    assert registered(pair)

    async def story(line: CallingOut) -> None:
        line.dial("a")
        await line.until(lambda: "a" in line.answered)
        await line.until(lambda: variable(pair.operator, "ASKED"))
        assert variable(pair.operator, "ASKED").startswith("+48500000014 ")
        assert f"sip:{NUMBER}@" in variable(pair.operator, "ASKED"), "the city's number is shown"
        assert variable(pair.operator, "SIGNALS") == "1"
        assert variable(pair.operator, "MEDIA") == "1"

    calling_out(pair.ours, story)


def test_a_call_comes_in_through_the_registration(pair: Pair) -> None:
    assert registered(pair)
    with Application(pair.ours) as application:
        call = {"endpoint": "PJSIP/gdynia-line", "callerId": "Halina <500000014>", "app": "trial", "timeout": "10"}
        asked = {"endpoint": call["endpoint"], "callerId": call["callerId"], "extension": "+48", "context": "outward"}
        assert pair.operator.ari("POST", "channels", timeout="10", priority="1", **asked)[0] == 200
        start = application.start_of("inbound")
        assert start["channel"]["name"].startswith("PJSIP/carrier-operator-")
        assert start["channel"]["caller"]["number"] == "500000014"


def test_an_operator_whose_certificate_is_not_trusted_gets_no_registration(
    engine_here: Engine, pair: Pair, folder: Path
) -> None:
    other = folder / "other"
    other.mkdir()
    make_certificates(other)
    state = folder / "distrusting"
    state.mkdir()
    settings = state / "trunks.toml"
    settings.touch(mode=0o600)
    before = (folder / "ours/trunks.toml").read_text()
    settings.write_text(before.replace(f"{folder}/authority.crt", f"{other}/authority.crt"))
    distrusting = RunningEngine(engine_here, state)
    distrusting.start()
    try:
        assert until(lambda: "Rejected" in said(distrusting), 10)
        assert pair.operator.console("pjsip show contacts").count("gdynia-line/") == 1, "ours alone"
    finally:
        distrusting.stop()


def said(engine: RunningEngine) -> str:
    return engine.console("pjsip show registrations")
