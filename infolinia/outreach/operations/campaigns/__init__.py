"""Campaigns: made, filled with people, started, stopped, and handed over batch by batch."""
