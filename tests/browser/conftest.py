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

from audit_app import audit
from audit_app.audit import Audit
from tests.browser.furnished import furnish
from tests.browser.screens import Screen

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
WIDTHS = (1366, 390)
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@dataclass
class Browser:
    """A Chromium that keeps what leaves this machine and what breaks, in whatever context and window."""

    chromium: Any
    left: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def new_context(self, **options: Any) -> Any:
        """Open a context that is watched."""
        context = self.chromium.new_context(**options)
        context.on("request", lambda request: self._leaves(request.url))
        context.on("weberror", lambda error: self.broken.append(str(error.error)))
        context.on("console", lambda said: self._says(said.text))
        return context

    def forget(self) -> None:
        """Begin the watch anew."""
        self.left.clear()
        self.broken.clear()

    def _leaves(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.left.append(url)

    def _says(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.broken.append(text)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser; without one the test is skipped, or fails where CONSTATA_REQUIRE_BROWSER is set."""
    if not CHROMIUM:
        missing = "Chromium is not installed"
        if os.environ.get("CONSTATA_REQUIRE_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Browser(browser)
        browser.close()


@pytest.fixture(autouse=True)
def nothing_leaves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test when anything left 127.0.0.1 or a script broke, whatever context it opened."""
    watched = request.getfixturevalue("chromium") if "chromium" in request.fixturenames else None
    yield
    if watched:
        left, broken = list(watched.left), list(watched.broken)
        watched.forget()
        assert left == []
        assert broken == []


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
def page(chromium: Browser) -> Iterator[Any]:
    """Return a page of a laptop in Spanish."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768}, locale="es-MX", accept_downloads=True
    )
    yield context.new_page()
    context.close()


@dataclass(frozen=True)
class Place:
    """Where the pages are: a server of each kind, a window of each width, one that was not let in, and what addresses name."""

    bases: dict[str, str]
    windows: dict[int, Any]
    stranger: Any
    names: dict[str, str]

    def address(self, screen: Screen) -> str:
        return self.bases[screen.server] + screen.path.format(**self.names)

    def show(self, screen: Screen, width: int = 1366) -> Any:
        """Go to a page in the window of this width, and do there what it asks for."""
        page = self.stranger if screen.server == "stranger" else self.windows[width]
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(self.address(screen))
        if screen.act:
            screen.act(page, self.names)
        page.evaluate(OPEN_ALL)
        return page


@pytest.fixture(scope="module")
def place(chromium: Browser, built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Serve an audit that has everything and one that has nothing."""
    folder = tmp_path_factory.mktemp("access")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONSTATA_HOME", str(folder / "home"))
        full = Audit(Path(shutil.copytree(built_demo, folder / "demo")))
        names = {**furnish(full), "folder": str(folder / "memoria")}
        Path(names["folder"]).mkdir()
        empty = audit.create(folder / "empty", "Auditoría vacía", "es")
    servers = Servers(folder / "home")
    context, outside = chromium.new_context(locale="es-MX"), chromium.new_context(locale="es-MX")
    windows = {width: context.new_page() for width in WIDTHS}
    bases = {}
    for name, audited in (("audit", full), ("empty", empty)):
        link = servers(audited)
        windows[1366].goto(link)
        bases[name] = link.split("/enter")[0]
    yield Place({**bases, "stranger": bases["audit"]}, windows, outside.new_page(), names)
    context.close()
    outside.close()
    servers.kill()
