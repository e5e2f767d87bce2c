"""The office's EZD as a port: what we ask of it, and the adapter that speaks its HTTP interface."""
