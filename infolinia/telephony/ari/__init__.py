"""The engine's REST interface over one WebSocket: what we say to it and what it tells us. Used by `lines` alone."""
