"""Dates of a list: any usual way of writing them, at the precision each has, day and month told apart by column."""

import pytest

from tests.sample.lists import column, places, works_with


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("31/12/2010", "2010-12-31"),
        ("31/12/2010 00:00", "2010-12-31"),
        ("31/12/10", "2010-12-31"),
        ("31-12-1998", "1998-12-31"),
        ("01/10/2019 02:00:00 a. m.", "2019-10-01"),
        ("2017-12-27 00:00:00", "2017-12-27"),
        ("2017-12-27T08:30:00Z", "2017-12-27"),
        ("20171227", "2017-12-27"),
        ("Enero/2014", "2014-01"),
        ("ene-14", "2014-01"),
        ("septiembre de 2008", "2008-09"),
        ("15 de marzo de 2007", "2007-03-15"),
        ("15/Mar/2007", "2007-03-15"),
        ("01/2014", "2014-01"),
        ("2014-01", "2014-01"),
        ("2014", "2014"),
        ("2014.0", "2014"),
        ("41640", "2014-01-01"),
        ("41640.75", "2014-01-01"),
    ],
)
def test_a_date_is_read_at_its_precision(cell: str, date: str) -> None:
    assert column("start_date", "fecha de inicio", cell) == [date]


def test_the_month_comes_first_where_only_so_the_whole_column_can_be_read() -> None:
    assert column("start_date", "inicio", "03/04/2010", "12/31/2010") == ["2010-03-04", "2010-12-31"]


def test_the_day_comes_first_where_both_ways_read_the_whole_column() -> None:
    assert column("start_date", "inicio", "03/04/2010", "05/06/2010") == ["2010-04-03", "2010-06-05"]


def test_the_order_is_decided_for_the_column_and_never_for_a_cell() -> None:
    listed = works_with("inicio", "31/12/2010", "30/11/2010", "11/30/2010")
    assert [work.values["start_date"] for work in listed.works] == ["2010-12-31", "2010-11-30", None]
    assert places(listed.warnings) == [("bad_date", 4, "inicio")]


@pytest.mark.parametrize(
    "cell", ["31/02/2010", "pronto", "2010-13-01", "0", "1850", "32 de enero de 2010", "enerote 2010"]
)
def test_what_is_no_date_is_missing_and_told(cell: str) -> None:
    listed = works_with("fecha termino", cell)
    assert listed.works[0].values["end_date"] is None
    assert [(told.code, told.value) for told in listed.warnings] == [("bad_date", cell)]


def test_the_year_is_text() -> None:
    assert column("year", "ejercicio fiscal", "2007", "2008") == ["2007", "2008"]
