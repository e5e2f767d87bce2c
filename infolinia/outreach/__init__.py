"""The city calls and writes first: promises to call back, campaigns, reminders, and the question after closing."""
