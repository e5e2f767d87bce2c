"""Files from strangers: judged by what they are, never by what they are called."""

import zipfile
from io import BytesIO

import pytest

from infolinia.correspondence.rules.sniffing import MOST_BYTES, safe_name, verdict

PNG, JPEG, PDF = b"\x89PNG\r\n\x1a\n" + b"x" * 20, b"\xff\xd8\xff\xe0" + b"x" * 20, b"%PDF-1.7\n1 0 obj"
MACRO = "_VBA_PROJECT".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def zipped(*names: str, first: str = "") -> bytes:
    """Return an archive with these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


WORD = ("[Content_Types].xml", "word/document.xml")
ODT = "application/vnd.oasis.opendocument.text"


def _broken_odt() -> bytes:
    """Return an archive whose first member says it is packed and is not."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODT)
    whole = bytearray(out.getvalue())
    whole[38:42] = b"\xff\xff\xff\xff"
    return bytes(whole)


BROKEN_ODT = _broken_odt()

FILES = {
    "a picture is shown": ("dziura.png", PNG, "shown", "image/png", "dziura.png", ""),
    "a picture without an ending gets one": ("dziura", JPEG, "shown", "image/jpeg", "dziura.jpg", ""),
    "a picture called a document is a picture": ("umowa.pdf", PNG, "shown", "image/png", "umowa.pdf.png", ""),
    "text is shown as text": ("notatka.txt", "Zażółć gęślą".encode(), "shown", "text/plain", "notatka.txt", ""),
    "a page called text stays text": ("a.txt", b"<script>zle()</script>", "shown", "text/plain", "a.txt", ""),
    "a document is downloaded": ("wniosek.pdf", PDF, "downloaded", "application/pdf", "wniosek.pdf", ""),
    "a document that acts is stopped": (
        "w.pdf",
        PDF + b" /JavaScript (x)",
        "refused",
        "",
        "w.pdf",
        "active",
    ),
    "a short word of a packed picture is chance": (
        "skan.pdf",
        PDF + b" << /Length 9 >>\nstream\nab/JS cd\nendstream endobj",
        "downloaded",
        "application/pdf",
        "skan.pdf",
        "",
    ),
    "a short act outside the streams is stopped": (
        "w.pdf",
        PDF + b" <<>>\nstream\nab\nendstream endobj << /JS (x) >>",
        "refused",
        "",
        "w.pdf",
        "active",
    ),
    "a signed form is downloaded": (
        "pismo.xml",
        b'<?xml version="1.0"?><Dokument><Signature/></Dokument>',
        "downloaded",
        "application/xml",
        "pismo.xml",
        "",
    ),
    "an XML that is a page is stopped": (
        "pismo.xml",
        b'<html xmlns="http://www.w3.org/1999/xhtml"/>',
        "refused",
        "",
        "pismo.xml",
        "active",
    ),
    "an office file packed wrongly is stopped": ("w.odt", BROKEN_ODT, "refused", "", "w.odt", "archive"),
    "Word is downloaded": ("w.docx", zipped(*WORD), "downloaded", None, "w.docx", ""),
    "Word with a macro is stopped": ("w.docx", zipped(*WORD, "word/vbaProject.bin"), "refused", "", "w.docx", "active"),
    "LibreOffice is downloaded": ("w.odt", zipped("content.xml", first=ODT), "downloaded", ODT, "w.odt", ""),
    "LibreOffice with a macro is stopped": (
        "w.odt",
        zipped("Basic/m.xml", first=ODT),
        "refused",
        "",
        "w.odt",
        "active",
    ),
    "old Word is downloaded": ("w.doc", OLE, "downloaded", "application/msword", "w.doc", ""),
    "old Word with a macro is stopped": (
        "w.doc",
        OLE + "_VBA_PROJECT".encode("utf-16-le"),
        "refused",
        "",
        "w.doc",
        "active",
    ),
    "a program is stopped": ("gra.exe", b"MZ\x90\0", "refused", "", "gra.exe", "program"),
    "a program called a picture is stopped": ("kot.jpg", b"MZ\x90\0", "refused", "", "kot.jpg", "program"),
    "a script is stopped by its name": ("a.js", b"alert(1)", "refused", "", "a.js", "program"),
    "a page is stopped by its name": ("a.html", b"<p>x", "refused", "", "a.html", "program"),
    "a drawing that can act is stopped": ("a.svg", b"<svg/>", "refused", "", "a.svg", "program"),
    "two endings: the last decides": ("faktura.pdf.exe", PDF, "refused", "", "faktura.pdf.exe", "program"),
    "an archive is stopped": ("a.zip", zipped("a.txt"), "refused", "", "a.zip", "archive"),
    "another archive is stopped": ("a.dat", b"Rar!\x1a\x07\x00", "refused", "", "a.dat", "archive"),
    "a broken archive is stopped": ("a.docx", b"PK\x03\x04zepsute", "refused", "", "a.docx", "archive"),
    "an empty file is said to be empty": ("a.pdf", b"", "refused", "", "a.pdf", "empty"),
    "a big file is stopped": ("a.png", PNG + b"\0" * MOST_BYTES, "refused", "", "a.png", "too_big"),
    "what nobody knows is stopped": ("a.bin", bytes(range(256)), "refused", "", "a.bin", "unknown"),
    "rich text is downloaded": ("a.rtf", b"{\\rtf1 x}", "downloaded", "text/rtf", "a.rtf", ""),
    "rich text with an object is stopped": ("a.rtf", b"{\\rtf1\\objdata 00}", "refused", "", "a.rtf", "active"),
}


@pytest.mark.parametrize(("name", "content", "way", "kind", "shown", "why"), FILES.values(), ids=FILES)
def test_files(name: str, content: bytes, way: str, kind: str | None, shown: str, why: str) -> None:
    found = verdict(name, content)
    assert (found.way, found.name, found.why) == (way, shown, why)
    assert kind is None or found.media_type == kind


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\x\\skan.pdf": "skan.pdf",
    "zdj\u202egpj.exe": "zdjgpj.exe",
    "a\x00b\r\nc.txt": "abc.txt",
    "": "plik",
    "...": "plik",
    'cudzy"<b>.png': "cudzy__b_.png",
    "ż" * 300 + ".pdf": "ż" * 110 + ".pdf",
}


@pytest.mark.parametrize(("given", "safe"), NAMES.items())
def test_names(given: str, safe: str) -> None:
    assert safe_name(given) == safe
