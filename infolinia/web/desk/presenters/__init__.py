"""What the desk shows, as plain data: templates only lay it out."""
