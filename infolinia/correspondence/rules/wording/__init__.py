"""The small language of message templates: read, checked, filled and said in three languages."""
