"""What `infolinia doctor` sees around the product: the disk, the clock, and what an office has yet to write in."""

import ctypes
import shutil
from pathlib import Path

import psycopg

from infolinia.config.environment import Environment

LEAST_FREE = 2_000_000_000  # bytes: a busy month of logs, the engine's diary and a dump
_TIMEX_BYTES = 256
_TIME_ERROR = 5  # adjtimex(2): the clock is not synchronised
_PATIENCE = 3


def free_bytes(place: Path) -> int:
    """Return how much room is left on the disk of the folder, or of the nearest folder above that exists."""
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def clock_is_kept() -> bool | None:
    """Return whether somebody keeps this machine's clock right; None where the machine can't tell."""
    try:
        said = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except (OSError, AttributeError):
        return None
    return None if said < 0 else said != _TIME_ERROR


def has_opening_hours(given: Environment) -> bool | None:
    """Return whether anybody wrote in when the line is open; None when the database can't be asked yet."""
    where = given.database
    try:
        with psycopg.connect(
            host=where["HOST"],
            port=where["PORT"],
            user=where["USER"],
            password=where["PASSWORD"],
            dbname=where["NAME"],
            connect_timeout=_PATIENCE,
        ) as connection:
            row = connection.execute("SELECT EXISTS (SELECT FROM city_openinghours)").fetchone()
    except psycopg.Error:
        return None
    return bool(row and row[0])
