"""The engine's commands that we use, one function each. Ids of channels, bridges and playbacks are chosen by us."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from infolinia.telephony.ari.errors import EngineError
from infolinia.telephony.ari.events import NEEDED, Bridge, Channel, parse_bridge, parse_channel
from infolinia.telephony.ari.wire import Wire

Field = dict[str, str]


class Ari:
    """Typed commands over the wire. What is already gone is not an error for commands that end something."""

    def __init__(self, wire: Wire, application: str) -> None:
        self._wire = wire
        self._application = application

    async def filter_events(self) -> None:
        """Tell the engine to send only the events that we act on; its answers pass through the same filter."""
        allowed = [{"type": name} for name in (*NEEDED, "RESTResponse")]
        await self._wire.request("PUT", f"applications/{self._application}/eventFilter", allowed=allowed)

    async def subscribe(self, source: str) -> None:
        """Hear of `endpoint:PJSIP` or `channel:<id>` also outside the application."""
        path = f"applications/{self._application}/subscription?eventSource={quote(source, safe=':')}"
        await self._wire.request("POST", path)

    async def channels(self) -> list[Channel]:
        """Return every channel of the engine."""
        return [parse_channel(raw) for raw in await self._wire.request("GET", "channels")]

    async def channel(self, channel_id: str) -> Channel | None:
        """Return one channel, or nothing when it is gone."""
        try:
            return parse_channel(await self._wire.request("GET", _channel(channel_id)))
        except EngineError as error:
            if error.status == 404:
                return None
            raise

    async def bridges(self) -> list[Bridge]:
        """Return every bridge of the engine."""
        return [parse_bridge(raw) for raw in await self._wire.request("GET", "bridges")]

    async def answer(self, channel_id: str) -> None:
        """Pick the call up."""
        await self._wire.request("POST", f"{_channel(channel_id)}/answer")

    async def play(self, channel_id: str, sounds: Sequence[str], playback_id: str) -> None:
        """Play the sounds one after another; `PlaybackFinished` comes once, after the last."""
        media = [f"sound:{name}" for name in sounds]
        await self._wire.request("POST", f"{_channel(channel_id)}/play/{quote(playback_id)}", media=media)

    async def sound(self, channel_id: str, media: str, playback_id: str) -> None:
        """Let the leg hear it (`tone:ring`), until it is stopped."""
        await self._wire.request("POST", f"{_channel(channel_id)}/play/{quote(playback_id)}", media=[media])

    async def sound_in_bridge(self, bridge_id: str, media: str, playback_id: str) -> None:
        """Let everybody in the bridge hear it (`tone:ring`), until it is stopped."""
        await self._wire.request("POST", f"bridges/{quote(bridge_id)}/play/{quote(playback_id)}", media=[media])

    async def stop_playback(self, playback_id: str) -> None:
        """Stop an announcement, if it still plays."""
        await self._end(f"playbacks/{quote(playback_id)}")

    async def record(self, channel_id: str, name: str, seconds: int) -> None:
        """Record what comes from the channel until `#` or so many seconds; a hang-up ends it too."""
        told = {"name": name, "format": "wav", "terminateOn": "#", "ifExists": "overwrite"}
        await self._wire.request("POST", f"{_channel(channel_id)}/record", maxDurationSeconds=seconds, **told)

    async def ringing(self, channel_id: str, *, on: bool) -> None:
        """Let the leg hear that it rings at the other side, or no more."""
        await self._tolerant("POST" if on else "DELETE", f"{_channel(channel_id)}/ring")

    async def start_music(self, channel_id: str) -> None:
        """Let the caller hear music."""
        await self._wire.request("POST", f"{_channel(channel_id)}/moh", mohClass="default")

    async def stop_music(self, channel_id: str) -> None:
        """End the music, if there is any."""
        await self._end(f"{_channel(channel_id)}/moh")

    async def ring(
        self,
        channel_id: str,
        *,
        endpoint: str,
        args: str,
        caller_id: str,
        seconds: int,
        variables: Field,
        formats: str = "opus,ulaw",
    ) -> None:
        """Ring a phone; it enters the application with `args` when it answers. These codecs are offered."""
        await self._wire.request(
            "POST",
            _channel(channel_id),
            endpoint=endpoint,
            app=self._application,
            appArgs=args,
            callerId=caller_id,
            timeout=seconds,
            formats=formats,
            variables=variables,
        )

    async def snoop(self, channel_id: str, snoop_id: str, *, whisper: bool, args: str) -> None:
        """Have a leg that hears all that the channel says and hears; with `whisper` it also speaks to the channel.

        It enters the application with `args`, and ends with the channel.
        """
        await self._wire.request(
            "POST",
            f"{_channel(channel_id)}/snoop/{quote(snoop_id)}",
            app=self._application,
            appArgs=args,
            spy="both",
            whisper="out" if whisper else "none",
        )

    async def hang_up(self, channel_id: str) -> None:
        """End the leg, if it still is."""
        await self._end(_channel(channel_id))

    async def packets_received(self, channel_id: str) -> int | None:
        """Return how many packets of sound came from the leg so far, or nothing when it is gone."""
        try:
            said = await self._wire.request("GET", f"{_channel(channel_id)}/rtp_statistics")
        except EngineError as error:
            if error.is_race:
                return None
            raise
        return int(said["rxcount"])

    async def continue_in_dialplan(self, channel_id: str, context: str) -> None:
        """Give the call back to the dialplan."""
        path = f"{_channel(channel_id)}/continue"
        await self._wire.request("POST", path, context=context, extension="s", priority=1)

    async def go_on(self, channel_id: str) -> None:
        """Let the dialplan go on where it handed the call to us, if it still is with us."""
        await self._tolerant("POST", f"{_channel(channel_id)}/continue")

    async def set_variable(self, channel_id: str, name: str, value: str) -> None:
        """Set a variable of the channel."""
        await self._wire.request("POST", f"{_channel(channel_id)}/variable", variable=name, value=value)

    async def global_variable(self, name: str) -> str:
        """Return a global variable of the dialplan, empty when it was never set."""
        said = await self._wire.request("GET", f"asterisk/variable?variable={quote(name)}")
        return str(said.get("value", ""))

    async def set_global(self, name: str, value: str) -> None:
        """Set a global variable of the dialplan."""
        await self._wire.request("POST", f"asterisk/variable?variable={quote(name)}&value={quote(value, safe='')}")

    async def create_bridge(self, bridge_id: str, *, pictures: bool = False) -> None:
        """Have a bridge in which legs hear one another, also when it is there already.

        With `pictures` each also sees all others: pictures are passed on as they are, each in a stream of its own.
        """
        kind = "mixing,video_sfu,sdp_label" if pictures else "mixing"
        await self._tolerant("POST", f"bridges/{quote(bridge_id)}", type=kind)

    async def add_to_bridge(self, bridge_id: str, channel_ids: Iterable[str]) -> None:
        """Put legs into the bridge; each must have entered the application."""
        await self._wire.request("POST", f"bridges/{quote(bridge_id)}/addChannel", channel=list(channel_ids))

    async def remove_from_bridge(self, bridge_id: str, channel_id: str) -> None:
        """Take a leg out of the bridge, if it is in it."""
        await self._tolerant("POST", f"bridges/{quote(bridge_id)}/removeChannel", channel=[channel_id])

    async def play_to_bridge(self, bridge_id: str, sounds: Sequence[str], playback_id: str) -> None:
        """Play the sounds to everybody in the bridge."""
        media = [f"sound:{name}" for name in sounds]
        await self._wire.request("POST", f"bridges/{quote(bridge_id)}/play/{quote(playback_id)}", media=media)

    async def record_bridge(self, bridge_id: str, name: str, ending: str, seconds: int) -> None:
        """Record what is said in the bridge into the engine's own folder, at most so long."""
        await self._wire.request(
            "POST",
            f"bridges/{quote(bridge_id)}/record",
            name=name,
            format=ending,
            maxDurationSeconds=seconds,
            ifExists="fail",
        )

    async def is_recording(self, name: str) -> bool:
        """Return whether the engine still writes this recording."""
        try:
            await self._wire.request("GET", f"recordings/live/{quote(name)}")
        except EngineError as error:
            if error.is_race:
                return False
            raise
        return True

    async def stop_recording(self, name: str) -> None:
        """End a recording and keep its file, if it still goes on."""
        await self._tolerant("POST", f"recordings/live/{quote(name)}/stop")

    async def discard_recording(self, name: str) -> None:
        """End a recording and throw its file away, if it still goes on."""
        await self._end(f"recordings/live/{quote(name)}")

    async def destroy_bridge(self, bridge_id: str) -> None:
        """Remove the bridge, if it is there."""
        await self._end(f"bridges/{quote(bridge_id)}")

    async def phones(self) -> dict[str, bool]:
        """Return every SIP account that the engine knows, and whether a phone is registered under it."""
        listed = await self._wire.request("GET", "endpoints/PJSIP")
        return {raw["resource"]: raw.get("state") == "online" for raw in listed}

    async def push(self, kind: str, name: str, fields: Field) -> None:
        """Write one object of the SIP configuration into the engine's memory."""
        body = [{"attribute": key, "value": value} for key, value in fields.items()]
        await self._wire.request("PUT", f"asterisk/config/dynamic/res_pjsip/{kind}/{quote(name)}", fields=body)

    async def pull(self, kind: str, name: str) -> None:
        """Remove one object of the SIP configuration, if it is there."""
        await self._end(f"asterisk/config/dynamic/res_pjsip/{kind}/{quote(name)}")

    async def _end(self, path: str) -> None:
        await self._tolerant("DELETE", path)

    async def _tolerant(self, method: str, path: str, **body: object) -> None:
        """Carry out a request whose purpose is reached also when the engine says: there already, or gone already."""
        try:
            await self._wire.request(method, path, **body)
        except EngineError as error:
            if not error.is_race:
                raise


def _channel(channel_id: str) -> str:
    return f"channels/{quote(channel_id)}"
