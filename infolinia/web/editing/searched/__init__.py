"""„Szukane bez skutku”: what people looked for in vain, and cards that were opened and did not answer."""
