"""The post room's screens: the day's print run, what the post brought back, and papers to collect at counters."""
