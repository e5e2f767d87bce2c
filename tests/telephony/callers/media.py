"""The sound of one call: sends a tone every 20 ms from a thread of its own and keeps all that comes in."""

import queue
import socket
import struct
import threading
import time

import numpy

from tests.telephony.callers.tones import FRAME, RATE, Sound, decode, encode, tone

ALAW, KEYS = 8, 101
KEY_NAMES = "0123456789*#"
KEY_FRAMES = 5


class Media:
    """A two-way stream of A-law over RTP (RFC 3550) on one address of this machine."""

    def __init__(self, address: str, pitch: float) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self._voice = encode(tone(pitch, 1.0)) if pitch else encode(numpy.zeros(RATE, dtype=numpy.int16))
        self._towards: tuple[str, int] | None = None
        self._ended = threading.Event()
        self._keys: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._heard: list[tuple[float, bytes]] = []
        self.keys, self._last_key = "", -1
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._send, self._receive)]

    def start(self, towards: tuple[str, int]) -> None:
        """Begin to send to this place; called again after a change of place."""
        started, self._towards = self._towards is not None, towards
        if not started:
            for thread in self._threads:
                thread.start()

    def say(self, towards: tuple[str, int], moment: int) -> None:
        """Send the voice's frame of this moment (in frames), from the thread of somebody who speaks for many."""
        place = moment * FRAME % len(self._voice)
        header = struct.pack("!BBHII", 0x80, ALAW, moment & 0xFFFF, moment * FRAME & 0xFFFFFFFF, 0x1F0C0DE5)
        self._socket.sendto(header + self._voice[place : place + FRAME], towards)

    def press(self, keys: str) -> None:
        """Press keys one after another, as events beside the sound (RFC 4733)."""
        for key in keys:
            self._keys.put(key)

    def close(self) -> None:
        """End both ways."""
        self._ended.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(2)
        self._socket.close()

    def heard(self, since: float = 0.0) -> Sound:
        """Return all sound that came in after this moment (`time.monotonic()`)."""
        payload = b"".join(piece for at, piece in list(self._heard) if at >= since)
        return decode(payload)

    def pieces(self, since: float) -> list[tuple[float, Sound]]:
        """Return each packet's sound with the moment it came."""
        return [(at, decode(piece)) for at, piece in list(self._heard) if at >= since]

    def _send(self) -> None:
        number, moment, started, place = 0, 0, time.monotonic(), 0
        while not self._ended.is_set() and self._towards:
            piece = self._voice[place : place + FRAME]
            place = (place + FRAME) % len(self._voice)
            header = struct.pack("!BBHII", 0x80, ALAW, number & 0xFFFF, moment & 0xFFFFFFFF, 0x1F0C0DE5)
            self._socket.sendto(header + piece, self._towards)
            number, moment = number + 1, moment + FRAME
            self._ended.wait(max(0.0, started + moment / RATE - time.monotonic()))
            if not self._keys.empty():
                number, moment = self._send_key(self._keys.get(), number, moment)

    def _send_key(self, key: str, number: int, moment: int) -> tuple[int, int]:
        """Send one key for a tenth of a second, its end three times, and then a pause; returns where the sound is."""
        for count in range(1, KEY_FRAMES + 3):
            is_over, is_first = count >= KEY_FRAMES, count == 1
            length = min(count, KEY_FRAMES) * FRAME
            header = struct.pack("!BBHII", 0x80, KEYS | (0x80 if is_first else 0), number & 0xFFFF, moment, 0x1F0C0DE5)
            event = struct.pack("!BBH", KEY_NAMES.index(key), 0x80 | 10 if is_over else 10, length)
            if self._towards:
                self._socket.sendto(header + event, self._towards)
            number += 1
            self._ended.wait(FRAME / RATE)
        return number, moment + (KEY_FRAMES + 2) * FRAME

    def _receive(self) -> None:
        while not self._ended.is_set():
            try:
                packet = self._socket.recv(2048)
            except TimeoutError:
                continue
            except OSError:
                return
            if len(packet) > 12 and packet[1] & 0x7F == ALAW:
                self._heard.append((time.monotonic(), packet[12:]))
            elif len(packet) >= 16 and packet[1] & 0x7F == KEYS:
                self._take_key(packet)

    def _take_key(self, packet: bytes) -> None:
        """Note a key of the other side once, by the moment at which it was pressed (RFC 4733, 2.5.1)."""
        moment, key = struct.unpack("!I", packet[4:8])[0], packet[12]
        if moment != self._last_key and key < len(KEY_NAMES):
            self._last_key, self.keys = moment, self.keys + KEY_NAMES[key]
