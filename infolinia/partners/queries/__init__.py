"""Reads of programs of others."""

from infolinia.partners.listening import somebody_listens
from infolinia.partners.queries.keys import partner_of

__all__ = ["partner_of", "somebody_listens"]
