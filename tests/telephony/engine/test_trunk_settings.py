"""What an office may write in `trunks.toml`, and that nothing of it can become another line of the engine's files."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from infolinia.telephony.provisioning.trunk_sections import access_list, section, trunks
from infolinia.telephony.provisioning.trunk_settings import (
    BadTrunkSettings,
    TrunkSettings,
    parse_trunk_settings,
    read_trunk_settings,
)
from infolinia.telephony.rules.guard import DAY, HOUR, Limit, Limits, Tried, judge
from infolinia.telephony.rules.numbers import Kind
from tests.conftest import TUESDAY

BY_ADDRESS = '[[trunk]]\nname = "north"\nhost = "192.0.2.10"\naddresses = ["192.0.2.10", "192.0.2.16/28"]\n'
BY_NAME = '[[trunk]]\nname = "south"\nhost = "sip.example.org"\nregister = true\nuser = "58"\npassword = "a;b=>c"\n'


def told(text: str) -> TrunkSettings:
    return parse_trunk_settings(tomllib.loads(text))


def test_without_a_file_there_is_one_trunk_known_by_its_address(tmp_path: Path) -> None:
    (only,) = read_trunk_settings(tmp_path, carrier="192.0.2.10").trunks
    assert (only.endpoint, only.host, only.addresses, only.probe_seconds) == (
        "carrier",
        "192.0.2.10",
        ("192.0.2.10",),
        30,
    )
    (near,) = read_trunk_settings(tmp_path, carrier="127.0.0.2").trunks
    assert near.probe_seconds == 0, "a trial has nobody who would answer probes"


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trunks.toml").write_text(BY_NAME)
    (tmp_path / "trunks.toml").chmod(0o640)
    with pytest.raises(BadTrunkSettings, match="chmod 600"):
        read_trunk_settings(tmp_path, carrier="127.0.0.2")


def test_a_file_that_is_named_and_missing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFOLINIA_TRUNKS", str(tmp_path / "elsewhere.toml"))
    with pytest.raises(BadTrunkSettings, match="is not there"):
        read_trunk_settings(tmp_path, carrier="127.0.0.2")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "one to 9 tables"),
        (BY_ADDRESS + "codec = []\n", "nobody knows 'codec'"),
        (BY_ADDRESS.replace("north", "North"), "name takes small letters"),
        (BY_ADDRESS.replace("north", "a]\\n[evil"), "name takes"),
        (BY_ADDRESS.replace('"192.0.2.10"\n', '"192.0.2.10\\ntype=identify"\n'), "host takes"),
        (BY_ADDRESS.replace("192.0.2.16/28", "0.0.0.0/0\\nmatch=x"), "addresses takes"),
        (BY_ADDRESS.replace("192.0.2.16/28", "example.org"), "addresses takes"),
        (BY_NAME.replace("a;b=>c", "a\\nb"), "password takes"),
        (BY_NAME.replace("a;b=>c", "hasło"), "password takes"),
        (BY_NAME.replace('"58"', '"58@evil>"'), "user takes"),
        (BY_NAME.replace('password = "a;b=>c"\n', ""), "needs user and password"),
        (BY_NAME.replace("register = true\n", ""), "addresses takes those"),
        (BY_ADDRESS + "srtp = true\n", 'srtp needs transport = "tls"'),
        (BY_ADDRESS + 'transport = "tls"\n', "needs certificate and key"),
        (BY_ADDRESS + 'transport = "sctp"\n', "transport takes udp, tcp, tls"),
        (BY_ADDRESS + 'codecs = ["g729"]\n', "codecs takes alaw"),
        (BY_ADDRESS + 'shown = "586262626;x"\n', "shown takes digits"),
        (BY_ADDRESS + "port = 0\n", "port takes a number from 1"),
        (BY_ADDRESS + "port = true\n", "port takes a number from 1"),
        (BY_ADDRESS + 'register = "yes"\n', "register takes true or false"),
        (BY_ADDRESS + BY_ADDRESS, "one name"),
        (BY_ADDRESS + '[outgoing]\nabroad = ["49"]\n', "abroad takes prefixes"),
        (BY_ADDRESS + '[outgoing]\nabroad = ["+"]\n', "abroad takes prefixes"),
        (BY_ADDRESS + '[outgoing]\nshort = ["112233445566"]\n', "short takes short numbers"),
        (BY_ADDRESS + "[outgoing]\nper_hour = -1\n", "per_hour takes"),
        (BY_ADDRESS + "[outgoing.per_day_of]\npremium = 5\n", "nobody knows 'premium'"),
        (BY_ADDRESS + '[phones]\nnetworks = ["10.0.0.1/8"]\n', "networks takes addresses"),
        (BY_ADDRESS + '[tls]\ncertificate = "/tmp/none.crt"\n', "go together"),
        (BY_ADDRESS + '[tls]\nauthorities = "/nowhere/ca.crt"\n', "there is no file"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(BadTrunkSettings, match=message.replace("[", r"\[")):
        told(text)


def test_a_password_is_never_repeated_in_a_message() -> None:
    with pytest.raises(BadTrunkSettings) as caught:
        told(BY_NAME.replace("a;b=>c", "tajne haslo"))
    assert "tajne" not in str(caught.value)


def test_a_semicolon_begins_no_comment_and_every_trunk_gets_its_sections() -> None:
    settings = told(BY_ADDRESS + BY_NAME)
    text = trunks(settings, number="586262626")
    assert "password = a\\;b=>c" in text
    assert text.count("[carrier-south]") == 2, "endpoint and address of record"
    assert text.count("[carrier-north]") == 3, "known by its address besides"
    assert "match = 192.0.2.16/28" in text
    assert "server_uri = sip:sip.example.org:5060" in text
    assert "client_uri = sip:58@sip.example.org:5060" in text


@pytest.mark.parametrize("value", ["a\nb", "a\rb", "a\0b"])
def test_no_value_ends_its_line_whatever_was_checked_before(value: str) -> None:
    with pytest.raises(ValueError, match="line's end"):
        section("x", [("key", value)])


def test_only_operators_and_the_offices_own_phones_may_knock() -> None:
    lines = access_list(told(BY_ADDRESS + '[phones]\nnetworks = ["10.20.0.0/16"]\n')).splitlines()
    permitted = [line.partition(" = ")[2] for line in lines if line.startswith("permit")]
    assert permitted == ["127.0.0.0/8", "::1", "192.0.2.10", "192.0.2.16/28", "10.20.0.0/16"]
    assert [line for line in lines if line.startswith("deny")] == ["deny = 0.0.0.0/0.0.0.0", "deny = ::/0"]


def test_a_trunk_without_a_fixed_address_leaves_the_list_open() -> None:
    assert "deny" not in access_list(told(BY_ADDRESS + BY_NAME))


def test_an_offices_limits_and_prefixes_are_kept() -> None:
    said = told(BY_ADDRESS + '[outgoing]\nabroad = ["+49"]\nper_hour = 7\n[outgoing.per_day_of]\nmobile = 3\n')
    assert said.allowed.abroad == ("+49",)
    assert said.limits.per_hour == 7
    assert said.limits.per_day_of[Kind.MOBILE] == 3
    assert said.limits.per_day_of[Kind.ABROAD] == Limits().per_day_of[Kind.ABROAD], "the usual limit stays"


TEN = [Tried(TUESDAY - HOUR / 20 * number, Kind.MOBILE) for number in range(10)]
LONG_AGO = [Tried(TUESDAY - DAY, Kind.MOBILE)] * 100


@pytest.mark.parametrize(
    ("limits", "now_out", "broken", "near"),
    [
        (Limits(), 0, None, ()),
        (Limits(at_once=5), 5, Limit.AT_ONCE, (Limit.AT_ONCE,)),
        (Limits(at_once=5), 4, None, (Limit.AT_ONCE,)),
        (Limits(per_hour=10), 0, Limit.PER_HOUR, (Limit.PER_HOUR,)),
        (Limits(per_hour=12), 0, None, (Limit.PER_HOUR,)),
        (Limits(per_hour=20), 0, None, ()),
        (Limits(per_day=10), 0, Limit.PER_DAY, (Limit.PER_DAY,)),
        (Limits(per_day_of={Kind.MOBILE: 10}), 0, Limit.PER_DAY_OF_KIND, (Limit.PER_DAY_OF_KIND,)),
        (Limits(per_day_of={Kind.LANDLINE: 1}), 0, None, ()),
        (Limits(at_once=0), 0, Limit.AT_ONCE, (Limit.AT_ONCE,)),
    ],
)
def test_the_guard(limits: Limits, now_out: int, broken: Limit | None, near: tuple[Limit, ...]) -> None:
    verdict = judge(limits, TEN + LONG_AGO, now_out=now_out, kind=Kind.MOBILE, at=TUESDAY)
    assert (verdict.broken, verdict.near) == (broken, near)


def test_names_in_messages_are_short(tmp_path: Path) -> None:
    said: dict[str, Any] = {"trunk": [{"x" * 10_000: 1}]}
    with pytest.raises(BadTrunkSettings) as caught:
        parse_trunk_settings(said)
    assert len(str(caught.value)) < 500
