"""What a cell says: numbers, dates, times and durations as a person reads them."""

from datetime import date, datetime, time, timedelta

import pytest

from audit_app.tables.workbooks.cells import Cell, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"),
        (-0.0, "0"),
        (0.15, "0.15"),
        (123456789012345.0, "123456789012345"),
        (1e17, "100000000000000000"),
        (12345678901234567890.0, "12345678901234567000"),
        (274.65999999999997, "274.66"),
        (20.123456789012344, "20.1234567890123"),
        (0.0000012, "0.0000012"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (date(2007, 3, 15), "2007-03-15"),
        (datetime(2007, 3, 15), "2007-03-15"),
        (datetime(2007, 3, 15, 10, 30), "2007-03-15 10:30:00"),
        (datetime(2007, 3, 15, 10, 29, 59, 999999), "2007-03-15 10:30:00"),
        (time(8, 5), "08:05:00"),
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (-timedelta(minutes=5), "-00:05:00"),
        ("00007", "00007"),
    ],
)
def test_a_cell_says_what_the_spreadsheet_shows(cell: Cell, text: str) -> None:
    assert text_of(cell) == text
