"""Decisions of the machine interface that need no request and no database."""
