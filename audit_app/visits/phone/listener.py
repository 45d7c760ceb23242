"""Serves an app on one address of this laptop, on a port of the system's choice, until it is ended."""

import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from audit_app import photos, sockets
from audit_app.errors import AddressGone
from audit_app.visits.phone.bodies import MaySend, channels

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_BODY = photos.LARGEST_BYTES + 4_000_000
MOST_CONNECTIONS = 12
PAUSE = 1.0  # seconds between two looks at whether it is still to be open


class Listener:
    """A port that is open in a thread of its own from ``serve`` to ``end``, or until what is asked says no."""

    def __init__(self, address: str) -> None:
        """Take a port of this address; nobody is answered yet. Refuses an address that this laptop does not have."""
        try:
            self._socket = sockets.take(address, 0)
        except OSError as error:
            raise AddressGone(address) from error
        self.host = f"{address}:{self._socket.getsockname()[1]}"
        self._ending, self._closed = threading.Event(), threading.Event()
        self._waking = threading.Lock()

    def serve(self, app: "WSGIApplication", stays: Callable[[], bool], may_send: MaySend) -> None:
        """Answer with this app from here on, as long as ``stays`` says so; take photos with a cookie that may send them."""
        self._open: dict[int, socket.socket] = {}
        server = create_server(
            app,
            map=self._open,
            sockets=[self._socket],
            threads=2,  # a photo is kept by one while the other answers
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=30,
            cleanup_interval=10,
            max_request_header_size=16_384,
            max_request_body_size=LARGEST_BODY,
            log_socket_errors=False,  # phones come and go
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
        self._server = cast("BaseWSGIServer", server)  # as waitress returns for one socket
        self._server.channel_class = channels(may_send)
        threading.Thread(target=self._run, args=(stays,), daemon=True).start()

    def end(self) -> None:
        """Close the port, and return when nobody can reach it any more; what is being kept is kept."""
        self._ending.set()
        with self._waking:
            if self._open:
                self._server.pull_trigger()
        self._closed.wait(10)

    def _run(self, stays: Callable[[], bool]) -> None:
        try:
            while stays() and not self._ending.is_set():
                wasyncore.loop(timeout=PAUSE, map=self._open, count=1)
        finally:
            wasyncore.dispatcher.close(
                self._server
            )  # the port alone: threads at work may still wake the loop
            self._closed.set()
            self._server.task_dispatcher.shutdown(timeout=600)
            with self._waking:
                wasyncore.close_all(self._open)
