"""What the pages of editors show, as plain data for their templates."""
