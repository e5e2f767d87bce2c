"""The screen of announcements: what the line says, heard, reworded, or recorded by people of the office."""
