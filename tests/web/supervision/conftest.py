"""The supervisor at the board, with matters and people around."""

from tests.web.units.conftest import as_, halina, kinds, pothole, register, taken

__all__ = ["as_", "halina", "kinds", "pothole", "register", "taken"]
