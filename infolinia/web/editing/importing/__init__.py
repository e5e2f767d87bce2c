"""Reading cards in: from a file of cards, and from pages of an old site."""
