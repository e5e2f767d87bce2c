"""Pages of old sites in their usual layouts, and hostile ones: read into parts or refused, never obeyed."""

from datetime import datetime
from time import perf_counter

import pytest

from infolinia.city.models import Staff, Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Edition
from infolinia.knowledge.operations import pages
from infolinia.knowledge.pages.cleaning import decoded
from infolinia.knowledge.pages.errors import BadPage
from infolinia.knowledge.pages.fetching import fetch_page
from infolinia.knowledge.pages.reading import read_page
from infolinia.knowledge.rules.page_card import Piece
from infolinia.knowledge.rules.page_headings import OWN, SKIP, SUMMARY
from tests.conftest import _person

HEADINGS = """<!doctype html><title>Meldunek | BIP</title><nav><a href=/>Start</a></nav><main><h1>Zameldowanie</h1>
<p>Jak się zameldować.<p>Dodatkowe zdanie.
<h2>Kto może złożyć wniosek</h2><p>Każdy, kto <b>mieszka</b>.<p>Także <a href="https://gov.pl/x">cudzoziemiec</a>.
<h3><button>Wymagane dokumenty</button></h3><ul><li>dowód<li>umowa</ul>
<h3>Opłaty</h3><table><tr><th>Za co<th>Ile</tr><tr><td>wpis</td><td>17 zł</td></tr></table>
<p><b>Termin:</b> od ręki<br><b>Podstawa prawna:</b> ustawa z 2010 r.</p>
<h2>Nasz poradnik</h2><p>Przyjdź rano.</p></main><footer>Stopka</footer>"""
NUMBERED_TABLE = """<body><table><tr><td><div id=x><h1>Prawo jazdy</h1><table>
<tr><td>1.</td><td>Podstawa prawna</td><td>Ustawa</td></tr>
<tr><td>2.</td><td><b>Wymagane dokumenty:</b></td><td><ol><li>wniosek</li><li>zdjęcie</li></ol></td></tr>
<tr><td>3.</td><td>Opłaty</td><td>podaje urząd</td></tr>
<tr><td>4.</td><td>Miejsce złożenia</td><td>stanowisko 3</td></tr>
<tr><td>5.</td><td>Coś osobnego</td><td>inna treść</td></tr>
<tr><td>6.</td><td>Tryb odwoławczy</td><td>14 dni</td></tr></table></div></td></tr></table>"""
DEFINITIONS = """<article><h1>Ślub</h1><dl><dt>Gdzie załatwić<dd>USC, parter<dt>Ile to kosztuje<dd>podaje urząd
<dt>Jak długo czekam<dd><p>miesiąc</p></dl><details><summary>Jak złożyć</summary><p>Przyjdźcie razem.</p>
</details></article>"""
BOLD_LIST = """<div id=content><h1>Wycinka</h1><ol><li><b>Kogo dotyczy</b><br>właściciel</li>
<li><b>Opłaty</b><br>bez opłat</li><li><b>Sposób załatwienia</b><p>Złóż zgłoszenie.</p></li></ol></div>"""


@pytest.mark.parametrize(
    ("html", "title", "found"),
    [
        (HEADINGS, "Zameldowanie", {SUMMARY: "Jak się zameldować.",
                                    "kto": "Każdy, kto **mieszka**.\n\nTakże [cudzoziemiec](https://gov.pl/x).",
                                    "oplaty": "| Za co | Ile |\n| --- | --- |\n| wpis | 17 zł |", "termin": "od ręki",
                                    "podstawa": "ustawa z 2010 r.", OWN: "Przyjdź rano."}),
        (NUMBERED_TABLE, "Prawo jazdy", {"podstawa": "Ustawa", "dokumenty": "1. wniosek\n2. zdjęcie",
                                         "oplaty": "podaje urząd", "gdzie": "stanowisko 3", OWN: "inna treść",
                                         "odwolanie": "14 dni"}),
        (DEFINITIONS, "Ślub", {"gdzie": "USC, parter", "oplaty": "podaje urząd", "termin": "miesiąc",
                               "jak": "Przyjdźcie razem."}),
        (BOLD_LIST, "Wycinka", {"kto": "właściciel", "oplaty": "bez opłat", "jak": "Złóż zgłoszenie."}),
    ],
)  # fmt: skip
def test_the_usual_layouts_are_read_into_sections(html: str, title: str, found: dict[str, str]) -> None:
    page = read_page(html)
    told = {part.target: part.text for part in page.parts}
    assert page.title == title
    assert {key: told.get(key) for key in found} == found


def test_what_has_no_heading_is_left_over_and_not_lost() -> None:
    page = read_page(HEADINGS)
    assert [(part.text, part.target) for part in page.left] == [("Dodatkowe zdanie.", SKIP)]


