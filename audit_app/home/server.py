"""Serves the app on 127.0.0.1: one server an audit, found again by a second start."""

import contextlib
import json
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click
from waitress.server import create_server

from audit_app import audit, security
from audit_app.audit import Audit
from audit_app.errors import PortTaken
from audit_app.text import gettext as _

ADDRESS = "127.0.0.1"
USUAL_PORT = 8310  # the same from day to day, so that an open page finds the app again after a power cut


def serve(chosen: Audit | None, port: int | None, browser: bool) -> None:
    """Serve an audit until stopped; where it is served already, open that again and return."""
    secret = audit.laptop().secret
    folder = str(chosen.folder) if chosen else ""
    if (running := _running(folder)) is not None:
        _announce(running, security.launch_path(secret, folder), browser)
        return
    listener = _listen(port)
    from audit_app import create_app

    app = create_app(chosen.folder if chosen else None)
    note = audit.home() / "running" / f"{listener.getsockname()[1]}.json"
    note.parent.mkdir(parents=True, exist_ok=True)
    _note(note, folder)
    app.extensions["audit_changed"] = lambda moved: _note(note, str(moved.folder))
    server = create_server(app, sockets=[listener], threads=8, clear_untrusted_proxy_headers=True, ident=None)
    try:
        _announce(listener.getsockname()[1], security.launch_path(secret, folder), browser)
        server.run()
    except (KeyboardInterrupt, SystemExit):
        click.echo(_("Constata se cerró; todo lo guardado está en %(folder)s.", folder=folder or audit.home()), err=True)
    finally:
        note.unlink(missing_ok=True)


def _announce(port: int, path: str, browser: bool) -> None:
    link = f"http://{ADDRESS}:{port}{path}"
    click.echo(link)
    sys.stdout.flush()
    click.echo(_("Constata está abierta en ese enlace, solo en esta laptop. Ciérrela con Ctrl+C."), err=True)
    if browser:
        threading.Thread(target=_open, args=(webbrowser.open, link), daemon=True).start()


def _open(opener: Callable[[str], bool], link: str) -> None:
    with contextlib.suppress(webbrowser.Error, OSError):
        opener(link)


def _listen(port: int | None) -> socket.socket:
    """Return a socket that listens: on the port asked for, else on the usual one, else on any."""
    for candidate in [port] if port else [USUAL_PORT, 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, candidate))
            return listener
        except OSError:
            listener.close()
    raise PortTaken(port or USUAL_PORT)


def _running(folder: str) -> int | None:
    """Return the port where this audit is served already."""
    for note in sorted((audit.home() / "running").glob("*.json")):
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
            with socket.create_connection((ADDRESS, int(note.stem)), timeout=0.5):
                if told["audit"] == folder:
                    return int(note.stem)
        except OSError:
            note.unlink(missing_ok=True)
        except (ValueError, KeyError, TypeError):
            continue
    return None


def _note(path: Path, folder: str) -> None:
    path.write_text(json.dumps({"audit": folder, "pid": os.getpid()}), encoding="utf-8")
