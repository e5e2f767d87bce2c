"""Beside a voice call: writing in it letter by letter, and an interpreter who comes in from outside."""
