"""Spoken messages of callers whom nobody could serve: kept sealed, handled by a deadline, erased afterwards."""
