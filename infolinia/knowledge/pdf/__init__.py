"""PDF files: checked before they are kept, filled, carried by a letter, and made for the starter city."""
