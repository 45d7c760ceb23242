"""The watch that every browser test stands under: what leaves this machine or breaks is told, in any context and window."""

from typing import Any

import pytest

from tests.browser.conftest import Browser

pytestmark = pytest.mark.browser
ELSEWHERE = "http://127.0.0.2:9/leaves"


@pytest.fixture
def watched(chromium: Browser) -> Any:
    yield chromium
    chromium.forget()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_what_a_page_asks_of_another_machine_is_seen(watched: Browser, options: dict[str, Any]) -> None:
    context = watched.new_context(**options)
    context.new_page().set_content(f"<img src='{ELSEWHERE}'>")
    context.close()
    assert watched.left == [ELSEWHERE]


def test_a_second_window_is_watched_too(watched: Browser) -> None:
    context = watched.new_context()
    page = context.new_page()
    with context.expect_page():
        page.evaluate(f"void open('{ELSEWHERE}')")
    context.close()
    assert watched.left == [ELSEWHERE]


def test_a_script_that_breaks_is_seen(watched: Browser) -> None:
    context = watched.new_context()
    page = context.new_page()
    with context.expect_event("weberror"):
        page.set_content("<script>nobody.knows()</script>")
    context.close()
    assert "nobody is not defined" in watched.broken[0]
