"""What an office says about its line in `trunks.toml`: the operators' trunks, where calls may go, who may register.

Every word of it ends in the engine's configuration, so each is checked here; what does not fit is refused with its
place and what it takes. Passwords are never repeated in a message.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

from infolinia.telephony.rules.guard import Limits
from infolinia.telephony.rules.numbers import ONLY_HOME, Allowed, Kind

NAME = re.compile(r"[a-z][a-z0-9]{0,19}")
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
USER = re.compile(r"[A-Za-z0-9._+~-]{1,80}")
SECRET = re.compile(r"[\x21-\x7e]{1,128}")
NUMBER = re.compile(r"\+?[0-9]{3,15}")
PREFIX = re.compile(r"\+[1-9][0-9]{0,6}")
SHORT = re.compile(r"[0-9]{2,8}")
FILE = re.compile(r"/[A-Za-z0-9._/-]{1,250}")
CODECS = ("alaw", "ulaw", "g722", "opus")
TRANSPORTS = ("udp", "tcp", "tls")
FORMS = ("e164", "national", "plain")
MOST_TRUNKS = 9
ONLY = "carrier"
"""The name of the one trunk of an installation without a file."""


class BadTrunkSettings(ValueError):
    """`trunks.toml` can't be used; the text says where and what it takes."""


@dataclass(frozen=True)
class Trunk:
    """One operator's trunk. Calls leave over the first that works; they come in from its `addresses` alone.

    `numbers` is how the operator wants numbers: `e164` (+48…), `plain` (48…), `national` (nine digits).
    """

    name: str
    host: str
    port: int = 5060
    transport: str = "udp"
    srtp: bool = False
    register: bool = False
    user: str = ""
    password: str = ""
    addresses: tuple[str, ...] = ()
    codecs: tuple[str, ...] = ("alaw", "ulaw")
    numbers: str = "e164"
    shown: str = ""
    probe_seconds: int = 30
    calls_out: bool = True

    @property
    def endpoint(self) -> str:
        """Return the trunk's name at the engine; each begins with `carrier`, by which the diary knows callers."""
        return ONLY if self.name == ONLY else f"{ONLY}-{self.name}"


@dataclass(frozen=True)
class Tls:
    """Our side of encrypted signalling: certificate and key where the operator calls us, whom we trust otherwise."""

    port: int = 5061
    certificate: str = ""
    key: str = ""
    authorities: str = "/etc/ssl/certs/ca-certificates.crt"


@dataclass(frozen=True)
class Admission:
    """How many new calls a second go straight in, and how many callers beyond that may knock at the same time."""

    calls_a_second: int = 40
    crowd: int = 120


@dataclass(frozen=True)
class TrunkSettings:
    """All of it. `phones` are the networks from which desk phones may register; none: only from this machine."""

    trunks: tuple[Trunk, ...]
    allowed: Allowed = ONLY_HOME
    limits: Limits = field(default_factory=Limits)
    tls: Tls = field(default_factory=Tls)
    phones: tuple[str, ...] = ()
    admission: Admission = field(default_factory=Admission)

    @property
    def operators(self) -> list[str]:
        """Return every address and network from which an operator calls."""
        return [address for trunk in self.trunks for address in trunk.addresses]

    @property
    def is_near(self) -> bool:
        """Whether everybody who may call or register is on this machine: a trial."""
        return not self.phones and all(
            _is_near(address) for one in self.trunks for address in (one.host, *one.addresses)
        )


def settings_path(state: Path) -> Path:
    """Return where the file is: `INFOLINIA_TRUNKS`, or `trunks.toml` in the state folder."""
    given = os.environ.get("INFOLINIA_TRUNKS", "")
    return Path(given) if given else state / "trunks.toml"


