"""How well and how fast search finds cards, against two peers in the same run."""
