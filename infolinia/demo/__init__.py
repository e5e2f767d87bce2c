"""The starter city of the demo profile: invented people, conversations and matters. Never loaded in production."""
