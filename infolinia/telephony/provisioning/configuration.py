"""The engine's configuration: our templates with this installation's addresses, ports and password filled in."""

import hashlib
import json
import os
import re
import secrets
import socket
import stat
import tempfile
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from infolinia.telephony.provisioning.engine import Engine
from infolinia.telephony.provisioning.modules import MODULES
from infolinia.telephony.provisioning.trunk_sections import access_list, transports, trunks
from infolinia.telephony.provisioning.trunk_settings import TrunkSettings, read_trunk_settings

TEMPLATES = Path(__file__).resolve().parents[3] / "asterisk"
UNUSED = (
    "acl.conf",
    "ccss.conf",
    "features.conf",
    "manager.conf",
    "pjproject.conf",
    "queuerules.conf",
    "stasis.conf",
    "udptl.conf",
    "websocket_client.conf",
)
NEAR, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 -- a carrier outside calls from its own address
EVERYWHERE_6 = "[::]"
LONGEST_PAGE = 20_000_000
LONGEST_SOCKET = 100
"""A UNIX socket's path may have 107 bytes (unix(7)); the engine adds a few of its own."""


@dataclass(frozen=True)
class EnginePorts:
    """Where the engine listens: SIP over UDP, ARI and browser phones over HTTP on loopback, and a range for sound."""

    sip: int
    http: int
    rtp_first: int = 20000
    rtp_last: int = 29999


def free_ports(sip: int) -> EnginePorts:
    """Return ports with a free one for HTTP; the sound's range lies below the range that systems give to clients."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return EnginePorts(sip=sip, http=probe.getsockname()[1])


def write_configuration(engine: Engine, state: Path, ports: EnginePorts, *, carrier: str, number: str) -> Path:
    """Write everything the engine reads into `<state>/asterisk` and return that folder; may be repeated at each start.

    `carrier` is the address calls come from when the office has no `trunks.toml`, `number` the city's own as dialled
    at home. The ARI password is kept. The configuration holds passwords: the folder is opened to its owner alone.
    Raises `ValueError` for what can't be used.
    """
    folder = state.resolve() / "asterisk"
    for name in ("", "etc", "run", "log/cel-custom", "db", "keys", "spool/recording", "sounds", "music"):
        (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    _link(folder / "documentation", engine.manual)
    for path in (folder / "log/messages.log", folder / "log/security.log", folder / "log/cel-custom/events.csv"):
        _turn_over(path)
    password = _password(folder / "ari.json")
    values = _values(engine, folder, ports, carrier, number) | {"ARI_PASSWORD": password}
    for name in UNUSED:
        _write(folder / "etc" / name, "; the engine looks for this file and complains without it\n")
    for template in sorted(TEMPLATES.glob("*.conf")):
        _write(folder / "etc" / template.name, _filled(template, values))
    access = {"base": f"http://127.0.0.1:{ports.http}/ari", "user": "infolinia", "password": password}
    _write(folder / "ari.json", json.dumps(access))
    return folder


def spellings(number: str) -> list[str]:
    """Return the ways in which a carrier may write a Polish number: at home, and with the country's code."""
    return [number, f"48{number}", f"+48{number}", f"0048{number}"]


def _values(engine: Engine, folder: Path, ports: EnginePorts, carrier: str, number: str) -> dict[str, str]:
    if not re.fullmatch(r"[0-9]{3,15}", number):
        raise ValueError(f"{number!r} is not a telephone number: digits only, as dialled at home")
    try:
        ip_address(carrier)
    except ValueError:
        raise ValueError(f"{carrier!r} is not a carrier's address: one like 192.0.2.10") from None
    told = read_trunk_settings(folder.parent, carrier=carrier)
    bind = f"{_listens_on(told)}:{ports.sip}"
    return {
        "FOLDER": str(folder),
        "RUN": str(run_folder(folder.parent)),
        "ENGINE_MODULES": str(engine.modules),
        "LOAD": "\n".join(f"load = {name}.so" for name in MODULES if (engine.modules / f"{name}.so").exists()),
        "SIP_BIND": bind,
        "CALLS_A_SECOND": str(told.admission.calls_a_second),
        "CROWD": str(told.admission.crowd),
        "TRANSPORTS": transports(told, bind=bind),
        "TRUNKS": f"{trunks(told, number=number)}\n\n{access_list(told)}",
        "HTTP_PORT": str(ports.http),
        "RTP_FIRST": str(ports.rtp_first),
        "RTP_LAST": str(ports.rtp_last),
        "NUMBERS": "\n".join(f"exten => {text},1,Goto(arrived,s,1)" for text in spellings(number)),
    }


def _listens_on(told: TrunkSettings) -> str:
    if told.is_near:
        return NEAR
    return EVERYWHERE_6 if any(":" in trunk.host for trunk in told.trunks) else EVERYWHERE


def _filled(template: Path, values: dict[str, str]) -> str:
    return re.sub(r"@([A-Z_]+)@", lambda found: values[found.group(1)], template.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    """Replace the file as a whole, so that nobody ever reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _turn_over(path: Path) -> None:
    """Begin a new page of a diary that has grown long; the page before it is kept, older ones are not.

    The diary names callers' numbers, so it must not grow for ever.
    """
    if path.exists() and path.stat().st_size > LONGEST_PAGE:
        path.replace(path.with_name(f"{path.name}.1"))


def _link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _password(path: Path) -> str:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))["password"]
    except (OSError, ValueError, KeyError, TypeError):
        return secrets.token_urlsafe(24)
    return kept if isinstance(kept, str) and len(kept) >= 20 else secrets.token_urlsafe(24)


def run_folder(state: Path) -> Path:
    """Return the control socket's folder: in the state, or a short private one when the state's path is long."""
    folder = state.resolve() / "asterisk"
    if len(str(folder / "run/asterisk.ctl")) <= LONGEST_SOCKET:
        return folder / "run"
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    short = Path(tempfile.gettempdir()) / f"infolinia-{os.getuid()}-{mark}"
    short.mkdir(mode=0o700, exist_ok=True)
    # Anybody may have put something there before us: a link, or a folder that others may write into.
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) != 0o700:
        raise PermissionError(f"{short} is not a folder of ours alone; remove it")
    return short
