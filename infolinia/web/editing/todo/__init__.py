"""„Do zrobienia”: everything that keeps cards true, in one list, with its deadline."""
