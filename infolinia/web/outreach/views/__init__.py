"""Views of contacting people."""
