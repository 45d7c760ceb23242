"""What the cells of a column say: texts, numbers, dates, codes, words; decided for the whole column, never cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

Value = str | int | float | None
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Read:
    """The value of each cell of a column, and the texts to tell: unreadable, completed, unknown, too long.

    ``leaning`` is how many more of the cells can only be read the other way (decimal comma, month first) than the usual one;
    ``either`` how many say something else in each.
    """

    values: list[Value]
    told: set[str]
    leaning: int = 0
    either: int = 0
