"""How much one address may ask for. Counted in the memory of one process: nothing about readers is ever stored."""

from collections import OrderedDict
from threading import Lock
from time import monotonic

from infolinia.api.rules.bucket import OF_ADDRESS, Bucket, Size, take

MOST_ADDRESSES = 10_000


class Limits:
    """A bucket for each address seen lately; the ones unused for longest are forgotten first."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()
        self._lock = Lock()

    def seconds_to_wait(self, address: str, size: Size = OF_ADDRESS) -> int:
        """Count one request of the address (or program); return 0, or for how many seconds it must wait."""
        at = monotonic()
        with self._lock:
            bucket, wait = take(self._buckets.get(address, Bucket(left=size.capacity, at=at)), at, size)
            self._buckets[address] = bucket
            self._buckets.move_to_end(address)
            while len(self._buckets) > MOST_ADDRESSES:
                self._buckets.popitem(last=False)
        return wait

    def forget(self) -> None:
        """Start anew."""
        with self._lock:
            self._buckets.clear()


limits = Limits()
