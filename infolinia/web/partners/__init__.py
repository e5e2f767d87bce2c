"""Screens for administrators: programs of others, what they are told, the EZD, and matters of another system."""
