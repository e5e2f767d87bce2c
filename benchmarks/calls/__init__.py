"""Calls a second through ours, `app_queue` and `Dial()`, turn about in one engine; and many talks at once for long."""
