"""Doors for machines of others: what gateways of text messages tell us."""
