"""The ledger: what is acknowledged stays, whatever the laptops exchange, in whatever order."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from audit_app import db, ledger
from audit_app.errors import (
    NotAHead,
    NotEvidence,
    NotInConflict,
    OtherContent,
    ReasonNeeded,
    UnknownKind,
)
from audit_app.ledger import Author, Row, Value

Tables = Mapping[str, Sequence[Mapping[str, Value]]]
Unite = Callable[[Database, Tables], object]

DEVICES = tuple(f"laptop-{number}" for number in range(3))
FOLIOS = ("W/001", "W/002")
PHOTO = "ab" * 32


@contextmanager
def laptops(count: int) -> Iterator[list[Database]]:
    opened = [db.create(Path(":memory:")) for _ in range(count)]
    try:
        yield opened
    finally:
        for database in opened:
            database.close()


@pytest.fixture
def laptop() -> Iterator[Database]:
    with laptops(1) as (one,):
        yield one


@pytest.fixture
def other() -> Iterator[Database]:
    with laptops(1) as (one,):
        yield one


BRIGADE = Author("Brigada 1", DEVICES[0])


def visit(
    database: Database, supersedes: Sequence[str] = (), author: Author = BRIGADE, **answers: Value
) -> str:
    with db.saving(database):
        return ledger.append(database, "visits", {"folio": "W/001", **answers}, author, supersedes)


def all_rows(database: Database) -> dict[str, list[Row]]:
    tables = (*ledger.kinds(database), "redactions", "supersedes")
    return {table: list(database.query(f"SELECT * FROM {table} ORDER BY 1, 2")) for table in tables}  # noqa: S608


def unite(database: Database, tables: Tables) -> dict[str, int]:
    with db.saving(database):
        return ledger.unite(database, tables)


# The law of the exchange, as a function of the way to unite: mutants of it must break the law.

DEEDS = ("save", "save", "correct", "correct", "settle", "redact", "exchange", "exchange", "exchange")
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.integers(0, 2)), min_size=12, max_size=30
)


class Team:
    """Three laptops at work, and what each was told is saved."""

    def __init__(self, databases: list[Database], take_in: Unite, chance: random.Random) -> None:
        self.databases, self.take_in, self.chance = databases, take_in, chance
        self.saved: dict[str, tuple[str, Row]] = {}
        self.older: set[str] = set()
        self.redacted: set[str] = set()

    def do(self, step: str, who: int, what: int) -> None:
        kind, key = ("visits", [FOLIOS[what]]) if what < 2 else ("photos", [FOLIOS[0], PHOTO])
        database = self.databases[who]
        heads = [str(row["id"]) for row in ledger.heads(database, ledger.kind_named(database, kind), key)]
        if step == "exchange":
            self.exchange(who, what)
        elif step == "redact" and heads:
            with db.saving(database):
                ledger.redact(database, heads[0], "Por ley", Author("Oficina", DEVICES[who]))
            self.redacted.add(heads[0])
        elif step == "save":
            self.save(who, kind, key, [])
        elif step == "correct" and heads:
            self.save(who, kind, key, heads[-1:])
        elif step == "settle" and len(heads) > 1:
            self.settle(who, kind, key, self.chance.choice(heads), heads)

    def save(self, who: int, kind: str, key: list[str], supersedes: list[str]) -> None:
        row: dict[str, Value] = {"folio": key[0], "reason": f"texto {len(self.saved)}"}
        if kind == "photos":
            row |= {"sha256": key[1], "media_type": "image/jpeg", "bytes": 1, "width": 1, "height": 1}
        with db.saving(self.databases[who]):
            made = ledger.append(self.databases[who], kind, row, Author("Brigada", DEVICES[who]), supersedes)
        self.acknowledge(who, kind, made, supersedes)

    def settle(self, who: int, kind: str, key: list[str], keep: str, heads: list[str]) -> None:
        database = self.databases[who]
        with db.saving(database):
            named = ledger.kind_named(database, kind)
            author = Author("Oficina", DEVICES[who])
            made = ledger.settle(database, named, " ".join(key), keep, "Se decidió", author)
        self.acknowledge(who, kind, made, heads)

    def acknowledge(self, who: int, kind: str, made: str, supersedes: list[str]) -> None:
        (row,) = self.databases[who].query(f"SELECT * FROM {kind} WHERE id = ?", [made])  # noqa: S608
        self.saved[made] = (kind, row)
        self.older |= set(supersedes)

    def exchange(self, sender: int, receiver: int) -> None:
        """Let one laptop take in part of what another wrote, out of order, perhaps twice."""
        sent = ledger.authored(self.databases[sender], [DEVICES[sender]])
        for _ in range(self.chance.randint(1, 2)):
            share = self.chance.choice([1.0, 0.5])
            part = {
                table: [row for row in rows if table == "redactions" or self.chance.random() < share]
                for table, rows in sent.items()
            }
            for rows in part.values():
                self.chance.shuffle(rows)
            with db.saving(self.databases[receiver]):
                self.take_in(self.databases[receiver], part)

    def bring_all_together(self) -> None:
        """Let every laptop take in everything of every other, each in another order."""
        pairs = [(one, two) for one in range(3) for two in range(3) if one != two]
        self.chance.shuffle(pairs)
        for sender, receiver in pairs:
            with db.saving(self.databases[receiver]):
                sent = ledger.authored(self.databases[sender], [DEVICES[sender]])
                self.take_in(self.databases[receiver], sent)


def assert_nothing_is_lost(team: Team) -> None:
    first, second, third = (all_rows(database) for database in team.databases)
    assert first == second == third
    held = {str(row["id"]): row for kind in ("visits", "photos") for row in first[kind]}
    blank = {"reason": None}
    assert held == {
        revision: row | blank if revision in team.redacted else row
        for revision, (_kind, row) in team.saved.items()
    }


def assert_conflicts_are_exactly_where_two_heads_are(team: Team) -> None:
    heads: dict[tuple[str, str], set[str]] = {}
    for revision, (kind, row) in team.saved.items():
        if revision not in team.older:
            key = str(row["folio"]) + (f" {row['sha256']}" if kind == "photos" else "")
            heads.setdefault((kind, key), set()).add(revision)
    for database in team.databases:
        found = {
            (one.kind, one.key): {str(row["id"]) for row in one.heads} for one in ledger.conflicts(database)
        }
        assert found == {thing: heads[thing] for thing in heads if len(heads[thing]) > 1}


def assert_the_law(take_in: Unite, examples: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    """Raise unless laptops that exchange by ``take_in`` end alike, with all that was saved and no conflict hidden."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS, st.integers(0, 2**32))
    def law(steps: list[tuple[str, int, int]], seed: int) -> None:
        with laptops(3) as databases:
            team = Team(databases, take_in, random.Random(seed))  # noqa: S311
            for step in steps:
                team.do(*step)
            team.bring_all_together()
            assert_nothing_is_lost(team)
            assert_conflicts_are_exactly_where_two_heads_are(team)

    law()


