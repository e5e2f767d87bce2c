"""What the telephone decides by itself, as plain functions: standard library only, no clock, no engine."""
