"""What machines may read of the city's knowledge, and do with matters when they have a key; never who they are of."""
