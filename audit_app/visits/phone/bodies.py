"""How what is sent comes in: a large body only with the cookie of who may send it, few of them at once, and none too slowly.

waitress keeps a body whole, on the disk, before the app is asked. Here it is decided when its headers are read.
"""

import itertools
import time
from collections.abc import Callable
from typing import cast

from waitress.adjustments import Adjustments
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

SMALL = 10_000  # bytes: a form without photos, which anybody may send
MOST_LARGE = 2  # at once; more wait for their turn
GRACE = 30.0  # seconds that a request may take, and one more for each...
SLOWEST = 10_000  # ...bytes that came of what is kept

MaySend = Callable[[str], bool]
_turns = itertools.count()


def channels(may_send: MaySend) -> type[HTTPChannel]:
    """Return the kind of connection for a server that takes large bodies with a ``Cookie`` header that may send them."""
    requests = type("Request", (_Request,), {"may_send": staticmethod(may_send)})
    return type("Channel", (_Channel,), {"parser_class": requests})


class _Nowhere(OverflowableBuffer):
    """Where a body goes that is not kept: read, so that who sends it hears the answer."""

    def append(self, _piece: object) -> None:
        pass


class _Request(HTTPRequestParser):
    """A request; to the app, a body that is not kept is an empty one."""

    may_send: MaySend
    headers: dict[str, str]

    def __init__(self, adj: Adjustments) -> None:
        super().__init__(adj)
        self.turn, self.since = next(_turns), time.monotonic()

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None and not self._is_kept():
            self.body_rcv.buf, self.content_length = _Nowhere(1), 0
            self.headers["CONTENT_LENGTH"] = "0"

    def _is_kept(self) -> bool:
        """Tell whether the body is; one in chunks does not say how large it is, and no browser sends one."""
        is_allowed = not self.is_large or self.may_send(self.headers.get("COOKIE", ""))
        return is_allowed and not self.chunked

    @property
    def is_large(self) -> bool:
        """Whether it takes one of the few places."""
        return self.content_length > SMALL

    def is_late(self) -> bool:
        """Tell whether it comes too slowly."""
        kept = 0 if self.body_rcv is None else len(self.body_rcv)
        return time.monotonic() - self.since > GRACE + kept / SLOWEST


class _Channel(HTTPChannel):
    """A connection that is cut off when it is too slow, and not read from while others before it have all places."""

    request: _Request | None
    requests: list[_Request]

    def received(self, data: bytes) -> bool:
        if self.request and self.request.is_late():
            self.will_close = True
        return super().received(data)

    def readable(self) -> bool:
        if not super().readable():
            return False
        if self.request and self._waits(self.request):
            self.last_activity, self.request.since = time.time(), time.monotonic()
            return False
        return True

    def _waits(self, mine: _Request) -> bool:
        others = cast("dict[int, _Channel]", self.server.active_channels).values()
        coming = (one for other in others for one in (*other.requests, other.request) if one)
        return mine.is_large and sum(one.is_large and one.turn < mine.turn for one in coming) >= MOST_LARGE
