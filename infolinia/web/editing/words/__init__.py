"""„Słowa”: all that leads from what people type to a card, and why a search ends where it does."""
