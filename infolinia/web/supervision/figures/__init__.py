"""How units stand with their matters: now, over twelve months, as lists, as spreadsheets, as a monthly card."""
