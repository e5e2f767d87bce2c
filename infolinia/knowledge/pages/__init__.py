"""Service cards of an old site: a saved page read, cleaned and split into the parts of a card."""
