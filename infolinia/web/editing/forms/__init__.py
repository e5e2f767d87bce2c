"""Editors' pages of forms (druki)."""
