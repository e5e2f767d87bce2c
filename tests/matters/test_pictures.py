"""A picture is kept without what its camera wrote beside it."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from infolinia.matters import pictures

KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "TIFF": "image/tiff"}
SECRET = "Halina Zatoka, Żaglowa 12"
# 64 × 32 pixels as an iPhone keeps them, blue on the left, red on the right; beside the picture a maker's name.
HEIC = b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAAF4AAgAAAAACQAABAAAAAAAAAD4AAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAA"
    "ABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAApG1kYXQAAABaKAGvCeA5IyS///w4f97/SiX//eY5wTj97c7//hDqN/7oI9RXZWFb"
    "BJsBqljfGPcF0tBetxYtGnF5bs3PWkzl0Bsh3yLU0lX3WGoNPeALLMFQWEAgQTMoTQHAAAAABkV4aWYAAE1NACoAAAAIAAIBDwAC"
    "AAAADQAAACYBEgADAAAAAQABAAAAAAAAVEFKTlkgQVBBUkFUAAA="
)


def photo(form: str, *, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """Return a picture, red on its left half, whose file tells the owner and the place."""
    drawn = Image.new(mode, size, "blue" if mode == "RGB" else 0)
    if mode == "RGB":
        drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif[0x010F] = "Aparat Przykladowy"
    exif.get_ifd(0x8825).update({1: "N", 2: (54.0, 31.0, 8.0), 3: "E", 4: (18.0, 32.0, 0.0)})
    out = BytesIO()
    options: dict[str, object] = {"exif": exif, "comment": SECRET.encode()}
    if form == "PNG":
        told_beside = PngInfo()
        told_beside.add_text("Author", SECRET)
        options = {"exif": exif, "pnginfo": told_beside}
    if form == "TIFF":
        told = ImageFileDirectory_v2()
        told[315], told[700] = "Halina Zatoka", b"<x:xmpmeta>Halina</x:xmpmeta>"
        options = {"tiffinfo": told}
    if form == "GIF":
        options = {"comment": b"Halina Zatoka"}
    drawn.save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", KINDS)
def test_who_and_where_go_and_the_picture_stays(form: str) -> None:
    given = photo(form)
    assert b"Halina" in given
    kept = pictures.redrawn(given, KINDS[form])
    assert b"Halina" not in kept
    assert b"Przykladowy" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert opened.format == form
        assert not opened.getexif().get_ifd(0x8825)
        assert opened.convert("RGB").getpixel((5, 10))[0] > 200  # type: ignore[index]
        assert opened.convert("RGB").getpixel((35, 10))[2] > 200  # type: ignore[index]


def test_a_photo_taken_sideways_stands_upright() -> None:
    drawn = Image.new("RGB", (40, 20), "blue")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    drawn.save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(pictures.redrawn(out.getvalue(), "image/jpeg"))) as kept:
        assert kept.size == (20, 40)


def test_a_huge_photo_becomes_smaller() -> None:
    with Image.open(BytesIO(pictures.redrawn(photo("JPEG", size=(6000, 300)), "image/jpeg"))) as kept:
        assert max(kept.size) == pictures.LONGEST_SIDE


def test_a_moving_picture_still_moves() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=100, comment=b"Halina")
    kept = pictures.redrawn(out.getvalue(), "image/gif")
    assert b"Halina" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert opened.n_frames == 3  # type: ignore[attr-defined]


def bomb() -> bytes:
    """Return a small file that says it is a picture of 900 million points."""
    head = bytearray(photo("PNG"))
    head[16:24] = (30_000).to_bytes(4, "big") * 2
    return bytes(head)


def frames(form: str, size: tuple[int, int], count: int) -> bytes:
    """Return a file of so many pictures, which weighs little and unpacks to much."""
    out = BytesIO()
    drawn = [Image.new("1" if form == "TIFF" else "L", size, number) for number in range(count)]
    packed = {"compression": "group4"} if form == "TIFF" else {}
    drawn[0].save(out, form, save_all=True, append_images=drawn[1:], **packed)
    return out.getvalue()


@pytest.mark.parametrize(
    ("form", "size", "count"),
    [("GIF", (600, 600), 2), ("GIF", (300, 300), 8), ("GIF", (4, 4), 101), ("TIFF", (700, 800), 4)],
    ids=["two huge frames", "frames that are too much together", "too many frames", "pages that are too much"],
)
def test_a_small_file_does_not_unpack_to_gigabytes(
    form: str, size: tuple[int, int], count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pictures.MOST_BYTES < 2**28
    monkeypatch.setattr(pictures, "MOST_BYTES", 2_000_000)  # the same in small: what is drawn before the end is counted
    drawn: list[int] = []
    clean = pictures._clean

    def counted(frame: Image.Image) -> Image.Image:
        drawn.append(frame.width * frame.height * len(frame.getbands()))
        return clean(frame)

    monkeypatch.setattr(pictures, "_clean", counted)
    with pytest.raises(pictures.NotAPicture):
        pictures.redrawn(frames(form, size, count), KINDS[form])
    assert sum(drawn) <= pictures.MOST_BYTES


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0nothing more", "image/jpeg"),
        (photo("JPEG")[:200], "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        (photo("PNG"), "image/jpeg"),
        (bomb(), "image/png"),
    ],
    ids=["no picture", "cut off", "empty", "another format", "a bomb"],
)
def test_what_cannot_be_drawn_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(pictures.NotAPicture):
        pictures.redrawn(content, kind)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_way_to_keep_colours_is_taken(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    out = BytesIO()
    Image.new(mode, (9, 7)).save(out, form)
    with Image.open(BytesIO(pictures.redrawn(out.getvalue(), KINDS[form]))) as kept:
        assert kept.size == (9, 7)


def test_a_photo_of_an_iphone_becomes_one_that_opens_everywhere() -> None:
    assert b"TAJNY APARAT" in HEIC
    kept = pictures.redrawn(HEIC, pictures.HEIC)
    assert b"TAJNY" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.format, opened.size) == ("JPEG", (64, 32))
        left, right = opened.getpixel((5, 5)), opened.getpixel((60, 5))
    assert left[2] > 150 > left[0] and right[0] > 150 > right[2]  # type: ignore[index]
    with pytest.raises(pictures.NotAPicture):
        pictures.redrawn(HEIC[:300], pictures.HEIC)
