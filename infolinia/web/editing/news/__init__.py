"""News of the shift and work instructions: what advisers must know besides the cards."""
