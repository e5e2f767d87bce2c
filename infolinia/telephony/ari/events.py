"""Events of the engine as small facts with the engine's own time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

NEEDED = (
    "ApplicationReplaced",
    "ChannelDestroyed",
    "ChannelDtmfReceived",
    "ChannelEnteredBridge",
    "ChannelHangupRequest",
    "ChannelLeftBridge",
    "ContactStatusChange",
    "Dial",
    "PeerStatusChange",
    "PlaybackFinished",
    "RecordingFailed",
    "RecordingFinished",
    "StasisEnd",
    "StasisStart",
)
"""Events that `lines` acts on; the engine is told to send no others."""


@dataclass(frozen=True)
class Channel:
    """One leg of a call as the engine sees it."""

    id: str
    name: str
    state: str
    number: str
    caller_name: str
    app: str
    app_data: str
    created_at: datetime
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def endpoint(self) -> str:
        """Return the account of the phone: `adviser-12-ab3f` for `PJSIP/adviser-12-ab3f-00000007`."""
        return self.name.rpartition("-")[0].partition("/")[2]


@dataclass(frozen=True)
class Bridge:
    """A place where legs hear one another."""

    id: str
    channels: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True)
class EngineEvent:
    """One event; `at` is the engine's time, `raw` the whole message for what is rarely needed."""

    kind: str
    at: datetime
    channel: Channel | None
    raw: Mapping[str, Any]

    @property
    def args(self) -> list[str]:
        """Return the arguments with which the channel entered the application."""
        return list(self.raw.get("args", ()))


def parse_time(text: str) -> datetime:
    """Return the engine's `2026-11-24T09:00:00.123+0000` as a moment in UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(UTC)


def parse_event(raw: Mapping[str, Any]) -> EngineEvent:
    """Return the event of one message."""
    channel = raw.get("channel")
    return EngineEvent(raw["type"], parse_time(raw["timestamp"]), parse_channel(channel) if channel else None, raw)


def parse_channel(raw: Mapping[str, Any]) -> Channel:
    """Return a channel as the engine describes it in events and in lists."""
    caller, plan = raw.get("caller") or {}, raw.get("dialplan") or {}
    return Channel(
        id=raw["id"],
        name=raw.get("name", ""),
        state=raw.get("state", ""),
        number=caller.get("number", ""),
        caller_name=caller.get("name", ""),
        app=plan.get("app_name", ""),
        app_data=plan.get("app_data", ""),
        created_at=parse_time(raw["creationtime"]),
        variables=raw.get("channelvars") or {},
    )


def parse_bridge(raw: Mapping[str, Any]) -> Bridge:
    """Return a bridge as the engine lists it."""
    return Bridge(raw["id"], tuple(raw.get("channels", ())), parse_time(raw["creationtime"]))
