"""Pictures are drawn anew before they are kept: what a camera wrote beside the picture (place, owner, device) goes."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 4096  # pixels: enough to read a number plate or a meter on a photo of a street
MOST_FRAMES = 100
MOST_BYTES = 200_000_000  # of all frames together, as they lie in memory
HEIC = "image/heic"
_FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/tiff": "TIFF",
    HEIC: "HEIF",
}
_SRGB = ImageCms.createProfile("sRGB")
register_heif_opener(thumbnails=False)  # photos of iPhones; it only reads


class NotAPicture(Exception):
    """The bytes begin like a picture and are none that can be drawn."""


def is_picture(media_type: str) -> bool:
    """Whether files of this kind are drawn anew."""
    return media_type in _FORMATS


def kept_as(media_type: str) -> str:
    """Return the kind in which a picture of this kind is kept: as it is, or as JPEG where few programs open it."""
    return "image/jpeg" if media_type == HEIC else media_type


def redrawn(content: bytes, media_type: str) -> bytes:
    """Return the picture in the format it is `kept_as`, upright, in common colours, without anything beside it.

    A side longer than `LONGEST_SIDE` is made shorter. Raises `NotAPicture`, also for one that would take more than
    some hundred megabytes of memory: a small file may unpack to gigabytes.
    """
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as opened:
            return _drawn(opened, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError) as error:
        raise NotAPicture from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        RuntimeError,
        EOFError,
        MemoryError,
        OverflowError,
        ZeroDivisionError,
    ) as error:
        raise NotAPicture from error


def _drawn(opened: Image.Image, media_type: str) -> bytes:
    if opened.width * opened.height > MOST_PIXELS:
        raise NotAPicture
    if media_type == HEIC and 4 * opened.width * opened.height > MOST_BYTES:
        raise NotAPicture
    if kept_as(media_type) == "image/jpeg":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a huge photo is read at half its size: less memory
        return _written([_clean(opened)], "JPEG", quality=88, optimize=True, progressive=True)
    if media_type == "image/png":
        return _written([_clean(opened)], "PNG", optimize=True)
    frames, lasting = [], []
    for frame in _frames(opened, is_moving=media_type != "image/tiff"):
        lasting.append(int(frame.info.get("duration") or 0))
        frames.append(_clean(frame))
    moving = {"duration": lasting, "loop": 0} if len(frames) > 1 and media_type != "image/tiff" else {}
    return _written(frames, _FORMATS[media_type], **moving)


def _frames(opened: Image.Image, *, is_moving: bool) -> Iterator[Image.Image]:
    """Yield the frames or pages one after another; refuse before one is drawn that is too many or too much.

    The pages of a document have a size each, known before they are unpacked; a moving picture has one, and unpacks
    the frame before this one too.
    """
    size = opened.width * opened.height
    if is_moving and getattr(opened, "is_animated", False) and 2 * 4 * size > MOST_BYTES:
        raise NotAPicture
    taken = 0
    for number, frame in enumerate(ImageSequence.Iterator(opened), 1):
        size = frame.width * frame.height
        taken += size * (1 if not is_moving and frame.mode in ("1", "L") else 4)
        if number > MOST_FRAMES or size > MOST_PIXELS or (number > 1 and taken > MOST_BYTES):
            raise NotAPicture
        yield frame


def _clean(frame: Image.Image) -> Image.Image:
    """Return the frame upright, in sRGB, no larger than needed, on a new sheet that knows nothing of the old file."""
    profile = frame.info.get("icc_profile")
    drawn = ImageOps.exif_transpose(frame)
    drawn = _plain_mode(drawn, profile)
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    sheet = Image.new(drawn.mode, drawn.size)
    sheet.paste(drawn)
    return sheet


def _plain_mode(frame: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and frame.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(frame, source, _SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            changed = None
        if changed is not None:
            return changed
    if frame.mode in ("L", "RGB", "RGBA"):
        return frame
    has_alpha = frame.mode in ("LA", "PA") or "transparency" in frame.info
    return frame.convert("RGBA" if has_alpha else "L" if frame.mode in ("1", "I;16", "I", "F") else "RGB")


def _written(frames: list[Image.Image], form: str, **options: Any) -> bytes:
    first, *rest = frames
    if form == "JPEG" and first.mode == "RGBA":
        first = first.convert("RGB")
    if rest:
        options |= {"save_all": True, "append_images": rest}
    out = BytesIO()
    first.save(out, form, **options)
    return out.getvalue()
