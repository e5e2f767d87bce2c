"""Every variable of the environment that the product reads, with its default and its check."""

import os
import re
import secrets
import socket
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psutil

from infolinia.correspondence.rules import edelivery

ROOT = Path(__file__).resolve().parents[2]
# In the clear, encrypted after a greeting in the clear (RFC 3207), and encrypted from the first byte (RFC 8314).
MAILBOXES = ("imaps", "imap+starttls", "pop3s", "pop3+starttls", "maildir")
SMTP_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}

EDELIVERY = (
    "address", "system", "api_url", "token_url", "audience", "key_file", "certificate_file", "authorities_file",
)  # fmt: skip


class BadEnvironment(Exception):
    """A variable is missing or wrong; the text names it and says what it takes."""


@dataclass(frozen=True)
class Environment:
    """The settings of one installation, as its administrator gave them."""

    profile: str
    state: Path
    secret_key: str
    database: dict[str, Any]
    port: int
    sip_port: int
    carrier: str
    public_url: str
    live_url: str
    map_style: str
    https: bool
    allowed_hosts: list[str]
    trusted_origins: list[str]
    static_storage: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_scheme: str
    mail_from: str
    mailboxes: list[str]
    mailbox_addresses: list[str]
    letter_receipts: bool
    sms_countries: list[str]
    sms_secrets: dict[str, str]
    sms_demo_url: str
    city_name: str
    city_phone: str
    line_always_open: bool
    check_links: bool
    page_hosts: list[str]
    login_limit: str
    ring_seconds: int
    standby: bool
    parts: list[str]
    bind: str
    web_threads: int
    keep_months: dict[str, int]
    letter_sender: list[str]
    print_hour: int | None
    post_room: str
    edelivery: dict[str, str]
    ezd: dict[str, str]

    @property
    def demo(self) -> bool:
        """Whether invented people and accounts may be loaded."""
        return self.profile == "demo"


def port_number(name: str, default: int) -> int:
    """Return the port that a variable gives; raises `BadEnvironment` when it is none."""
    text = os.environ.get(name, str(default))
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadEnvironment(f"{name}={text!r} is not a port between 1 and 65535")
    return int(text)


def _address(name: str, default: str) -> str:
    text = os.environ.get(name, default)
    try:
        return str(ip_address(text))
    except ValueError:
        raise BadEnvironment(f"{name}={text!r} is not an IP address") from None


def _count(name: str, default: int, most: int = 64) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdigit() or not 0 < int(text) <= most:
        raise BadEnvironment(f"{name}={text!r} is not a number between 1 and {most}")
    return int(text)


def _keep_months() -> dict[str, int]:
    """Return for how many months each kind of data is kept; residents read it on the page about their data."""
    return {
        "calls": _count("INFOLINIA_KEEP_CALLS", 12, 600),
        "matters": _count("INFOLINIA_KEEP_MATTERS", 60, 600),
        "readings": _count("INFOLINIA_KEEP_READINGS", 24, 600),
    }


def _sms_countries() -> list[str]:
    """Return the calling codes of the countries to which text messages may go; others cost dear and tempt fraud."""
    codes = [code.strip().lstrip("+") for code in os.environ.get("INFOLINIA_SMS_COUNTRIES", "48").split(",")]
    if bad := [code for code in codes if not re.fullmatch(r"[1-9][0-9]{0,2}", code)]:
        raise BadEnvironment(f"INFOLINIA_SMS_COUNTRIES: {bad[0]!r} is not a country's calling code")
    return codes


def _ezd() -> dict[str, str]:
    """Return how to reach the office's EZD; without its address nothing goes there."""
    told = {name: os.environ.get(f"INFOLINIA_EZD_{name.upper()}", "").strip() for name in ("url", "key", "units")}
    if told["url"]:
        _url("INFOLINIA_EZD_URL", "", "https", "http")
    return told


def _sms_secrets() -> dict[str, str]:
    """Return the secret of each provider of text messages: INFOLINIA_SMS_SECRET_ABC is that of `abc`."""
    prefix = "INFOLINIA_SMS_SECRET_"
    named = {name.removeprefix(prefix): value for name, value in os.environ.items() if name.startswith(prefix)}
    return {name.lower().replace("_", "-"): value for name, value in named.items()}