def read_trunk_settings(state: Path, *, carrier: str) -> TrunkSettings:
    """Return what the office set; without a file one trunk to `carrier`, known by its address.

    Raises `BadTrunkSettings`.
    """
    path = settings_path(state)
    if not path.exists():
        if os.environ.get("INFOLINIA_TRUNKS"):
            raise BadTrunkSettings(f"{path} is not there, though INFOLINIA_TRUNKS names it")
        probed = 0 if _is_near(carrier) else 30
        return TrunkSettings((Trunk(ONLY, carrier, addresses=(carrier,), probe_seconds=probed),))
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadTrunkSettings(f"{path} may hold passwords: chmod 600 {path}")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return parse_trunk_settings(said)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, BadTrunkSettings) as error:
        raise BadTrunkSettings(f"{path}: {error}") from None


def parse_trunk_settings(said: Mapping[str, Any]) -> TrunkSettings:
    """Return the settings of a file's content; raises `BadTrunkSettings`."""
    _only(said, "the file", ("trunk", "outgoing", "tls", "phones", "line"))
    tables = said.get("trunk", [])
    if not isinstance(tables, list) or not 1 <= len(tables) <= MOST_TRUNKS:
        raise BadTrunkSettings(f"it takes one to {MOST_TRUNKS} tables [[trunk]]")
    trunks = tuple(_trunk(_Table(f"trunk {number}", table)) for number, table in enumerate(tables, 1))
    if len({trunk.name for trunk in trunks}) < len(trunks):
        raise BadTrunkSettings("two trunks have one name")
    tls = _tls(_Table("tls", said.get("tls", {})))
    if any(trunk.transport == "tls" and not trunk.register for trunk in trunks) and not tls.certificate:
        raise BadTrunkSettings("[tls] needs certificate and key: an operator calls in by TLS without a registration")
    phones = _Table("phones", said.get("phones", {}))
    phones.only("networks")
    outgoing, line = _Table("outgoing", said.get("outgoing", {})), _Table("line", said.get("line", {}))
    line.only("calls_a_second", "crowd")
    return TrunkSettings(
        trunks,
        allowed=_allowed(outgoing),
        limits=_limits(outgoing),
        tls=tls,
        phones=tuple(_network(one, "phones.networks") for one in phones.words("networks")),
        admission=Admission(line.number("calls_a_second", 40, 1, 1000), line.number("crowd", 120, 0, 10_000)),
    )


class _Table:
    """One table of the file, with the place that messages name."""

    def __init__(self, place: str, said: object) -> None:
        if not isinstance(said, dict):
            raise BadTrunkSettings(f"{place} is not a table")
        self.place, self.said = place, said

    def only(self, *known: str) -> None:
        _only(self.said, self.place, known)

    def word(self, key: str, fits: re.Pattern[str], takes: str, default: str | None = None) -> str:
        value = self.said.get(key, default)
        if value == "" and default == "":
            return ""
        if not isinstance(value, str) or not fits.fullmatch(value):
            raise BadTrunkSettings(f"{self.place}: {key} takes {takes}")
        return value

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.said.get(key, choices[0])
        if value not in choices:
            raise BadTrunkSettings(f"{self.place}: {key} takes {', '.join(choices)}")
        return str(value)

    def number(self, key: str, default: int, least: int, most: int) -> int:
        value = self.said.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise BadTrunkSettings(f"{self.place}: {key} takes a number from {least} to {most}")
        return value

    def claim(self, key: str, default: bool) -> bool:
        value = self.said.get(key, default)
        if not isinstance(value, bool):
            raise BadTrunkSettings(f"{self.place}: {key} takes true or false")
        return value

    def words(self, key: str) -> list[str]:
        value = self.said.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadTrunkSettings(f"{self.place}: {key} takes a list of words")
        return value


def _trunk(table: _Table) -> Trunk:
    table.only(*(key for key in Trunk.__dataclass_fields__))
    trunk = Trunk(
        name=table.word("name", NAME, "small letters and digits, a letter first, at most 20"),
        host=_host(table),
        port=table.number("port", 5061 if table.said.get("transport") == "tls" else 5060, 1, 65535),
        transport=table.choice("transport", TRANSPORTS),
        srtp=table.claim("srtp", table.said.get("transport") == "tls"),
        register=table.claim("register", False),
        user=table.word("user", USER, "the account's name: letters, digits and . _ + ~ -", ""),
        password=table.word("password", SECRET, "signs of ASCII without spaces, at most 128", ""),
        addresses=tuple(_network(one, f"{table.place}: addresses") for one in table.words("addresses")),
        codecs=_codecs(table),
        numbers=table.choice("numbers", FORMS),
        shown=table.word("shown", NUMBER, "digits, with + in front or not", ""),
        probe_seconds=table.number("probe_seconds", 30, 5, 600),
        calls_out=table.claim("calls_out", True),
    )
    _whole(trunk, table.place)
    return trunk


