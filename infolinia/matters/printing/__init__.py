"""Papers about a matter."""