def _edelivery() -> dict[str, str]:
    """Return how to reach the operator of e-Doręczenia; without an address of ours the way is off."""
    told = {name: os.environ.get(f"INFOLINIA_EDELIVERY_{name.upper()}", "").strip() for name in EDELIVERY}
    if told["address"] and edelivery.address(told["address"]) is None:
        raise BadEnvironment("INFOLINIA_EDELIVERY_ADDRESS must look like AE:PL-12345-67890-ABCDE-12")
    for name in ("api_url", "token_url"):
        if told["address"]:
            _url(f"INFOLINIA_EDELIVERY_{name.upper()}", "", "https")
    return told


def _hour(name: str, default: str) -> int | None:
    """Return an hour of the day, or None for `off`."""
    text = os.environ.get(name, default)
    if text == "off":
        return None
    if not text.isdigit() or int(text) > 23:
        raise BadEnvironment(f"{name}={text!r} is neither an hour from 0 to 23 nor off")
    return int(text)


def _hosts(name: str) -> list[str]:
    """Return the host names that a variable lists, separated by commas."""
    hosts = [host.strip().lower() for host in os.environ.get(name, "").split(",") if host.strip()]
    if bad := [host for host in hosts if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host)]:
        raise BadEnvironment(f"{name}: {bad[0]!r} is not a host name")
    return hosts


def _phone(name: str, default: str) -> str:
    text = os.environ.get(name, default)
    if not re.fullmatch(r"[0-9]{3,15}", text):
        raise BadEnvironment(f"{name}={text!r} is not a telephone number: digits only, as dialled at home")
    return text


def _url(name: str, default: str, *schemes: str) -> str:
    """Return an address whose scheme is one of these; the value is not repeated, because it may hold a password."""
    text = os.environ.get(name, default)
    try:
        parts = urlsplit(text)
        is_good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        raise BadEnvironment(f"{name} must look like {schemes[0]}://host:port")
    return text


def _mailboxes(default: str) -> list[str]:
    """Return the mailboxes to read, separated by spaces; a password never crosses a network in the clear."""
    found = os.environ.get("INFOLINIA_MAILBOXES", default).split()
    for text in found:
        parts = urlsplit(text)
        is_near = parts.hostname in ("localhost", "127.0.0.1", "::1")
        is_good = parts.scheme in MAILBOXES or (parts.scheme in ("imap", "pop3") and is_near)
        if not is_good or not (parts.path if parts.scheme == "maildir" else parts.hostname):
            wanted = "imaps://user:password@host/INBOX, pop3s://user:password@host or maildir:///path"
            raise BadEnvironment(f"INFOLINIA_MAILBOXES: each must look like {wanted}")
    return found


def _state() -> Path:
    return Path(os.environ.get("INFOLINIA_STATE", ROOT / "var")).resolve()


def own_names() -> list[str]:
    """Return the names and addresses of this machine, under which a demo answers.

    Any other name may be a stranger's page that points at this machine (DNS rebinding).
    """
    name = socket.gethostname().lower()
    addresses = {one.address.partition("%")[0] for found in psutil.net_if_addrs().values() for one in found}
    numbers = [address for address in sorted(addresses) if _is_address(address)]
    return ["localhost", name, f"{name}.local", *(f"[{one}]" if ":" in one else one for one in numbers)]


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False


def _secret(state: Path, profile: str) -> str:
    """Return the secret key: given, or kept in the state folder by its owner alone (demo only)."""
    given = os.environ.get("INFOLINIA_SECRET_KEY", "")
    if given:
        if profile == "production" and len(given) < 50:
            raise BadEnvironment("INFOLINIA_SECRET_KEY must have at least 50 characters in production")
        return given
    if profile == "production":
        raise BadEnvironment("INFOLINIA_SECRET_KEY is not set; production does not start with a default secret")
    path = state / "secret_key"
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(60))
        draft.replace(path)
    return path.read_text()


def database_settings(url: str) -> dict[str, Any]:
    """Return Django's database settings for a `postgresql://user:password@host:port/name` address."""
    parts = urlsplit(url)
    try:
        is_good = parts.scheme in ("postgres", "postgresql") and parts.path.strip("/") != "" and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        raise BadEnvironment("DATABASE_URL must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or 5432,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},
    }


