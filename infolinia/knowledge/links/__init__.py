"""Whether the addresses that cards point to still answer."""
