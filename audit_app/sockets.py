"""Takes a port of this laptop for Constata alone."""

import socket
import sys


def take(address: str, port: int) -> socket.socket:
    """Return a socket bound to a port, 0 for any, that no other program can share. Raises OSError and OverflowError.

    Elsewhere the system sees to that. Windows lets any program join a port that may be reused, and waitress asks for that of
    every socket: one that was taken for itself alone refuses it.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # Else a port rests a minute after a kill.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((address, port))
    except (OSError, OverflowError):  # a number that is no port
        taken.close()
        raise
    return taken
