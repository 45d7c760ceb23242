"""What the tests share: a home of their own, an empty audit, the demo audit, and a browser-like client let in."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from audit_app import audit, create_app, demo, security, text
from audit_app.audit import Audit


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test its own laptop, in Spanish."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CONSTATA_HOME", str(folder))
    monkeypatch.delenv("CONSTATA_AUDIT", raising=False)
    monkeypatch.setenv("LANG", "es_MX.UTF-8")
    text.speak("es")
    yield folder
    text.speak("es")


@pytest.fixture
def empty_audit(tmp_path: Path) -> Audit:
    """Return an audit without works."""
    return audit.create(tmp_path / "audit", "Auditoría de prueba", "es")


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo audit once, without photos."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONSTATA_HOME", str(folder / "home"))
        demo.build(Audit(folder / "demo"), with_photos=False)
    return folder / "demo"


@pytest.fixture
def demo_audit(built_demo: Path, tmp_path: Path) -> Audit:
    """Return a copy of the demo audit that the test may change."""
    shutil.copytree(built_demo, tmp_path / "demo")
    return Audit(tmp_path / "demo")


@dataclass(frozen=True)
class Browser:
    """A client with the session's cookie, which sends the page's token along."""

    client: FlaskClient

    def get(self, path: str, **facts: Any) -> TestResponse:
        return self.client.get(path, **facts)

    def post(self, path: str, data: dict[str, Any] | None = None, **facts: Any) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **facts)

    def token(self) -> str:
        page = self.client.get("/help").get_data(as_text=True)
        return page.split('name="csrf_token" value="')[1].split('"')[0]


def enter(folder: Audit | None, person: str = "Evaluadora") -> Browser:
    """Start the app on an audit and walk in by a launch link."""
    if person:
        audit.name_person(person)
    app = create_app(folder.folder if folder else None)
    client = app.test_client()
    assert client.get(security.launch_path(audit.laptop().secret)).status_code == 302
    return Browser(client)


@pytest.fixture
def browser(demo_audit: Audit) -> Browser:
    """Return a browser inside the demo audit."""
    return enter(demo_audit)
