"""What a person sees of a list before confirming it: its columns, first works, problems by kind, and differences. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from audit_app.instruments import WORK_COLUMN_LABELS
from audit_app.sample import words
from audit_app.sample.checks.problems import Problem
from audit_app.sample.reading import SampleList, SampleWork, Works
from audit_app.text import gettext as _

WORKS_SHOWN = 20
CHANGES_SHOWN = 100
SENTENCES_SHOWN = 25
SPANS_SHOWN = 30
EXAMPLES = 2
ABOVE_SHOWN = 10
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence about a list, with the column and the rows it is true of."""

    sentence: str
    column: str | None
    rows: list[int]
    places: str


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one kind: how many, and the first sentences about them."""

    code: str
    title: str
    count: int
    told: list[Told]
    untold: int


@dataclass(frozen=True, slots=True)
class Mapped:
    """Which header of the list says one thing of a work, and some of what stands under it."""

    name: str
    label: str
    header: str
    examples: str
    is_wrong: bool
    ways: tuple[str, str] | None
    is_other_way: bool

    @property
    def is_shown(self) -> bool:
        """Tell whether it stands in front: a header was taken, or one must be."""
        return bool(self.header) or self.is_wrong


@dataclass(frozen=True, slots=True)
class Cell:
    """A datum as understood, and the text it was read from where that cannot be seen in it."""

    text: str
    given: str


def groups(problems: Iterable[Problem]) -> list[Group]:
    """Return problems by code, in the order of the list, each sentence once with all the rows it is true of."""
    of_code: dict[str, dict[tuple[str | None, str], list[int]]] = {}
    for problem in problems:
        rows = of_code.setdefault(problem.code, {}).setdefault((problem.column, problem.explanation), [])
        rows.extend([] if problem.row is None else [problem.row])
    return [_group(code, sentences) for code, sentences in of_code.items()]


def spans(rows: Sequence[int]) -> str:
    """Return row numbers for people: ``3, 5–9, 12``, cut short when there are many."""
    found = []
    for _offset, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        numbers = [row for _index, row in run]
        found.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}")
    return ", ".join(found[:SPANS_SHOWN]) + (", …" if len(found) > SPANS_SHOWN else "")


def mapping(listed: SampleList) -> list[tuple[str, list[Mapped]]]:
    """Return the header taken for each thing a list may say, in groups that people know."""
    missing = {"folio", "name"} - listed.columns.keys()
    return [
        (
            _(title),
            [
                Mapped(
                    name,
                    _(WORK_COLUMN_LABELS[name]),
                    header := listed.columns.get(name, ""),
                    _examples(listed.works, header),
                    name in missing,
                    words.ways(name) if header else None,
                    name in listed.other_way,
                )
                for name in names
            ],
        )
        for title, names in words.COLUMN_GROUPS
    ]


def headers(listed: SampleList) -> list[str]:
    """Return the headers of a list, in its order."""
    first = next(iter(listed.works), None)
    return list(listed.columns.values()) if first is None else list(first.given)


def is_text(listed: SampleList) -> bool:
    """Tell whether a list is, or should have been, text in some encoding rather than a workbook."""
    return not listed.sheets and not listed.file.lower().endswith(WORKBOOKS)


def left_over(listed: SampleList) -> list[str]:
    """Return the headers that nothing was taken from; what they say is kept too."""
    taken = set(listed.columns.values())
    return [header for header in headers(listed) if header not in taken]


def first_works(listed: SampleList) -> tuple[list[tuple[str, str]], list[tuple[int, list[Cell]]]]:
    """Return the columns understood, each with the header it was taken from, and the row and cells of the first works."""
    titles = [(_(WORK_COLUMN_LABELS[name]), header) for name, header in listed.columns.items()]
    return titles, [(work.row, _cells(listed, work)) for work in islice(listed.works, WORKS_SHOWN)]


def differences(
    fields: Mapping[str, tuple[object, object]], texts: Mapping[str, tuple[str | None, str | None]]
) -> list[tuple[str, str, str]]:
    """Return each datum of a work that would change: its name, and how it reads before and after."""
    told = [
        (_(WORK_COLUMN_LABELS[name]), words.fact(name, before), words.fact(name, now))
        for name, (before, now) in fields.items()
    ]
    return told + [(header, before or "—", now or "—") for header, (before, now) in texts.items()]


def _group(code: str, sentences: dict[tuple[str | None, str], list[int]]) -> Group:
    told = [
        Told(sentence[:1].upper() + sentence[1:], column, rows, spans(rows))
        for (column, sentence), rows in islice(sentences.items(), SENTENCES_SHOWN)
    ]
    count = sum(max(len(rows), 1) for rows in sentences.values())
    untold = sum(max(len(rows), 1) for rows in islice(sentences.values(), SENTENCES_SHOWN, None))
    return Group(code, _(words.TITLES.get(code, code)), count, told, untold)


def _examples(works: Works, header: str) -> str:
    if not header:
        return ""
    texts = (" ".join(work.given[header].split()) for work in islice(works, LOOKED_AT))
    distinct = dict.fromkeys(text for text in texts if text)
    return " · ".join(text if len(text) <= 40 else text[:39] + "…" for text in islice(distinct, EXAMPLES))


def _cells(listed: SampleList, work: SampleWork) -> list[Cell]:
    cells = []
    for name, header in listed.columns.items():
        value, given = work.values[name], work.given[header].strip()
        is_lost = value is None and given
        cells.append(Cell(words.fact(name, value), given if is_lost else ""))
    return cells
