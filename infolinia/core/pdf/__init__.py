"""PDF files, whatever they say: set from a template, joined, and their parts by kind."""
