"""Where an address may stand on a sheet so that the window of an envelope shows it, however the sheet slips inside.

A sheet of A4 folded in three goes into a DL envelope (220 × 110 mm). Its window is at the right: 90 × 45 mm, 15 mm
from the right edge and 20 mm from the lower one. All measures are in millimetres, from the left and upper edges.
"""

from dataclasses import dataclass

SHEET_WIDTH, SHEET_HEIGHT = 210.0, 297.0
FOLDS = (99.0, 198.0)
ENVELOPE_WIDTH, ENVELOPE_HEIGHT = 220.0, 110.0


@dataclass(frozen=True)
class Area:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float


_WINDOW = Area(
    left=ENVELOPE_WIDTH - 15 - 90, top=ENVELOPE_HEIGHT - 20 - 45, right=ENVELOPE_WIDTH - 15, bottom=ENVELOPE_HEIGHT - 20
)
_SLIP = 3.0  # the window's frame and a crooked fold


def shown(*, across: float, down: float) -> Area:
    """Return what the window shows of a sheet pushed this far from the envelope's left and upper edges."""
    return Area(_WINDOW.left - across, _WINDOW.top - down, _WINDOW.right - across, _WINDOW.bottom - down)


def address_area() -> Area:
    """Return what the window shows wherever the sheet lies: the parts common to its four corners, less a margin."""
    corners = [
        shown(across=across, down=down)
        for across in (0.0, ENVELOPE_WIDTH - SHEET_WIDTH)
        for down in (0.0, ENVELOPE_HEIGHT - FOLDS[0])
    ]
    return Area(
        left=max(corner.left for corner in corners) + _SLIP,
        top=max(corner.top for corner in corners) + _SLIP,
        right=min(corner.right for corner in corners) - _SLIP,
        bottom=min(corner.bottom for corner in corners) - _SLIP,
    )
