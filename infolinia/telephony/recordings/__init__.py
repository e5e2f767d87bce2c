"""Recorded conversations at rest: keys, sealed files, and the sound put together again for whoever may listen."""
