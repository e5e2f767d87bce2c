"""What a file from a stranger really is, told by its bytes, and what may be done with it. Nothing is ever run."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError

SHOWN, DOWNLOADED, REFUSED = "shown", "downloaded", "refused"
MOST_BYTES = 15 * 1024 * 1024
MOST_MEMBERS = 3_000
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Names that a double click runs on some computer, whatever the bytes are.
_RUN = frozenset(
    re.findall(
        r"\w+",
        "ade adp app appx bas bat chm cmd com cpl crt deb dll dmg exe gadget hlp hta htm html inf ins iso img isp jar"
        " js jse lnk mde msc msi msix msp mst msu one pif pkg ps1 psm1 py reg rpm scf scr sct sh shs svg svgz swf sys"
        " url vb vbe vbs vhd vhdx wsc wsf wsh xht xhtml xll xsl",
    )
)
_PICTURES = (
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"GIF87a", "image/gif", ("gif",)),
    (b"GIF89a", "image/gif", ("gif",)),
)
_OOXML = {
    "word/": ("wordprocessingml.document", "docx"),
    "xl/": ("spreadsheetml.sheet", "xlsx"),
    "ppt/": ("presentationml.presentation", "pptx"),
}
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_PDF_ACTS = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia)\b")
_PDF_SHORT_ACTS = re.compile(rb"/(?:JS|XFA)\b")  # so short that packed pictures have them by chance
_PDF_STREAM = re.compile(rb">>\s{0,8}stream\r?\n")
_XML_ACTS = re.compile(rb"<\?xml-stylesheet|<!ENTITY|<script|1999/xhtml|2000/svg|1999/XSL", re.IGNORECASE)
_UNPACKING = (zlib.error, LZMAError, struct.error, LookupError)
_MACROS = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "activex/", "embeddings/oleobject")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_MACROS = tuple(word.encode("utf-16-le") for word in ("_VBA_PROJECT", "Macros", "VBA", "Ole10Native"))


@dataclass(frozen=True)
class Verdict:
    """The file's safe name and true kind, and what may be done: shown in the page, downloaded, or nothing at all.

    `why` is a word for the reason of a refusal: too_big, empty, program, archive, active, encrypted, unknown.
    """

    way: str
    name: str
    media_type: str = ""
    why: str = ""


def verdict(name: str, content: bytes) -> Verdict:
    """Judge a file by its bytes; the declared type is not asked at all, the name only for what it could start."""
    shown = safe_name(name)
    if not content:
        return Verdict(REFUSED, shown, why="empty")
    if len(content) > MOST_BYTES:
        return Verdict(REFUSED, shown, why="too_big")
    if extension(shown) in _RUN or _is_program(content):
        return Verdict(REFUSED, shown, why="program")
    for judge in (_picture, _pdf, _zipped, _ole, _sound, _other_picture, _xml, _text):
        if found := judge(shown, content):
            return found
    return Verdict(REFUSED, shown, why="unknown")


def safe_name(name: str) -> str:
    """Return a file name that is only a name: no path, no invisible signs, no turned-round ending, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    clean = "".join(letter for letter in last if letter.isprintable() and letter not in _DIRECTION_MARKS)
    clean = re.sub(r'[<>:"|?*\x00-\x1f]', "_", clean).strip(" .")
    stem, dot, end = clean.rpartition(".")
    if dot and len(end) <= 8:
        return f"{stem[:110].strip(' .') or 'plik'}.{end}"
    return clean[:120] or "plik"


def extension(name: str) -> str:
    """Return the ending of a name in lower case, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _named(name: str, *endings: str) -> str:
    """Return the name with an ending that fits what the file is; `faktura.pdf.exe` never keeps its last word."""
    return name if extension(name) in endings else f"{name}.{endings[0]}"


def _is_program(content: bytes) -> bool:
    head = content[:8]
    starts = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa")
    return head.startswith(starts) or head.startswith(b"L\x00\x00\x00\x01\x14\x02\x00")


def _picture(name: str, content: bytes) -> Verdict | None:
    for start, kind, endings in _PICTURES:
        if content.startswith(start):
            return Verdict(SHOWN, _named(name, *endings), kind)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Verdict(SHOWN, _named(name, "webp"), "image/webp")
    return None


def _other_picture(name: str, content: bytes) -> Verdict | None:
    """A picture that browsers do not show: a telephone's, a scanner's."""
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        return Verdict(DOWNLOADED, _named(name, "heic", "heif", "avif"), "image/heic")
    if content[:4] in (b"II*\x00", b"MM\x00*"):
        return Verdict(DOWNLOADED, _named(name, "tiff", "tif"), "image/tiff")
    return None


def _pdf(name: str, content: bytes) -> Verdict | None:
    """A document that acts by itself is refused; what hides in a compressed stream the reader's own program guards."""
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        return None
    if _PDF_ACTS.search(content) or any(_PDF_SHORT_ACTS.search(piece) for piece in _outside_streams(content)):
        return Verdict(REFUSED, name, why="active")
    return Verdict(DOWNLOADED, _named(name, "pdf"), "application/pdf")


