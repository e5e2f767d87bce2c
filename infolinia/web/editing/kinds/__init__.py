"""Kinds of matter: the tree, one kind with its questions and ready answers, retiring and bringing back."""
