"""Conversations by text, letter by letter, in the same queue as calls."""
