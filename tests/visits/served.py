"""The app in a process of its own, as a person starts it, and a plain client that talks to it."""

import http.client
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from audit_app.audit import Audit

ROOT = Path(__file__).parent.parent.parent
BOUNDARY = "----frontera"


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    location: str
    cookie: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def told(self) -> dict[str, object]:
        """The JSON of an autosave."""
        found: dict[str, object] = json.loads(self.body)
        return found


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One audit served on one port; killed and started again it keeps port, session and token."""

    audit: Audit
    home: Path
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[str] | None" = None
    cookie: str = ""
    token: str = ""

    def start(self) -> str:
        """Start the app; return its launch link."""
        command = [
            sys.executable,
            "-m",
            "audit_app.cli",
            "--audit",
            str(self.audit.folder),
            "serve",
            "--no-browser",
        ]
        environment = {**os.environ, "CONSTATA_HOME": str(self.home)}
        environment["PYTHONPATH"] = os.pathsep.join(
            [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=environment,
            cwd=self.home.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        """End it as a flat battery does."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None

    def enter(self, link: str) -> None:
        """Walk in by the launch link, and take the token of a page."""
        self.cookie = self.get(link.split(str(self.port), 1)[1]).cookie
        page = self.get("/help")
        self.cookie = page.cookie
        self.token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]

    def get(self, path: str) -> Answer:
        """Get a page."""
        return self._ask("GET", path, b"", {})

    def post(self, path: str, data: Mapping[str, str]) -> Answer:
        """Post a form."""
        body = urlencode({"csrf_token": self.token, **data}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path: str, data: Mapping[str, str], photo: bytes, name: str) -> Answer:
        """Post a form with one photo."""
        fields = {"csrf_token": self.token, **data}
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        )
        head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photos"; filename="{name}"\r\n\r\n'
        body = head.encode() + photo + f"\r\n--{BOUNDARY}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, {"Cookie": self.cookie, **headers})
            answer = connection.getresponse()
            cookie = answer.headers.get("Set-Cookie", "").split(";")[0]
            return Answer(answer.status, answer.headers.get("Location", ""), cookie, answer.read())
        finally:
            connection.close()
