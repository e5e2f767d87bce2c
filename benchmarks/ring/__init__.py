"""Adviser free → phone rings: our distribution against `app_queue` in the same engine, turn about in one run."""
