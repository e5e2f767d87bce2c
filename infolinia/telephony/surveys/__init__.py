"""One question of satisfaction after the call, asked by key."""
