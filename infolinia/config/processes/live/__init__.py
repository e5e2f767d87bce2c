"""Push to browsers: server-sent events at `/live`, the softphone's socket at `/sip`, the chat's at `/text`.

What a browser sees at `GET /live?topics=adviser.12,queue` (with the session's cookie):
- `event: ready`, data `{"topics": [...], "refused": [...]}`: what this session may hear of what it asked for;
- unnamed messages, data `{"topic": "adviser.12"}`: that thing changed, fetch it again;
- `event: beat` every 2 s: silence of 3 s means that the connection is lost;
- `event: resync`: signals may have been lost (the database restarted): fetch everything again.
Nothing is replayed: a browser that reconnects refetches. A request with no topic that it may hear gets 403.

`/sip` (subprotocol `sip`) passes frames to and from the telephone engine for signed-in staff, or for
`?guest=<username>` of a guest's phone account that has not expired.

`/text` is the socket of conversations by text; what it says and hears: `texts.py`.
"""
