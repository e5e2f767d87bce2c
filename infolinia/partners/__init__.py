"""Other programs that work with the city's matters: their keys and rights, webhooks, and the office's EZD."""
