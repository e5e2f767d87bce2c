"""Writes to the knowledge: one function, one transaction, one line of history."""
