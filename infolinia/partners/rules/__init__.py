"""Decisions about programs of others that need no database."""
