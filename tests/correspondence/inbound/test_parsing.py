"""Letters taken apart: what people read of them, and that nothing hostile gets through or brings us down."""

import random
import time
from email.message import EmailMessage

import pytest

from infolinia.correspondence.rules.parsing import parse
from infolinia.correspondence.rules.plain_text import from_html, plain_subject, tidy, without_quote
from tests.correspondence.inbound import letters


def test_a_simple_letter_is_read_whole() -> None:
    told = parse(letters.plain().as_bytes())
    assert (told.sender, told.sender_name) == (letters.HALINA, "Halina Zatoka")
    assert (told.subject, told.message_id) == ("Odbiór śmieci", "<list.1@poczta.example.org>")
    assert told.text == "Dzień dobry, kiedy odbiór śmieci na Świętojańskiej?"
    assert told.sent_at == letters.WRITTEN
    assert told.recipients == (letters.OURS,)


def test_of_two_forms_of_a_text_the_plain_one_is_shown() -> None:
    mail = letters.plain("Zwykły tekst")
    mail.add_alternative("<p>Strona <script>alert(1)</script></p>", subtype="html")
    told = parse(mail.as_bytes())
    assert (told.text, told.parts) == ("Zwykły tekst", ())


def test_a_page_alone_becomes_text() -> None:
    mail = EmailMessage()
    mail["From"] = letters.HALINA
    mail.set_content("<style>p{}</style><p>Dzień&nbsp;dobry</p><div>Nie ma <b>prądu</b></div>", subtype="html")
    assert parse(mail.as_bytes()).text == "Dzień dobry\n\nNie ma prądu"


PAGES = {
    "a script says nothing": ("a<script>zle()</script>b", "ab"),
    "what is hidden is not read": ('x<span style="display:none">ukryte</span>y', "xy"),
    "an address that lies is shown": (
        '<a href="http://zly.example.org/a">www.gdynia.pl</a>',
        "www.gdynia.pl <http://zly.example.org/a>",
    ),
    "an honest address is not repeated": (
        '<a href="https://example.org/">https://example.org</a>',
        "https://example.org",
    ),
    "a list keeps its points": ("<ul><li>raz</li><li>dwa</li></ul>", "– raz\n\n– dwa"),
    "what is not closed ends": ("<style>wszystko dalej", ""),
    "small letters are letters": ('<p style="font-size:0.9em">Dzień dobry</p>', "Dzień dobry"),
    "letters of no size are hidden": ('a<span style="font-size: 0px">b</span>c', "ac"),
    "a head without an end ends at the body": ("<head><title>T</title><body>Dzień dobry", "Dzień dobry"),
    "a head without an end ends at the first words' tag": ("<head><meta charset=utf-8><p>Dzień dobry", "Dzień dobry"),
    "a hidden paragraph ends at the next": ("<p hidden>zapowiedź<p>Dzień dobry", "Dzień dobry"),
    "a hidden paragraph ends with what it stands in": ("<div><p hidden>x</div>Dzień dobry", "Dzień dobry"),
    "a page that hides everything is read": ('<div style="display:none">Dzień dobry</div>', "Dzień dobry"),
    "a broken page is read as far as it goes": ("ala <b ma <<>", "ala"),
}


@pytest.mark.parametrize(("page", "text"), PAGES.values(), ids=PAGES)
def test_pages_become_text(page: str, text: str) -> None:
    assert from_html(page) == text


QUOTES = {
    "Gmail in Polish": (
        "Dziękuję!\n\npt., 20 lis 2026 o 10:00 Infolinia <i@example.org> napisał(a):\n> stare",
        "Dziękuję!",
    ),
    "Gmail in English": (
        "Thank you\n\nOn Fri, 20 Nov 2026 at 10:00 Infolinia <i@b.example> wrote:\n> old",
        "Thank you",
    ),
    "Thunderbird": ("Tak.\n\nW dniu 20.11.2026 o 10:00, Infolinia pisze:\n> stare", "Tak."),
    "Outlook": ("Zgoda.\n\nOd: Infolinia\nWysłano: piątek\nDo: Halina\nTemat: x\n\nstare", "Zgoda."),
    "Outlook with a line": ("Zgoda.\n\n________________________________\nOd: Infolinia\nstare", "Zgoda."),
    "marks alone": ("Dobrze\n\n> stare\n> słowa", "Dobrze"),
    "answers between the lines stay": (
        "W dniu 20.11.2026 o 10:00, Infolinia pisze:\n> raz\nodpowiedź\n> dwa\ntak",
        None,
    ),
    "a sentence that only begins so stays": ("W dniu 20 listopada byłam u Państwa.\nProszę o pomoc.", None),
    "a letter that is all quotation stays": ("> tylko cytat", None),
}


@pytest.mark.parametrize(("text", "fresh"), QUOTES.values(), ids=QUOTES)
def test_a_quotation_is_put_away_and_nothing_else(text: str, fresh: str | None) -> None:
    told, quoted = without_quote(text)
    assert told == (text if fresh is None else fresh)
    assert bool(quoted) == (fresh is not None)


def test_marks_that_turn_letters_round_go() -> None:
    assert tidy("faktura\u202egpj.exe\x00\u200b ok\r\nx") == "fakturagpj.exe ok\nx"


@pytest.mark.parametrize("subject", ["Re: Odp: Śmieci", "RE: re[2]: Śmieci", "Fwd:  Śmieci", "ODP:Śmieci"])
def test_answers_share_a_subject(subject: str) -> None:
    assert plain_subject(subject) == "Śmieci"


