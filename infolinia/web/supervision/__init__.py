"""Screens of the supervisor: the board, reminders to units, the register of conversations, the log of readings."""
