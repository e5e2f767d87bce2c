"""The pages of cards: the list, one card, the editor, review, history."""
