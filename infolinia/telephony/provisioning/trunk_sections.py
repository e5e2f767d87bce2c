"""The sections of pjsip.conf for an office's trunks: every word was checked by `trunk_settings` before."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address

from infolinia.telephony.provisioning.trunk_settings import Tls, Trunk, TrunkSettings

Pairs = Iterable[tuple[str, str]]
LOOPBACK = ("127.0.0.0/8", "::1")
TRANSPORT_OF = {"udp": "udp", "tcp": "tcp", "tls": "tls"}
RETRY_SECONDS = "20"
REGISTERED_SECONDS = "600"


def transports(settings: TrunkSettings, *, bind: str) -> str:
    """Return the transports beside UDP that the trunks use; `bind` is the address that the line listens on."""
    used = {trunk.transport for trunk in settings.trunks}
    sections = []
    if "tcp" in used:
        sections.append(section("tcp", [("type", "transport"), ("protocol", "tcp"), ("bind", bind)]))
    if "tls" in used:
        sections.append(_tls(settings.tls, bind))
    return "\n\n".join(sections)


def trunks(settings: TrunkSettings, *, number: str) -> str:
    """Return every trunk's sections; `number` is the city's own, shown to whom we call."""
    return "\n\n".join(part for trunk in settings.trunks for part in _trunk(trunk, number))


def access_list(settings: TrunkSettings) -> str:
    """Return who may send SIP requests at all: this machine, the trunks' addresses, the networks of desk phones.

    A trunk known by its host name alone leaves the list open, because its address may change at any time.
    """
    known = [address for trunk in settings.trunks for address in (*trunk.addresses, *_own_address(trunk))]
    if any(not trunk.addresses and not _own_address(trunk) for trunk in settings.trunks):
        return "; A trunk has no fixed address: everybody may knock, and is asked for a password."
    permitted = list(dict.fromkeys([*LOOPBACK, *known, *settings.phones]))
    both = [("type", "acl"), ("deny", "0.0.0.0/0.0.0.0"), ("deny", "::/0")]
    return section("line", [*both, *(("permit", address) for address in permitted)])


def section(name: str, pairs: Pairs) -> str:
    """Return one section; a value that would end its line or begin a comment must never get here."""
    lines = [f"[{name}]"]
    for key, value in pairs:
        if any(sign in value for sign in "\r\n\0"):
            raise ValueError(f"{name}: {key} has a line's end in it")
        lines.append(f"{key} = {_escaped(value)}")
    return "\n".join(lines)


def _escaped(value: str) -> str:
    """Return the value as the engine's files want it: a semicolon would begin a comment."""
    return value.replace(";", "\\;")


def _tls(tls: Tls, bind: str) -> str:
    host = bind.rpartition(":")[0]
    pairs = [
        ("type", "transport"),
        ("protocol", "tls"),
        ("bind", f"{host}:{tls.port}"),
        ("method", "tlsv1_2"),
        ("verify_server", "yes"),
        ("ca_list_file", tls.authorities),
    ]
    own = [("cert_file", tls.certificate), ("priv_key_file", tls.key)] if tls.certificate else []
    return section("tls", [*pairs, *own])


def _trunk(trunk: Trunk, number: str) -> Iterator[str]:
    name, shown = trunk.endpoint, trunk.shown or number
    yield section(name, _endpoint(trunk, shown))
    yield section(
        name,
        [
            ("type", "aor"),
            ("contact", uri(trunk)),
            ("qualify_frequency", str(trunk.probe_seconds)),
            ("qualify_timeout", "3.0"),
        ],
    )
    if trunk.addresses:
        matches = [("match", address) for address in trunk.addresses]
        yield section(name, [("type", "identify"), ("endpoint", name), *matches])
    if trunk.user and trunk.password:
        account = [("username", trunk.user), ("password", trunk.password)]
        yield section(f"{name}-account", [("type", "auth"), ("auth_type", "userpass"), *account])
    if trunk.register:
        yield section(f"{name}-registration", _registration(trunk, number))


def _endpoint(trunk: Trunk, shown: str) -> Iterator[tuple[str, str]]:
    yield from (
        ("type", "endpoint"),
        ("context", "from-carrier"),
        ("transport", TRANSPORT_OF[trunk.transport]),
        ("allow", ",".join(("!all", *trunk.codecs))),
        ("aors", trunk.endpoint),
        ("language", "pl"),
        ("direct_media", "no"),
        ("rtp_symmetric", "yes"),
        ("dtmf_mode", "rfc4733"),
        ("rtp_timeout", "60"),
        ("rtp_timeout_hold", "1800"),
        ("from_user", trunk.user or shown),
        ("send_pai", "yes"),
        ("send_connected_line", "no"),  # a caller need not know by which account an adviser speaks
    )
    if trunk.srtp:
        yield from (("media_encryption", "sdes"), ("media_encryption_optimistic", "no"))
    if trunk.user and trunk.password:
        yield ("outbound_auth", f"{trunk.endpoint}-account")
    if trunk.user or trunk.register:
        yield ("from_domain", trunk.host)


def _registration(trunk: Trunk, number: str) -> Iterator[tuple[str, str]]:
    yield from (
        ("type", "registration"),
        ("transport", TRANSPORT_OF[trunk.transport]),
        ("outbound_auth", f"{trunk.endpoint}-account"),
        ("server_uri", uri(trunk)),
        ("client_uri", uri(trunk, user=trunk.user)),
        ("contact_user", number),
        ("expiration", REGISTERED_SECONDS),
        ("retry_interval", RETRY_SECONDS),
        ("forbidden_retry_interval", "300"),
        ("fatal_retry_interval", "300"),
        ("max_retries", "10000"),
        ("line", "yes"),
        ("endpoint", trunk.endpoint),
    )


def uri(trunk: Trunk, *, user: str = "") -> str:
    """Return the operator's address as SIP writes it."""
    host = f"[{trunk.host}]" if ":" in trunk.host else trunk.host
    where = f"{user}@{host}" if user else host
    return f"sip:{where}:{trunk.port}" + ("" if trunk.transport == "udp" else f";transport={trunk.transport}")


def _own_address(trunk: Trunk) -> tuple[str, ...]:
    try:
        return (str(ip_address(trunk.host)),)
    except ValueError:
        return ()
