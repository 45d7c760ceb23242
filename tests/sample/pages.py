"""What the tests of the sample's pages share: a page as it is read, and a list uploaded, looked at and confirmed."""

import csv
import io
import re
from html import unescape

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from tests.conftest import Browser


def text(page: TestResponse, status: int = 200) -> str:
    assert page.status_code == status, page.get_data(as_text=True)
    return unescape(page.get_data(as_text=True))


def words_of(page: TestResponse, status: int = 200) -> str:
    """Return what a person reads on a page, in one line."""
    assert page.status_code == status, page.get_data(as_text=True)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.get_data(as_text=True))).split())


def upload(browser: Browser, content: str | bytes, name: str = "lista.csv") -> TestResponse:
    data = content.encode() if isinstance(content, str) else content
    return browser.post(
        "/works/import", {"list": FileStorage(io.BytesIO(data), name)}, follow_redirects=False
    )


def preview_of(browser: Browser, content: str | bytes, name: str = "lista.csv") -> tuple[str, TestResponse]:
    """Upload a list; return the address of its preview, and the page."""
    sent = upload(browser, content, name)
    assert sent.status_code == 303
    return sent.location, browser.get(sent.location)


def confirm(browser: Browser, address: str, page: TestResponse, **fields: str) -> TestResponse:
    """Send the form that confirms, as the page has it."""
    form = page.get_data(as_text=True).partition('<form method="post" class="confirm">')[2]
    kept: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        kept.setdefault(unescape(name), []).append(unescape(value))
    return browser.post(address.split("?")[0], {**kept, **fields})


def table(sent: TestResponse) -> list[list[str]]:
    """Return the rows of a CSV file that was sent."""
    assert sent.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(sent.get_data().decode("utf-8-sig"))))


def link(page: TestResponse, part: str) -> str:
    """Return the address of the first link that holds this."""
    found: list[str] = re.findall(rf'href="([^"]*{re.escape(part)}[^"]*)"', page.get_data(as_text=True))
    return unescape(found[0])
