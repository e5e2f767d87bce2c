"""Screens of the units: the inbox, the matter page and the search in matters."""