def without_links(database: Database, tables: Tables) -> None:
    ledger.unite(database, {table: rows for table, rows in tables.items() if table != "supersedes"})


def last_writer_wins(database: Database, tables: Tables) -> None:
    newest = dict(database.execute("SELECT folio, max(id) FROM visits GROUP BY folio").fetchall())
    kept = [row for row in tables["visits"] if str(row["id"]) > newest.get(row["folio"], "")]
    ledger.unite(database, {**tables, "visits": kept})


def without_redactions(database: Database, tables: Tables) -> None:
    ledger.unite(database, {table: rows for table, rows in tables.items() if table != "redactions"})


def test_any_exchange_ends_with_the_same_evidence_on_every_laptop() -> None:
    assert_the_law(ledger.unite, 120)


@pytest.mark.parametrize("mutant", [without_links, last_writer_wins, without_redactions])
def test_a_wrong_way_to_unite_breaks_the_law(mutant: Unite) -> None:
    with pytest.raises((AssertionError, OtherContent, BaseExceptionGroup)):
        assert_the_law(mutant, 150, (Phase.generate,))


# Revisions, heads and history.


def test_a_correction_leaves_one_head_and_a_history(laptop: Database) -> None:
    first = visit(laptop, operates="no")
    second = visit(laptop, [first], operates="yes")
    kind = ledger.kind_named(laptop, "visits")
    assert [row["id"] for row in ledger.heads(laptop, kind, ["W/001"])] == [second]
    assert [(row["id"], older) for row, older in ledger.history(laptop, kind, ["W/001"])] == [
        (first, []),
        (second, [first]),
    ]


