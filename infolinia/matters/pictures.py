"""Pictures are drawn anew before they are kept: what a camera wrote beside the picture (place, owner, device) goes."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 4096  # pixels: enough to read a number plate or a meter on a photo of a street
MOST_FRAMES = 100
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/tiff": "TIFF"}
_SRGB = ImageCms.createProfile("sRGB")


class NotAPicture(Exception):
    """The bytes begin like a picture and are none that can be drawn."""


def is_picture(media_type: str) -> bool:
    """Whether files of this kind are drawn anew."""
    return media_type in _FORMATS


def redrawn(content: bytes, media_type: str) -> bytes:
    """Return the picture in its own format, upright, in common colours, without anything beside it.

    A side longer than `LONGEST_SIDE` is made shorter. Raises `NotAPicture`.
    """
    try:
        with Image.open(BytesIO(content), formats=[_FORMATS[media_type]]) as opened:
            return _drawn(opened, media_type)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError) as error:
        raise NotAPicture from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, OverflowError, ZeroDivisionError) as error:
        raise NotAPicture from error


def _drawn(opened: Image.Image, media_type: str) -> bytes:
    if opened.width * opened.height > MOST_PIXELS:
        raise NotAPicture
    if media_type == "image/jpeg":
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a huge photo is read at half its size: less memory
        return _written([_clean(opened)], "JPEG", quality=88, optimize=True, progressive=True)
    if media_type == "image/png":
        return _written([_clean(opened)], "PNG", optimize=True)
    frames, lasting = [], []
    for frame in ImageSequence.Iterator(opened):
        lasting.append(int(frame.info.get("duration") or 0))
        frames.append(_clean(frame))
        if len(frames) > MOST_FRAMES:
            raise NotAPicture
    moving = {"duration": lasting, "loop": 0} if len(frames) > 1 and media_type != "image/tiff" else {}
    return _written(frames, _FORMATS[media_type], **moving)


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
