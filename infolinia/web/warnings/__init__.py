"""Screens of warnings: who has to act now, what is likely to be late, and the ladder."""