def test_ids_rise_and_are_uuids_of_version_7() -> None:
    ids = [ledger.new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert {(one[14], one[19]) for one in ids} <= {("7", digit) for digit in "89ab"}


def test_rows_with_different_columns_are_never_cut_to_those_of_the_first(laptop: Database) -> None:
    rows: list[tuple[Mapping[str, Value], Sequence[str]]] = [
        ({"folio": "W/001"}, ()),
        ({"folio": "W/002", "notes": "se perdería"}, ()),
    ]
    with pytest.raises(KeyError), db.saving(laptop):
        ledger.append_many(laptop, "visits", rows, BRIGADE)
    assert all_rows(laptop)["visits"] == []


def test_a_withdrawn_visit_is_no_longer_current_and_still_there(laptop: Database) -> None:
    visit(laptop)
    with db.saving(laptop):
        kind = ledger.kind_named(laptop, "visits")
        ledger.withdraw(laptop, kind, ["W/001"], "Era otra obra", BRIGADE)
    assert laptop.execute("SELECT count(*) FROM current_visits").fetchone() == (0,)
    assert laptop.execute("SELECT count(*) FROM visits").fetchone() == (2,)


# Conflicts.


def in_conflict(laptop: Database) -> tuple[str, str]:
    return visit(laptop, operates="no"), visit(laptop, operates="yes", author=Author("Brigada 2", DEVICES[1]))


def test_two_heads_are_a_conflict_and_count_nowhere(laptop: Database) -> None:
    with db.saving(laptop):
        ledger.append(laptop, "works", {"folio": "W/001", "name": "Obra", "given": "{}"}, BRIGADE)
    ids = in_conflict(laptop)
    (found,) = ledger.conflicts(laptop)
    assert (found.kind, found.key, tuple(row["id"] for row in found.heads)) == ("visits", "W/001", ids)
    assert laptop.execute("SELECT disposition FROM dispositions").fetchone() == ("conflict",)
    assert laptop.execute("SELECT count(*) FROM outcomes").fetchone() == (0,)


def test_settling_keeps_one_version_and_says_why(laptop: Database) -> None:
    kept, dropped = in_conflict(laptop)
    with db.saving(laptop):
        kind = ledger.kind_named(laptop, "visits")
        made = ledger.settle(
            laptop, kind, "W/001", kept, " Se volvió al sitio ", Author("Oficina", DEVICES[2])
        )
    (head,) = ledger.heads(laptop, kind, ["W/001"])
    assert (head["id"], head["operates"], head["reason"], head["author"]) == (
        made,
        "no",
        "Se volvió al sitio",
        "Oficina",
    )
    assert [older for _row, older in ledger.history(laptop, kind, ["W/001"])][-1] == sorted([kept, dropped])


def test_settling_refuses_what_it_cannot_do(laptop: Database) -> None:
    kept, _dropped = in_conflict(laptop)
    visits, photos = (ledger.kind_named(laptop, name) for name in ("visits", "photos"))
    with pytest.raises(ReasonNeeded):
        ledger.settle(laptop, visits, "W/001", kept, "  ", BRIGADE)
    with pytest.raises(NotAHead):
        ledger.settle(laptop, visits, "W/001", "otra", "y", BRIGADE)
    with pytest.raises(NotInConflict):
        ledger.settle(laptop, visits, "W/002", kept, "y", BRIGADE)
    with pytest.raises(NotInConflict):
        ledger.settle(laptop, photos, "sin_sha256", kept, "y", BRIGADE)
    with pytest.raises(UnknownKind):
        ledger.kind_named(laptop, "drafts")


def test_a_key_of_two_columns_may_begin_with_blanks(laptop: Database) -> None:
    kind = ledger.kind_named(laptop, "photos")
    assert ledger.split_key(kind, f"W 001 bis {PHOTO}") == ["W 001 bis", PHOTO]


@pytest.mark.parametrize(
    ("roles", "open_conflicts"), [(("evaluator",) * 2, 0), (("evaluator", "supervisor"), 1)]
)
def test_two_laptops_that_say_the_same_of_a_person_do_not_contradict_each_other(
    laptop: Database, roles: tuple[str, str], open_conflicts: int
) -> None:
    with db.saving(laptop):
        for role in roles:
            ledger.append(laptop, "people", {"person": "Brigada 1", "role": role}, BRIGADE)
    assert len(ledger.conflicts(laptop)) == open_conflicts


@pytest.mark.parametrize(("values", "open_conflicts"), [(("0.95", "0.95"), 0), (("0.95", "0.9"), 1)])
def test_two_laptops_that_set_the_same_do_not_contradict_each_other(
    laptop: Database, values: tuple[str, str], open_conflicts: int
) -> None:
    with db.saving(laptop):
        for value in values:
            ledger.append(laptop, "audit_settings", {"setting": "level", "value": value}, BRIGADE)
    assert len(ledger.conflicts(laptop)) == open_conflicts


# Uniting.


def test_uniting_twice_changes_nothing(laptop: Database, other: Database) -> None:
    visit(laptop, [visit(laptop)])
    sent = ledger.authored(laptop, [DEVICES[0]])
    assert unite(other, sent) == {"visits": 2, "supersedes": 1}
    assert unite(other, sent) == {"visits": 0, "supersedes": 0}
    assert all_rows(other) == all_rows(laptop)


def test_a_device_sends_only_what_it_wrote(laptop: Database) -> None:
    visit(laptop)
    visit(laptop, author=Author("Brigada 2", DEVICES[1]))
    assert len(ledger.authored(laptop, [DEVICES[1]])["visits"]) == 1
    assert len(ledger.authored(laptop, DEVICES)["visits"]) == 2
    assert not any(ledger.authored(laptop, []).values())


@pytest.mark.parametrize(
    "tables",
    [
        {"drafts": [{"id": "a"}]},
        {"devices; DROP TABLE visits": [{"id": "a"}]},
        {"visits": [{"id": "a" * 36, "colour": "azul"}]},
        {"visits": [{"id": "a" * 36, "folio) SELECT 1 --": "x"}]},
        {"visits": [{"folio": "W/001"}]},
        {"visits": [{}]},
        {"visits": [{"id": "a" * 36, "folio": "W/001"}]},
        {"visits": [{"id": "a", "folio": "W/001", "author": "a", "device": "d", "recorded_at": "t"}]},
        {"visits": [{"id": "a" * 36, "folio": " ", "author": "a", "device": "d", "recorded_at": "t"}]},
        {"supersedes": [{"older": "a"}]},
        {"supersedes": [{"older": "a", "newer": None}]},
    ],
)
def test_rows_that_are_no_evidence_are_refused_whole(laptop: Database, tables: Tables) -> None:
    before = all_rows(laptop)
    with pytest.raises(NotEvidence):
        unite(laptop, {**tables, "people": [{**PERSON, "person": "Brigada 3"}]})
    assert all_rows(laptop) == before


PERSON = {"id": "p" * 36, "role": "evaluator", "author": "a", "device": "d", "recorded_at": "t"}


def test_an_id_with_other_content_is_refused(laptop: Database, other: Database) -> None:
    visit(laptop, notes="a")
    sent = ledger.authored(laptop, [DEVICES[0]])
    unite(other, sent)
    for change in ({"notes": "b"}, {"folio": "W/002"}, {"withdrawn": 1}, {"author": "Brigada 2"}):
        with pytest.raises(OtherContent):
            unite(other, {"visits": [{**sent["visits"][0], **change}]})
    assert all_rows(other) == all_rows(laptop)


def test_two_contents_under_one_id_in_the_same_package_are_refused(laptop: Database, other: Database) -> None:
    visit(laptop, notes="a")
    (row,) = ledger.authored(laptop, [DEVICES[0]])["visits"]
    with pytest.raises(OtherContent):
        unite(other, {"visits": [row, {**row, "notes": "b"}]})
    assert all_rows(other)["visits"] == []


# Redactions.

TEXTS: dict[str, Row] = {
    "works": {"folio": "W/001", "name": "Obra", "given": '{"a": "b"}', "executor": "x", "locality": "x"},
    "visits": {"folio": "W/001", "companion": "x", "evaluators": "x", "notes": "x", "search_done": "x"},
    "paperwork": {"folio": "W/001", "documents": "{}", "notes": "x"},
    "photos": {
        "folio": "W/001",
        "sha256": PHOTO,
        "caption": "x",
        "file_name": "x",
        "media_type": "image/jpeg",
        "bytes": 1,
        "width": 1,
        "height": 1,
    },
    "people": {"person": "Brigada 1", "role": "evaluator"},
    "audit_settings": {"setting": "title", "value": '"x"'},
}
BLANK: dict[str, Value] = {"given": "{}", "notices": "[]"}


def written(database: Database, table: str) -> str:
    with db.saving(database):
        return ledger.append(database, table, {**TEXTS[table], "reason": "x"}, BRIGADE)


def redact(database: Database, revision: str) -> None:
    with db.saving(database):
        ledger.redact(database, revision, "Por ley", Author("Oficina", DEVICES[2]))


def test_every_kind_is_tried_below(laptop: Database) -> None:
    assert set(TEXTS) == set(ledger.kinds(laptop))


@pytest.mark.parametrize("table", TEXTS)
@pytest.mark.parametrize("redaction_first", [False, True])
def test_a_redaction_blanks_the_free_texts_whichever_comes_first(
    laptop: Database, other: Database, table: str, redaction_first: bool
) -> None:
    before = written(laptop, table)
    row = ledger.authored(laptop, [DEVICES[0]])[table][0]
    redact(laptop, before)
    redactions = {"redactions": ledger.authored(laptop, [DEVICES[2]])["redactions"]}
    for part in [redactions, {table: [row]}] if redaction_first else [{table: [row]}, redactions]:
        unite(other, part)
    texts = ledger.kinds(laptop)[table].texts
    assert all_rows(other)[table] == [row | {text: BLANK.get(text) for text in texts}]
    assert all_rows(other) == all_rows(laptop)


@pytest.mark.parametrize("table", TEXTS)
def test_a_redacted_copy_and_a_whole_one_are_the_same_revision(
    laptop: Database, other: Database, table: str
) -> None:
    revision = written(laptop, table)
    whole = ledger.authored(laptop, [DEVICES[0]])
    unite(other, whole)
    redact(laptop, revision)
    assert unite(laptop, whole) == {table: 0}
    assert unite(other, ledger.authored(laptop, [DEVICES[0]])) == {"redactions": 1, table: 0}
    assert all_rows(other) == all_rows(laptop)


def test_a_redaction_excuses_no_other_difference(laptop: Database, other: Database) -> None:
    redact(laptop, visit(laptop, notes="a", operates="yes"))
    sent = ledger.authored(laptop, [DEVICES[0]])
    unite(other, sent)
    with pytest.raises(OtherContent):
        unite(other, {"visits": [{**sent["visits"][0], "operates": "no"}]})


def test_a_blanked_copy_without_its_redaction_is_refused(laptop: Database, other: Database) -> None:
    revision = visit(laptop, notes="a")
    unite(other, ledger.authored(laptop, [DEVICES[0]]))
    redact(laptop, revision)
    with pytest.raises(OtherContent):
        unite(other, {"visits": ledger.authored(laptop, [DEVICES[0]])["visits"]})


def test_a_redaction_says_why(laptop: Database) -> None:
    with pytest.raises(ReasonNeeded):
        ledger.redact(laptop, visit(laptop), " ", BRIGADE)
