"""The example of a proxy: it lets through what pages promise to take, and keeps no address that is a key."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from infolinia.city.rules import street_file
from infolinia.knowledge.pdf import checking
from infolinia.matters.rules import files
from infolinia.telephony.prompts import own
from infolinia.web.partners import importing

CONF = Path(__file__).parents[2] / "deploy/nginx/infolinia.conf"
ROOM_FOR_FIELDS = 512 * 1024
KEYS = {"token", "secret", "signed"}


@pytest.fixture(scope="module")
def conf() -> str:
    """The file, without its comments."""
    return re.sub(r"#.*", "", CONF.read_text())


def addresses_that_are_keys(found: list[Any] | None = None, before: str = "/") -> list[str]:
    """Return every address that opens something to whoever has it, with a key in its place."""
    made: list[str] = []
    for one in get_resolver().url_patterns if found is None else found:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            made += addresses_that_are_keys(one.url_patterns, path)
        elif isinstance(one, URLPattern) and KEYS & set(one.pattern.converters):
            made.append(re.sub(r"<[^>]+>", "geheim-09", path))
    return made


@pytest.mark.parametrize(
    ("what", "size"),
    [
        ("files of a matter", files.MOST_BYTES_AT_ONCE),
        ("a program's import", importing.LARGEST),
        ("a form as PDF", checking.LARGEST),
        ("an announcement", own.LARGEST),
        ("a register of streets", street_file.LARGEST),
    ],
)
def test_the_proxy_lets_through(conf: str, what: str, size: int) -> None:
    limits = [int(each) * 1024 * 1024 for each in re.findall(r"client_max_body_size\s+(\d+)m;", conf)]
    assert limits, "without a line nginx takes one megabyte"
    assert min(limits) >= size + ROOM_FOR_FIELDS


def test_no_log_keeps_an_address_that_is_a_key(conf: str) -> None:
    said = re.search(r'map \$uri \$infolinia_said \{.*?"~(\S+)" "\$\{infolinia_page\}…";', conf, re.DOTALL)
    place = re.search(r"location ~ (\S+/) \{([^}]*)\}", conf)
    assert said
    assert place
    assert "error_log /dev/null" in place[2]
    assert "limit_req zone=" in place[2]
    assert "$infolinia_said" in conf
    assert not re.search(r"log_format[^;]*\$(uri|request|request_uri)\b", conf)
    mask = re.compile(said[1].replace("(?<", "(?P<"))
    keys = addresses_that_are_keys()
    assert len(keys) >= 7
    for address in keys:
        found = mask.match(address)
        assert found, address
        assert "geheim" not in found["infolinia_page"], address
        assert re.match(place[1], address), address
    assert not mask.match("/sprawdz")
    assert not mask.match("/skrzynka/zdiz-utrzymanie/kalendarz")