def test_a_letter_inside_a_letter_becomes_a_text_and_keeps_its_files() -> None:
    outer = letters.plain("Przesyłam dalej")
    outer.add_attachment(letters.with_file("zdjecie.png", b"\x89PNG\r\n\x1a\nxx", "image/png", Subject="Dziura"))
    told = parse(outer.as_bytes())
    assert told.text == "Przesyłam dalej"
    assert [part.name for part in told.parts] == ["Dziura.txt", "zdjecie.png"]
    assert "Świętojańskiej" in told.parts[0].content.decode()


def test_a_tree_without_end_is_cut_off_and_that_is_said() -> None:
    mail = letters.plain("dno")
    for level in range(40):
        outer = letters.plain(f"poziom {level}")
        outer.add_attachment(mail)
        mail = outer
    told = parse(mail.as_bytes())
    assert told.text == "poziom 39"
    assert told.defects == ("cut_off",)


def test_a_thousand_parts_do_not_stop_us() -> None:
    mail = letters.plain("dużo")
    for number in range(1000):
        mail.add_attachment(b"x", maintype="text", subtype="x", filename=f"{number}.txt")
    told = parse(mail.as_bytes())
    assert told.text == "dużo"
    assert len(told.parts) < 100


BROKEN = {
    "nothing": b"",
    "not a letter": b"\x00\xff\xfe\x01" * 50,
    "a set that is none": b"Content-Type: text/plain; charset=klingon\r\n\r\nza\xc5\xbc\xc3\xb3\xc5\x82\xc4\x87",
    "a set that lies": "Content-Type: text/plain; charset=us-ascii\r\n\r\nzażółć".encode(),
    "base64 that is none": b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!nie base64!!!",
    "a boundary that never comes": b'Content-Type: multipart/mixed; boundary="x"\r\n\r\ntekst',
    "no boundary at all": b"Content-Type: multipart/mixed\r\n\r\ntekst",
    "a broken encoded word": b"Subject: =?utf-8?B?za?= =?x?Q?\xff?=\r\n\r\ntekst",
    "a date that is none": b"Date: jutro\r\nFrom: a@b.example.org\r\n\r\ntekst",
    "an address that is none": b'From: <<<@@@>>> "\r\n\r\ntekst',
    "a lone surrogate": "Subject: \udcff\r\n\r\ntekst".encode("utf-8", "surrogatepass"),
    "a name with a star that is broken": b"Content-Type: text/plain; name*0*=x'%; name*1=y\r\n\r\ntekst",
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN)
def test_a_broken_letter_is_still_a_letter(raw: bytes) -> None:
    told = parse(raw)
    for text in (told.subject, told.text, told.sender, told.sender_name, *(part.name for part in told.parts)):
        text.encode()  # the database takes it
        assert "\0" not in text


def test_old_polish_mail_is_read() -> None:
    raw = b"From: a@example.org\r\nContent-Type: text/plain\r\n\r\nza\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9"
    assert parse(raw).text == "zażółć gęślą"


def test_no_mutation_of_a_letter_raises() -> None:
    rows = random.Random(5)
    whole = letters.with_file("żółw.pdf", b"%PDF-1.4 x", "application/pdf").as_bytes()
    for _ in range(400):
        raw = bytearray(whole)
        for _ in range(rows.randint(1, 12)):
            place = rows.randrange(len(raw))
            raw[place : place + rows.randint(0, 3)] = bytes(rows.randrange(256) for _ in range(rows.randint(0, 3)))
        parse(bytes(raw)).text.encode()


BROKEN_HEADS = ("=?utf-8?B?abcde?=", "=?utf-8?B?A?=", "=?utf-8?B?£££=?=")


@pytest.mark.parametrize("name", ["Subject", "From", "Content-Disposition"])
@pytest.mark.parametrize("word", BROKEN_HEADS)
def test_a_word_that_cannot_be_decoded_stops_nothing(name: str, word: str) -> None:
    value = {"From": f"{word} <{letters.HALINA}>", "Content-Disposition": f'attachment; filename="{word}"'}.get(
        name, word
    )
    told = parse(f"{name}: {value}\r\n\r\nDzien dobry".encode())
    assert told.text == "Dzien dobry" or told.parts[0].content == b"Dzien dobry"


def test_a_page_with_its_pictures_beside_the_plain_text_says_it_once() -> None:
    mail = letters.plain("Dzień dobry")
    mail.add_alternative("<p>Dzień dobry</p>", subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")  # type: ignore[union-attr, index]
    told = parse(mail.as_bytes())
    assert told.text == "Dzień dobry"
    assert [part.name for part in told.parts] == ["logo.png"]


LONG = {
    "quotes that never come": "W dniu 20 lis 2026 o 10:00\n" * 20_000,
    "marks between own lines": "> cytat\nmoje\n" * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_letter_is_read_in_no_time(text: str) -> None:
    started = time.process_time()
    without_quote(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize("piece", ["<a ", "<!--x>", "<![CDATA[", "</", "<p hidden>", "<a href='"])
def test_a_page_of_beginnings_is_read_in_no_time(piece: str) -> None:
    started = time.process_time()
    parse(b"Content-Type: text/html\r\n\r\n" + piece.encode() * 150_000)
    assert time.process_time() - started < 4
