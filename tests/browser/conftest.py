"""A real server and a real Chromium; nothing a page does may leave this machine."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from audit_app.audit import Audit

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    *(
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    ),
    *("--disable-component-update", "--disable-sync", "--lang=es-MX"),
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Return a browser; without one the test is skipped, or fails where CONSTATA_REQUIRE_BROWSER is set."""
    if not CHROMIUM:
        missing = "Chromium is not installed"
        if os.environ.get("CONSTATA_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Servers:
    """The servers of a test; called, it starts one and returns its launch link."""

    home: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def __call__(self, audit: Audit, *options: str) -> str:
        command = [
            sys.executable,
            "-m",
            "audit_app.cli",
            "--audit",
            str(audit.folder),
            "serve",
            "--no-browser",
            *options,
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "CONSTATA_HOME": str(self.home)}
        server = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.running.append(server)
        assert server.stdout
        return server.stdout.readline().strip()

    def kill(self) -> None:
        """End every server at once, as a flat battery does."""
        while self.running:
            server = self.running.pop()
            server.kill()
            server.communicate()


@pytest.fixture
def serve(home: Path) -> Iterator[Servers]:
    """Return what serves an audit and returns its launch link."""
    servers = Servers(home)
    yield servers
    servers.kill()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """Return a page that fails the test when anything leaves 127.0.0.1 or a script breaks."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="es-MX", accept_downloads=True
    )
    opened = context.new_page()
    left: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda request: left.append(request.url))
    opened.on("pageerror", lambda error: broken.append(str(error)))
    opened.on(
        "console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield opened
    context.close()
    assert [url for url in left if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []
    assert broken == []