def _outside_streams(content: bytes) -> Iterator[bytes]:
    """Give the pieces of a document between its streams, in one pass."""
    start = 0
    while opened := _PDF_STREAM.search(content, start):
        yield content[start : opened.end()]
        end = content.find(b"endstream", opened.end())
        if end < 0:
            start = opened.end()
            break
        start = end
    yield content[start:]


def _xml(name: str, content: bytes) -> Verdict | None:
    """An XML that is only data, as a form signed by a trusted profile is, may be saved; one with a page in it not."""
    if extension(name) != "xml":
        return None
    if b"\0" in content or not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return Verdict(REFUSED, name, why="unknown")
    acts = _XML_ACTS.search(content)
    return Verdict(REFUSED, name, why="active") if acts else Verdict(DOWNLOADED, name, "application/xml")


def _zipped(name: str, content: bytes) -> Verdict | None:
    """Office documents are archives with a known inside; any other archive is refused. Only its list is ever read."""
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        is_archive = content.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF"))
        return Verdict(REFUSED, name, why="archive") if is_archive else None
    try:
        with zipfile.ZipFile(BytesIO(content)) as opened:
            infos = opened.infolist()[: MOST_MEMBERS + 1]
            kind = _first_member(opened, infos)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError, *_UNPACKING):
        return Verdict(REFUSED, name, why="archive")
    inside = [info.filename.lower() for info in infos]
    if len(infos) > MOST_MEMBERS or any(info.flag_bits & 1 for info in infos):
        return Verdict(REFUSED, name, why="archive" if len(infos) > MOST_MEMBERS else "encrypted")
    if any(mark in each for each in inside for mark in _MACROS):
        return Verdict(REFUSED, name, why="active")
    return _office(name, inside, kind)


def _first_member(opened: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> str:
    """Return what an OpenDocument file calls itself, in its first member, which is stored and short."""
    if infos and infos[0].filename == "mimetype" and infos[0].file_size < 100:
        return opened.read(infos[0]).decode("ascii", errors="replace")
    return ""


def _office(name: str, inside: list[str], kind: str) -> Verdict:
    if "[content_types].xml" in inside:
        for folder, (word, ending) in _OOXML.items():
            if any(each.startswith(folder) for each in inside):
                told = f"application/vnd.openxmlformats-officedocument.{word}"
                return Verdict(DOWNLOADED, _named(name, ending), told)
    prefix = "application/vnd.oasis.opendocument."
    own = _ODF.get(kind.removeprefix(prefix), "") if kind.startswith(prefix) else ""
    if own and any(each.startswith(("basic/", "scripts/")) for each in inside):
        return Verdict(REFUSED, name, why="active")
    return Verdict(DOWNLOADED, _named(name, own), kind) if own else Verdict(REFUSED, name, why="archive")


def _ole(name: str, content: bytes) -> Verdict | None:
    if not content.startswith(_OLE):
        return None
    if any(word in content for word in _OLE_MACROS):
        return Verdict(REFUSED, name, why="active")
    kinds = {"doc": "application/msword", "xls": "application/vnd.ms-excel"}
    if kind := kinds.get(extension(name)):
        return Verdict(DOWNLOADED, name, kind)
    return Verdict(REFUSED, name, why="unknown")


def _sound(name: str, content: bytes) -> Verdict | None:
    if content[:3] == b"ID3" or content[:2] in (b"\xff\xfb", b"\xff\xf3"):
        return Verdict(DOWNLOADED, _named(name, "mp3"), "audio/mpeg")
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return Verdict(DOWNLOADED, _named(name, "wav"), "audio/wav")
    if content[:4] == b"OggS":
        return Verdict(DOWNLOADED, _named(name, "ogg", "oga", "opus"), "audio/ogg")
    if content[4:8] == b"ftyp" and content[8:11] in (b"M4A", b"mp4", b"iso", b"3gp", b"qt "):
        return Verdict(DOWNLOADED, _named(name, "mp4", "m4a", "mov", "3gp"), "video/mp4")
    return None


def _text(name: str, content: bytes) -> Verdict | None:
    """Anything that is letters and nothing else is shown as letters, whatever a program would make of it."""
    if content.lstrip().lower().startswith(b"{\\rtf"):
        acts = re.search(rb"\\(?:objdata|objupdate|object|dde)", content, re.IGNORECASE)
        return Verdict(REFUSED, name, why="active") if acts else Verdict(DOWNLOADED, _named(name, "rtf"), "text/rtf")
    if b"\0" in content:
        return None
    for charset in ("utf-8", "cp1250"):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        if sum(not (sign.isprintable() or sign in "\r\n\t\f\ufeff") for sign in text[:20_000]) <= len(text) // 100:
            return Verdict(SHOWN, _named(name, "txt", "csv", "md", "log", "ics", "vcf"), "text/plain")
    return None
