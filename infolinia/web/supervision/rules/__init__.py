"""Editing the rules of the floor, and trying them on a past day before they hold."""
