"""Writes to what programs of others are and hear."""

from infolinia.partners.operations.announcing import announce

__all__ = ["announce"]
