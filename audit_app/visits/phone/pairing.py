"""One phone let in for one visit: its codes, its cookie, its bounds, its end. Pure but for chance and the clock it is given.

It lives in the memory of the app and ends with it. Of codes and cookie only the SHA-256 is kept.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from audit_app.audit import Audit
from audit_app.errors import PhoneCodeUsed, PhoneCodeWrong, PhoneFull, PhoneOver

CODE_SECONDS = 300
PHONE_SECONDS = 3600
MOST_FAILED = 10
MOST_PHOTOS = 200
MOST_BYTES = 2_000_000_000
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: without the letters that are taken for others
LINK_LETTERS = 26  # 130 bits
TYPED_LETTERS = 8  # 40 bits, of which ten may be tried
READ_AS = str.maketrans("OIL", "011", "- ")

State = Literal["waiting", "paired", "ended"]
Why = Literal["", "closed", "expired", "guessed", "replaced", "visit"]


@dataclass(frozen=True, slots=True)
class Visit:
    """The visit that a phone is let in for: the audit and its id, the work's folio and name, the draft, the language."""

    audit: Audit
    audit_id: str
    folio: str
    name: str
    draft: str
    language: str = "es"


class Pairing:
    """A phone waited for, then let in, then gone; safe to use from several threads."""

    def __init__(self, visit: Visit, clock: Callable[[], float] = time.time) -> None:
        """Begin to wait; the clock is the wall's, so that a laptop that slept finds its codes expired."""
        self.visit, self._clock, self._lock = visit, clock, threading.Lock()
        self._until = clock() + CODE_SECONDS
        self._codes: tuple[str, ...] = ()
        self._cookie = ""
        self._why: Why = ""
        self._coming = self._bytes = 0
        self.failed = self.arrived = 0

    def codes(self) -> tuple[str, str]:
        """Return the code of the link and the one to be typed; either is good, once. Only this call ever knows them."""
        link, typed = (
            "".join(secrets.choice(ALPHABET) for _letter in range(length))
            for length in (LINK_LETTERS, TYPED_LETTERS)
        )
        with self._lock:
            self._codes = (_digest(link), _digest(typed))
        return link, typed

    @property
    def state(self) -> State:
        """Where the pairing stands now."""
        if self.why:
            return "ended"
        return "paired" if self._cookie else "waiting"

    @property
    def why(self) -> Why:
        """Why it ended; nothing while it goes on."""
        if not self._why and self._clock() >= self._until:
            self._why = "expired"
        return self._why

    @property
    def until(self) -> float:
        """The time, in seconds since 1970, at which the code or then the phone's hour ends."""
        return self._until

    def check(self, code: str) -> None:
        """Refuse a code that is wrong, used or too late.

        Wrong ones are counted while a phone is waited for: later none lets in, and a stranger must not end what goes on.
        """
        with self._lock:
            self._check(code)

    def claim(self, code: str) -> str:
        """Let in the phone that brings a good code; return its cookie. Refuses as ``check``."""
        with self._lock:
            self._check(code)
            cookie = secrets.token_urlsafe(32)
            self._cookie, self._until = _digest(cookie), self._clock() + PHONE_SECONDS
            return cookie

    def holds(self, cookie: str) -> bool:
        """Tell whether this is the cookie of the phone that was let in, and its hour not over."""
        return self.state == "paired" and hmac.compare_digest(_digest(cookie), self._cookie)

    @contextmanager
    def place(self, size: int) -> Iterator[None]:
        """Hold the place of a photo of so many bytes while it is kept; refuse one above the bounds."""
        with self._lock:
            if self.why:
                raise PhoneOver
            if self.arrived + self._coming >= MOST_PHOTOS or self._bytes + size > MOST_BYTES:
                raise PhoneFull
            self._coming += 1
            self._bytes += size
        try:
            yield
        finally:
            with self._lock:
                self._coming -= 1

    def count(self) -> None:
        """Count a photo that was kept."""
        with self._lock:
            self.arrived += 1

    def end(self, why: Why = "closed") -> None:
        """End it for good; the first reason stays."""
        self._why = self.why or why

    def _check(self, code: str) -> None:
        if self.why:
            raise PhoneOver
        if not any([hmac.compare_digest(_digest(_bare(code)), one) for one in self._codes]):
            self.failed += not self._cookie
            if self.failed >= MOST_FAILED:
                self.end("guessed")
            raise PhoneCodeWrong
        if self._cookie:
            raise PhoneCodeUsed


def page_token(cookie: str) -> str:
    """Return the token that the page of a phone carries against forged posts: it follows from the cookie alone."""
    return hmac.new(cookie.encode(), b"page", hashlib.sha256).hexdigest()


def _bare(code: str) -> str:
    """Return a code as it was made, however it was typed."""
    return code[:100].upper().translate(READ_AS)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
