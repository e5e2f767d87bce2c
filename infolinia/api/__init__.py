"""What machines may read of the city's knowledge: service cards and their search, never a person's data."""