def _host(table: _Table) -> str:
    said = table.said.get("host")
    if isinstance(said, str) and ":" in said:
        return _network(said, f"{table.place}: host")
    return table.word("host", HOST, "the operator's host name or address")


def _whole(trunk: Trunk, place: str) -> None:
    if trunk.register and not (trunk.user and trunk.password):
        raise BadTrunkSettings(f"{place}: a registration needs user and password")
    if not trunk.register and not trunk.addresses:
        raise BadTrunkSettings(f"{place}: addresses takes those from which the operator calls, or register = true")
    if trunk.srtp and trunk.transport != "tls":
        raise BadTrunkSettings(
            f'{place}: srtp needs transport = "tls", or its keys travel in the clear (RFC 4568, 7.3)'
        )


def _codecs(table: _Table) -> tuple[str, ...]:
    words = table.words("codecs") or ["alaw", "ulaw"]
    if unknown := [word for word in words if word not in CODECS]:
        raise BadTrunkSettings(f"{table.place}: codecs takes {', '.join(CODECS)}, not {unknown[0]!r}")
    return tuple(words)


def _allowed(table: _Table) -> Allowed:
    table.only("abroad", "short", "per_hour", "per_day", "at_once", "per_day_of")
    for key, fits, takes in (("abroad", PREFIX, 'prefixes like "+49"'), ("short", SHORT, 'short numbers like "19115"')):
        if wrong := [word for word in table.words(key) if not fits.fullmatch(word)]:
            raise BadTrunkSettings(f"{table.place}: {key} takes {takes}, not {wrong[0]!r}")
    return Allowed(tuple(table.words("abroad")), tuple(table.words("short")))


def _limits(table: _Table) -> Limits:
    usual = Limits()
    kinds = _Table(f"{table.place}.per_day_of", table.said.get("per_day_of", {}))
    kinds.only(*(kind.value for kind in Kind))
    own = {Kind(name): kinds.number(name, 0, 0, 100_000) for name in kinds.said}
    return Limits(
        per_hour=table.number("per_hour", usual.per_hour, 0, 100_000),
        per_day=table.number("per_day", usual.per_day, 0, 1_000_000),
        at_once=table.number("at_once", usual.at_once, 0, 10_000),
        per_day_of={**usual.per_day_of, **own},
    )


def _tls(table: _Table) -> Tls:
    table.only("port", "certificate", "key", "authorities")
    files = {
        key: table.word(key, FILE, "the whole path of a file", "") for key in ("certificate", "key", "authorities")
    }
    if bool(files["certificate"]) != bool(files["key"]):
        raise BadTrunkSettings("tls: certificate and key go together")
    if missing := [path for path in files.values() if path and not Path(path).is_file()]:
        raise BadTrunkSettings(f"tls: there is no file {missing[0]}")
    given = {key: path for key, path in files.items() if path}
    return Tls(port=table.number("port", 5061, 1, 65535), **given)


def _network(text: str, place: str) -> str:
    try:
        return str(ip_network(text)) if "/" in text else str(ip_address(text))
    except ValueError:
        raise BadTrunkSettings(f"{place} takes addresses like 192.0.2.10 or 192.0.2.0/28, not {text[:60]!r}") from None


def _only(said: Mapping[str, Any], place: str, known: tuple[str, ...]) -> None:
    if unknown := [key for key in said if key not in known]:
        raise BadTrunkSettings(f"{place}: nobody knows {unknown[0][:60]!r}; it takes {', '.join(known)}")


def _is_near(address: str) -> bool:
    if address == "localhost":
        return True
    try:
        return ip_network(address).is_loopback
    except ValueError:
        return False
