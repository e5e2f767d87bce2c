"""Decisions about contacting people, on frozen data and a given moment."""
