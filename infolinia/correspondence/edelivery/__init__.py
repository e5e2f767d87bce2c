"""e-Doręczenia: messages through the public registered delivery service, by its User Agent API 3.0. Off by default."""
