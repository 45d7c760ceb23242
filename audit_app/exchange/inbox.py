"""A conflict as a person reads it: the version that all of them changed, and what each says differently. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit_app.exchange.differences import differences
from audit_app.exchange.package import Row

History = Sequence[tuple[Row, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Field:
    """What each version says of one field, in their order, with whether it changed what stood before."""

    label: str
    before: str | None
    said: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The versions of one thing side by side; ``base`` is the last one that all of them descend from, if there is one."""

    base: Row | None
    heads: list[Row]
    fields: list[Field]

    @property
    def seen(self) -> str:
        """Return the names of the versions, to tell later whether they are still these."""
        return " ".join(str(head["id"]) for head in self.heads)


def compared(history: History) -> Comparison:
    """Return the heads of a history side by side, with the fields on which they differ."""
    superseded = {older for _row, links in history for older in links}
    heads = [row for row, _links in history if row["id"] not in superseded]
    base = _base(history, heads)
    rows = [base, *heads] if base else heads
    told = [_field(one.label, one.said, base is not None) for one in differences(rows)]
    return Comparison(
        base, heads, [field for field in told if len({said for said, _changed in field.said}) > 1]
    )


def _field(label: str, said: list[str], with_base: bool) -> Field:
    if not with_base:
        return Field(label, None, [(text, False) for text in said])
    before, *versions = said
    return Field(label, before, [(text, text != before) for text in versions])


def _base(history: History, heads: Sequence[Row]) -> Row | None:
    """Return the newest revision that every head descends from."""
    rows = {str(row["id"]): row for row, _links in history}
    links = {str(row["id"]): older for row, older in history}
    shared = (
        set.intersection(*(_ancestors(str(head["id"]), links) for head in heads)) & rows.keys()
        if heads
        else set()
    )
    return rows[max(shared)] if shared else None


def _ancestors(revision: str, links: dict[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [revision]
    while waiting:
        for older in links.get(waiting.pop(), ()):
            if older not in found:
                found.add(older)
                waiting.append(older)
    return found
