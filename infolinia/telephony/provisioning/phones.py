"""What a telephone account looks like to the engine: the objects pushed through ARI, in the order they must come."""

Fields = dict[str, str]
MOST_PICTURES = "4"
"""Streams of pictures to one browser: one's own, those of two others, and one that a leaver has not given back yet."""


def browser_phone(name: str, password: str, *, context: str = "from-adviser") -> list[tuple[str, str, Fields]]:
    """Return (type, id, fields) of a browser's telephone for `PUT /asterisk/config/dynamic/res_pjsip/{type}/{id}`.

    `context` is `from-adviser` for a desk, `from-web` for a guest and `from-signing` for one who signs: the first and
    the last may have a picture. Encrypted media, Opus first. Lost media ends the call after 30 s (60 s on hold), so
    that a closed browser never leaves a caller alone.
    """
    endpoint = {
        "webrtc": "yes",
        "dtls_auto_generate_cert": "yes",
        "allow": "!all,opus,ulaw" if context == "from-web" else "!all,opus,ulaw,vp8",
        "max_video_streams": MOST_PICTURES,
        "rtp_timeout": "30",
        "rtp_timeout_hold": "60",
    }
    return _account(name, password, context, endpoint)


def plain_phone(name: str, password: str, *, context: str = "from-adviser") -> list[tuple[str, str, Fields]]:
    """Return the same for an ordinary SIP telephone over UDP."""
    return _account(name, password, context, {"allow": "!all,alaw,ulaw"})


def _account(name: str, password: str, context: str, endpoint: Fields) -> list[tuple[str, str, Fields]]:
    common = {
        "context": context,
        "auth": name,
        "aors": name,
        "language": "pl",
        "direct_media": "no",
        "rtp_symmetric": "yes",
        "force_rport": "yes",
        "rewrite_contact": "yes",
        "device_state_busy_at": "1",
    }
    return [
        ("auth", name, {"auth_type": "userpass", "username": name, "password": password}),
        ("aor", name, {"max_contacts": "1", "remove_existing": "yes", "remove_unavailable": "yes"}),
        ("endpoint", name, common | endpoint),
    ]
