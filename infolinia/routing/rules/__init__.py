"""Who gets whom: pure decisions on frozen facts. Standard library only; the moment is always given."""
