"""Editors' pages of the responsibility map: who handles what where."""
