"""What the first page tells of the works: how far the field work is, and where to go next."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from audit_app.home.progress import Progress, Route, left_of, measured, next_works, progress
from audit_app.listing import Line

TO_VISIT = Line("", "", None, None, None, None, "not_visited", "not_attempted", 0)
HERE = (22.65, -102.98)


def work(folio: str, **facts: Any) -> Line:
    return replace(TO_VISIT, folio=folio, **facts)


def visited(folio: str, at: tuple[str, str], **facts: Any) -> Line:
    return work(folio, **{"disposition": "located", "attempts": 1, "visited_here": at, **facts})


def next_folios(*works: Line) -> list[str]:
    return [work.folio for work in next_works(works, 3)]


def test_progress_counts_the_sample_without_what_waits_in_reserve() -> None:
    works = [
        work("1"),
        visited("2", ("2026-11-02", "a"), is_reviewed=True),
        work("3", disposition="not_located", is_reviewed=True),
        work("4", disposition="out_of_scope", is_reviewed=True),
        work("5", disposition="conflict"),
        work("6", disposition=None, is_reviewed=True),
    ]
    assert progress(works) == Progress(sampled=5, in_scope=4, visited=2, reviewed=3, conflicts=1)
    assert progress([]) == Progress(0, 0, 0, 0, 0)


def test_the_nearest_to_the_last_visit_come_first_with_their_metres() -> None:
    works = [
        visited("0", ("2026-11-02", "a"), position=HERE),
        work("1", position=(22.67, -102.98)),
        work("2"),
        work("3", position=(22.66, -102.98)),
    ]
    told = measured(next_works(works, 9), works[0])
    assert [(one.folio, metres and round(metres)) for one, metres in told] == [
        ("3", 1112),
        ("1", 2224),
        ("2", None),
    ]


def test_without_its_place_those_of_the_last_municipality_come_first() -> None:
    works = [
        work("1", state="Jalisco", municipality="Arandas"),
        work("3", state="Zacatecas", municipality="Jerez"),
        work("2", state="Zacatecas", municipality="Jerez"),
        work("4", state="Jalisco", municipality="Arandas"),
    ]
    assert next_folios(*works) == ["1", "4", "2"]
    assert next_folios(*works, visited("0", ("2026-11-02", "a"), municipality="Jerez")) == ["2", "3", "1"]


def test_a_work_that_could_not_be_visited_is_still_to_be() -> None:
    assert next_folios(work("1", reason="weather", attempts=1), work("2", disposition="not_located")) == ["1"]


def test_of_a_route_what_was_tried_since_it_was_kept_is_done() -> None:
    kept = datetime(2026, 11, 2, 7).timestamp()
    before, at, after = (revision_of(kept + seconds) for seconds in (-9, 0, 9))
    route = Route(at, ["6", "5", "4", "3", "2", "1", "gone"])
    works = [
        work("1"),
        visited("2", ("2026-11-02", after)),
        work("3", attempts=1, visited_here=("2026-11-02", after)),
        work("4", attempts=1, visited_here=("2026-11-02", before)),
        work("5", attempts=1, visited_here=("2026-10-30", after)),  # an older attempt, corrected today
        work("6", attempts=1, visited_here=("", after)),
        work("7"),
    ]
    assert [one.folio for one in left_of(route, works)] == ["5", "4", "1"]
    assert left_of(None, works) == []


def revision_of(seconds: float) -> str:
    digits = f"{int(seconds * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}-7000-8000-000000000000"


def test_without_a_place_nothing_is_measured() -> None:
    assert measured([work("1", position=HERE)], None) == [(work("1", position=HERE), None)]
    assert measured([work("1")], visited("0", ("2026-11-02", "a"), position=HERE)) == [(work("1"), None)]