def test_scripts_styles_forms_trackers_and_menus_are_dropped() -> None:
    page = read_page(
        """<title>T</title><body><div class="cookie-banner">Ciasteczka</div><ul class="menu"><li>Menu</ul><h1>Karta</h1>
        <!-- uwaga --><script>kradnij()</script><style>p{}</style><iframe src=x></iframe><img src=//sledzi onerror=x()>
        <form action=/zle><input value=ukryte><select><option>wybór</select><p>Tekst w formularzu.</p></form>
        <p hidden>niewidoczne</p><p style="display: none">też niewidoczne</p><svg><text>obraz</text></svg>
        <h2>Opłaty</h2><p onclick="x()">17 zł <a href="javascript:x()">płać</a> <a href="//obcy.pl">tu</a>
        <a href="data:text/html,x">dane</a></p>"""
    )
    said = " ".join((page.title, *(f"{part.heading} {part.text}" for part in (*page.parts, *page.left))))
    for gone in ("kradnij", "sledzi", "ukryte", "wybór", "niewidoczne", "obraz", "Ciasteczka", "Menu", "javascript",
                 "onclick", "data:", "obcy", "uwaga", "p{}"):  # fmt: skip
        assert gone not in said, gone
    assert "Tekst w formularzu." in said and "17 zł płać tu" in said


def test_html_written_as_text_stays_text_on_the_card(publish: object) -> None:
    page = read_page("<h1>K</h1><h2>Opłaty</h2><p>&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:y) *a*</p>")
    from_page = page.parts[0].text
    publish("a", "A", sections={"oplaty": from_page})  # type: ignore[operator]
    view = queries.card("a")
    assert view is not None and "<script" not in view.sections[0].html and "href" not in view.sections[0].html


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<div>" * 500 + "x", "zagnieżdżona"),
        ("<b>" * 15_000, "znaczników|zagnieżdżona"),
        ("<p>a" * 30_000, "znaczników"),
        ("x" * 3_000_001, "za duża"),
        ("<p>" + "słowo " * 60_000, "za dużo tekstu"),
        ("", "nie ma tekstu"),
        ("<script>x</script><img src=y>", "nie ma tekstu"),
        ("<!-- " * 3_000 + "-->", "nie ma tekstu"),
        ("<div hidden>tajne</div>", "nie ma tekstu"),
        ("<!--" * 19_000 + "x" * 2_000_000, "nie ma tekstu"),
        (("<script>" + "x" * 100) * 19_000, "nie ma tekstu"),
        ("<div><p>" * 9_000, "zagnieżdżona"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_with_a_reason(html: str, why: str) -> None:
    started = perf_counter()
    with pytest.raises(BadPage, match=why):
        read_page(html)
    assert perf_counter() - started < 8


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>zażółć".encode(), "<p>zażółć"),
        (b"\xef\xbb\xbf" + "<p>ż".encode(), "<p>ż"),
        ('<meta charset="windows-1250"><p>śnieg'.encode("cp1250"), "śnieg"),
        ('<meta http-equiv=x content="text/html; charset=iso-8859-2"><p>śnieg'.encode("iso8859-2"), "śnieg"),
        ("<p>śnieg bez nazwy kodowania".encode("cp1250"), "śnieg"),
        ("<p>śnieg".encode("utf-16"), "śnieg"),
        (b'<meta charset="zlib"><p>ok', "ok"),
    ],
)
def test_the_coding_of_an_old_page_is_found(data: bytes, text: str) -> None:
    assert text in decoded(data)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00", b"%PDF-1.7\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"x" * 3_000_001]
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(BadPage):
        decoded(data)


@pytest.mark.django_db
def test_a_page_becomes_a_draft_and_is_not_published(at: datetime, lamps: Unit) -> None:
    ewa = _person("redaktor", "Ewa Molo", "editor")
    edition_id = pages.draft_page(
        pieces=[Piece("kto", "Kto może", "Każdy."), Piece(SKIP, "", "Menu")], code="z-strony", title="Ze strony",
        subject="transport-i-drogi", unit="zdiz-oswietlenie", source="Strona: a.html", by_id=ewa.pk, at=at,
    )  # fmt: skip
    draft = Edition.objects.get(pk=edition_id)
    assert (draft.state, draft.card.code, draft.sources) == ("draft", "z-strony", ["Strona: a.html"])
    assert queries.card("z-strony") is None
    with pytest.raises(operations.CannotStart):
        pages.draft_page(pieces=[], code="z-strony", title="Znów", subject="", unit="", source="", by_id=ewa.pk, at=at)


@pytest.mark.parametrize(
    ("code", "title", "unit", "why"),
    [("Zły kod", "T", "", "code"), ("a", "", "", "title"), ("a", "T", "mars", "komórki")],
)
@pytest.mark.django_db
def test_a_page_that_makes_no_card_is_refused_and_leaves_nothing(
    code: str, title: str, unit: str, why: str, at: datetime
) -> None:
    ewa: Staff = _person("redaktor", "Ewa Molo", "editor")
    with pytest.raises(pages.CannotTakePage, match=why):
        pages.draft_page(pieces=[], code=code, title=title, subject="", unit=unit, source="", by_id=ewa.pk, at=at)
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "url",
    ["http://stary.example.org/a", "https://inny.example.org/", "https://stary.example.org:8443/", "ftp://stary.example.org",
     "https://stary.example.org@zly.pl/", "https://u:p@stary.example.org/", "file:///etc/passwd", "nic", "https://[::1"],
)  # fmt: skip
def test_only_named_hosts_are_asked_and_only_over_https(url: str) -> None:
    with pytest.raises(BadPage):
        fetch_page(url, hosts=["stary.example.org"])


def test_a_named_host_that_lies_inside_the_network_is_not_asked() -> None:
    with pytest.raises(BadPage, match="nie wolno"):
        fetch_page("https://localhost/", hosts=["localhost"])
