"""Views of people's records, a file for each thing that is done."""
