"""Times are told by this laptop's clock, whatever time another laptop claims."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

import pytest

from audit_app import text


@pytest.fixture(params=["America/Mexico_City", "Asia/Tokyo"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("only POSIX changes its zone while a program runs")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_a_time_is_told_by_the_clock_of_this_laptop(zone: str) -> None:
    told = text.moment("2026-11-27T01:30:00+00:00")
    assert told == {"America/Mexico_City": "26 nov 2026 19:30", "Asia/Tokyo": "27 nov 2026 10:30"}[zone]


@pytest.mark.parametrize("year", ["0001-01-01T00:00", "1960-01-01T00:00", "9999-12-31T23:59"])
def test_a_time_that_no_clock_shows_stops_no_page(zone: str, year: str) -> None:
    assert text.moment(f"{year}:00+00:00")


def test_what_windows_cannot_turn_is_told_in_utc() -> None:
    class OnWindows(datetime):
        def astimezone(self, _zone: tzinfo | None = None) -> "OnWindows":
            raise OSError(22, "Invalid argument")

    assert text._by_this_clock(OnWindows(1960, 1, 2, tzinfo=UTC)).isoformat() == "1960-01-02T00:00:00+00:00"
