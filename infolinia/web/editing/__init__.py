"""Editors' screens: cards and what keeps them true."""
