"""The screen of spoken messages: listened to, taken, handled by a deadline."""
