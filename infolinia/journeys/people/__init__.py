"""One person's data through all rooms: copied, erased, merged."""
