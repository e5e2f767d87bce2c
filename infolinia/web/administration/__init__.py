"""Administration: Django's own, in the product's look, with one door and the history of every object."""
