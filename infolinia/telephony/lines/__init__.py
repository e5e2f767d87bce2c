"""The telephony daemon: turns what the engine says into decisions of `routing.rules`, and carries those out."""
