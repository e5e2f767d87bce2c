"""Screens of contacting people: the list of whom to call, campaigns, and the question after closing."""
