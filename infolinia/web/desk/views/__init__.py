"""What the desk answers: a page once, then fragments."""
