"""Calling residents back with their place in the line kept: what is written, and what screens and `lines` read."""
