"""Screens of recordings and ratings: what the office decided, listening with a reason, and the figures."""
