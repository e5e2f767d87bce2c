"""What machines ask: is everything up, and how much of what."""
