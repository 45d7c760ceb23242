"""How much a browser fetches for a page, counted as it would travel: texts compressed, fonts and pictures as they are."""

import gzip
from typing import Any

import pytest

from audit_app import audit
from audit_app.audit import Audit
from tests.browser.conftest import Servers

pytestmark = pytest.mark.browser
TEXTS = ("text/html", "text/css", "text/javascript", "image/svg+xml")


@pytest.mark.parametrize(("path", "most"), [("/", 150_000), ("/visits/GTO-1-04", 150_000)])
def test_a_first_page_is_light(demo_audit: Audit, serve: Servers, page: Any, path: str, most: int) -> None:
    audit.name_person("Evaluadora")
    fetched: list[Any] = []
    page.goto(serve(demo_audit))
    page.context.route("**", lambda route: route.continue_())  # with a route, nothing comes from the cache
    other = page.context.new_page()
    other.on("response", lambda answer: fetched.append(answer))
    other.goto(page.url.rstrip("/") + path, wait_until="networkidle")
    weights = {answer.url: weight(answer) for answer in fetched}
    kinds = {url.split("?")[0].rsplit(".", 1)[-1] for url in weights}
    assert {"css", "js", "woff2"} <= kinds
    print(path, sum(weights.values()), {url.rsplit("/", 1)[-1]: n for url, n in weights.items()})
    assert sum(weights.values()) < most


def weight(answer: Any) -> int:
    body = answer.body()
    return len(gzip.compress(body) if answer.headers["content-type"].startswith(TEXTS) else body)
