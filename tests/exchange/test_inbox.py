"""A conflict as a person reads it: what all versions come from, and what each says differently."""

from audit_app.exchange.inbox import Comparison, compared
from audit_app.exchange.package import Row

Told = tuple[str, str, list[str]]  # id, what it says of the operation, the ids it supersedes


def history(*told: Told) -> Comparison:
    rows: list[tuple[Row, list[str]]] = [
        ({"id": revision, "author": "Brigada 1", "operates": operates}, older)
        for revision, operates, older in told
    ]
    return compared(rows)


def test_two_corrections_of_one_visit_are_compared_with_it() -> None:
    told = history(("a", "yes", []), ("b", "no", ["a"]), ("c", "yes", ["a"]))
    assert told.base is not None
    assert told.base["id"] == "a"
    assert [head["id"] for head in told.heads] == ["b", "c"]
    (field,) = told.fields
    assert (field.label, field.before, field.said) == ("¿Opera?", "Sí", [("No opera", True), ("Sí", False)])


def test_two_first_visits_have_nothing_before_them() -> None:
    told = history(("a", "yes", []), ("b", "no", []))
    assert told.base is None
    assert told.fields[0].before is None
    assert told.fields[0].said == [("Sí", False), ("No opera", False)]


def test_the_nearest_version_that_all_descend_from_is_the_base() -> None:
    told = history(
        ("a", "yes", []),
        ("b", "partly", ["a"]),
        ("c", "no", ["b"]),
        ("d", "never", ["b"]),
        ("e", "stopped", ["d"]),
    )
    assert told.base is not None
    assert told.base["id"] == "b"
    assert [head["id"] for head in told.heads] == ["c", "e"]


def test_what_all_changed_alike_is_not_a_difference() -> None:
    assert history(("a", "yes", []), ("b", "no", ["a"]), ("c", "no", ["a"])).fields == []


def test_a_version_that_this_laptop_never_received_is_no_base() -> None:
    assert history(("b", "no", ["a"]), ("c", "yes", ["a"])).base is None


def test_what_was_seen_is_told_by_the_names_of_the_versions() -> None:
    assert history(("a", "yes", []), ("b", "no", [])).seen == "a b"
