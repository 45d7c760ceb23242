"""Serves the app on 127.0.0.1: one server an audit, found again by a second start."""

import contextlib
import hmac
import http.client
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from waitress.server import create_server

from audit_app import audit, security, sockets
from audit_app.audit import Audit
from audit_app.errors import PortTaken
from audit_app.home import sweeping
from audit_app.text import gettext as _
from audit_app.text import ngettext

ADDRESS = "127.0.0.1"
USUAL_PORT = 8310  # the same from day to day, so that an open page finds the app again after a power cut


def serve(chosen: Audit | None, port: int | None, browser: bool) -> None:
    """Serve an audit until stopped; where it is served already, open that again and return."""
    secret = audit.laptop().secret
    folder = str(chosen.folder) if chosen else ""
    if (running := _running(folder, secret)) is not None:
        _announce(running, security.launch_path(secret, folder), browser)
        click.echo(_("Constata ya estaba abierta: el enlace lleva a ella."), err=True)
        return
    listener = _listen(port)
    from audit_app import create_app

    app = create_app(chosen.folder if chosen else None)
    if chosen:
        _sweep(chosen)
    _run(app, listener, security.launch_path(secret, folder), browser)


def _sweep(chosen: Audit) -> None:
    """Put the audit's folder in order, and say what happened to whole photos."""
    swept = sweeping.sweep(chosen)
    if swept.set_aside:
        told = ngettext(
            "Se apartó en «%(folder)s» %(n)s fotografía que ninguna obra nombra: no se borró.",
            "Se apartaron en «%(folder)s» %(n)s fotografías que ninguna obra nombra: no se borraron.",
            swept.set_aside,
            folder=chosen.folder / sweeping.SET_ASIDE,
        )
        click.echo(told, err=True)
    if swept.brought_back:
        told = ngettext(
            "Volvió a su lugar %(n)s fotografía apartada que una obra nombra.",
            "Volvieron a su lugar %(n)s fotografías apartadas que una obra nombra.",
            swept.brought_back,
        )
        click.echo(told, err=True)


def _run(app: Flask, listener: socket.socket, path: str, browser: bool) -> None:
    port = listener.getsockname()[1]
    note = _note(port)
    server = create_server(app, sockets=[listener], threads=8, clear_untrusted_proxy_headers=True, ident=None)
    try:
        _announce(port, path, browser)
        told = _("Constata está abierta en ese enlace, solo en esta laptop. Ciérrela con Ctrl+C.")
        click.echo(told, err=True)
        server.run()
        shown: Audit | None = app.extensions["audit"]
        kept = shown.folder if shown else audit.home()
        click.echo(_("Constata se cerró; todo lo guardado está en %(folder)s.", folder=kept), err=True)
    finally:
        with contextlib.suppress(OSError):
            note.unlink()


def _announce(port: int, path: str, browser: bool) -> None:
    link = f"http://{ADDRESS}:{port}{path}"
    click.echo(link)
    sys.stdout.flush()
    if browser:
        threading.Thread(target=_open, args=(webbrowser.open, link), daemon=True).start()


def _open(opener: Callable[[str], bool], link: str) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        opener(link)


def _listen(port: int | None) -> socket.socket:
    """Return a socket that listens: on the port asked for, else on the usual one, else on any."""
    for candidate in [port] if port else [USUAL_PORT, 0]:
        with contextlib.suppress(OSError):
            listener = sockets.take(ADDRESS, candidate)
            try:
                listener.listen(1024)  # now, so that of two that start at once one is told
            except OSError:
                listener.close()
                raise
            return listener
    raise PortTaken(port or USUAL_PORT)


def _running(folder: str, secret: str) -> int | None:
    """Return the port where this laptop's own app shows this audit already."""
    for note in sorted((audit.home() / "running").glob("*")):
        try:
            port = int(note.name)
            if _is_free(port):
                note.unlink(missing_ok=True)
            elif _is_ours(port, folder, secret):
                return port
        except ConnectionRefusedError:
            note.unlink(missing_ok=True)
        except (OSError, ValueError, OverflowError, http.client.HTTPException):
            continue
    return None


def _is_free(port: int) -> bool:
    """Tell whether nobody listens on a port; Windows takes two seconds to refuse a connection to it."""
    try:
        sockets.take(ADDRESS, port).close()
    except OSError:
        return False
    return True


def _is_ours(port: int, folder: str, secret: str) -> bool:
    """Ask who listens on a port for a proof, so that a launch link never goes to a stranger."""
    nonce = secrets.token_hex(16)
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=2)
    try:
        connection.request("GET", f"/alive/{nonce}")
        answer = connection.getresponse().read(200)
    finally:
        connection.close()
    return hmac.compare_digest(answer, security.proof(secret, nonce, port, folder).encode())


def _note(port: int) -> Path:
    """Note on which port the app runs; where that cannot be written, a second start is merely a second app."""
    path = audit.home() / "running" / str(port)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return path