def _database(state: Path) -> dict[str, Any]:
    url = os.environ.get("DATABASE_URL", "")
    if not url and (state / "database_url").exists():
        url = (state / "database_url").read_text().strip()
    return database_settings(url or "postgresql://infolinia@127.0.0.1:5432/infolinia")


@cache
def environment() -> Environment:
    """Read the environment once; raises `BadEnvironment` with the variable's name."""
    get = os.environ.get
    profile = get("INFOLINIA_PROFILE", "demo")
    if profile not in ("demo", "production"):
        raise BadEnvironment(f"INFOLINIA_PROFILE={profile!r}: it takes demo or production")
    state = _state()
    port = port_number("INFOLINIA_PORT", 8000)
    public_url = _url("INFOLINIA_PUBLIC_URL", f"http://localhost:{port}", "https", "http").rstrip("/")
    smtp = urlsplit(_url("INFOLINIA_SMTP_URL", "smtp://127.0.0.1:2525", *SMTP_PORTS))
    hosts = [host for host in get("INFOLINIA_HOSTS", "").split(",") if host]
    return Environment(
        profile=profile,
        state=state,
        secret_key=_secret(state, profile),
        database=_database(state),
        port=port,
        sip_port=port_number("INFOLINIA_SIP_PORT", 5060),
        carrier=_address("INFOLINIA_CARRIER", "127.0.0.2"),
        public_url=public_url,
        live_url=get("INFOLINIA_LIVE_URL", ""),
        map_style=_url("INFOLINIA_MAP_STYLE", "", "https", "http") if get("INFOLINIA_MAP_STYLE", "") else "",
        https=public_url.startswith("https:"),
        allowed_hosts=[urlsplit(public_url).hostname or "", *(hosts or (own_names() if profile == "demo" else []))],
        trusted_origins=[public_url],
        static_storage=get("INFOLINIA_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage"),
        smtp_host=smtp.hostname or "127.0.0.1",
        smtp_port=smtp.port or SMTP_PORTS[smtp.scheme],
        smtp_user=unquote(smtp.username or ""),
        smtp_password=unquote(smtp.password or ""),
        smtp_scheme=smtp.scheme,
        mail_from=get("INFOLINIA_MAIL_FROM", "Infolinia Gdynia <infolinia@example.org>"),
        mailboxes=_mailboxes(f"maildir://{quote(str(state / 'skrzynka'))}" if profile == "demo" else ""),
        mailbox_addresses=[one.strip().lower() for one in get("INFOLINIA_MAILBOX_ADDRESSES", "").split(",") if one],
        letter_receipts=get("INFOLINIA_LETTER_RECEIPTS", "on") == "on",
        sms_countries=_sms_countries(),
        sms_secrets=_sms_secrets(),
        sms_demo_url=get("INFOLINIA_SMS_DEMO_URL", "") if profile == "demo" else "",
        city_name=get("INFOLINIA_CITY", "Gdynia"),
        city_phone=_phone("INFOLINIA_NUMBER", "586262626"),
        line_always_open=get("INFOLINIA_OPEN", "always" if profile == "demo" else "") == "always",
        page_hosts=_hosts("INFOLINIA_PAGE_HOSTS"),
        check_links=get("INFOLINIA_CHECK_LINKS", "" if profile == "demo" else "on") == "on",
        login_limit=get("INFOLINIA_LOGIN_LIMIT", "10/m/ip,5/5m/key"),
        ring_seconds=port_number("INFOLINIA_RING_SECONDS", 20),
        standby=get("INFOLINIA_STANDBY", "") == "on",
        parts=[name for name in get("INFOLINIA_PARTS", "").split(",") if name],
        bind=_address("INFOLINIA_BIND", "127.0.0.1"),
        web_threads=_count("INFOLINIA_WEB_THREADS", 6),
        keep_months=_keep_months(),
        letter_sender=[line.strip() for line in get("INFOLINIA_LETTER_SENDER", "Infolinia miasta").split("|")],
        print_hour=_hour("INFOLINIA_PRINT_HOUR", "7"),
        post_room=get("INFOLINIA_POST_ROOM", "kancelaria"),
        edelivery=_edelivery(),
        ezd=_ezd(),
    )
