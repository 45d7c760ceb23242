"""The phone that serves this laptop as a camera: one pairing at a time, with the port that is open for it."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass

from audit_app import audit
from audit_app.db import Idle
from audit_app.visits.phone.listener import Listener
from audit_app.visits.phone.pairing import Pairing, Visit, Why
from audit_app.visits.phone.receiving import let_in, receiving


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the laptop shows once: where a phone goes, with the code in the link or to be typed, and until when."""

    link: str
    host: str
    code: str
    until: float


class Camera:
    """The pairing of one app; opening another ends the one before, that of another app of this laptop too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pairing: Pairing | None = None
        self._listener: Listener | None = None

    def invite(self, visit: Visit, address: str, idle: Idle) -> Invitation:
        """Open a port at an address of this laptop for a phone to this visit. Refuses an address that is gone."""
        with self._lock:
            self._end("replaced")
            listener, pairing = Listener(address), Pairing(visit)
            link, typed = pairing.codes()
            is_the_one = _made_the_one()

            def stays() -> bool:
                if not is_the_one():
                    pairing.end("replaced")
                return not pairing.why

            listener.serve(receiving(pairing, listener.host, idle), stays, let_in(pairing))
            self._pairing, self._listener = pairing, listener
        host = f"http://{listener.host}"
        return Invitation(f"{host}/c/{link}", host, f"{typed[:4]}-{typed[4:]}", pairing.until)

    def end(self, why: Why = "closed") -> None:
        """End the pairing and close its port, before this returns; nothing where there is none."""
        with self._lock:
            self._end(why)

    def of_draft(self, draft: str) -> Pairing | None:
        """Return the last pairing if it is, or was, for the visit with this draft."""
        pairing = self._pairing
        return pairing if pairing and pairing.visit.draft == draft else None

    def elsewhere(self, draft: str) -> Visit | None:
        """Return the visit that a phone is let in for now, where it is not the one with this draft."""
        pairing = self._pairing
        return pairing.visit if pairing and not pairing.why and pairing.visit.draft != draft else None

    def _end(self, why: Why) -> None:
        if self._pairing and self._listener:
            self._pairing.end(why)
            self._listener.end()
            self._listener = None


def _made_the_one() -> Callable[[], bool]:
    """Note that the newest pairing of this laptop is ours; return what tells whether it still is.

    Where that cannot be noted, only this app's own pairings end one another.
    """
    note, mine = audit.home() / "running" / "phone", secrets.token_hex(8)

    def still() -> bool:
        try:
            return note.read_text(encoding="ascii") == mine
        except (OSError, ValueError):
            return True

    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(mine, encoding="ascii")
    except OSError:
        return lambda: True
    return still
