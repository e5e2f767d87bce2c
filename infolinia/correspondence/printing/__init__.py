"""Letters on paper: set as accessible PDF, printed once a day with a list for the posting book."""
