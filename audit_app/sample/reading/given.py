"""Step 8 of reading a list: the whole row of each work as the list said it, as JSON by header, nothing left out."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from json.encoder import encode_basestring

from audit_app.sample.checks.batch import Batch


def given(batch: Batch, shown: Sequence[int]) -> list[str]:
    """Return ``{header: text}`` of each work of a batch, for the columns shown, in their order."""
    parts: list[Iterable[str]] = []
    for place, at in enumerate(shown):
        cells = batch.columns[at]
        start = ("{" if place == 0 else ", ") + encode_basestring(batch.headers[at]) + ": "
        if _is_plain("".join(cells)):
            parts += [repeat(start + '"'), cells, repeat('"')]
        else:
            parts += [repeat(start), map(encode_basestring, cells)]
    return list(map("".join, zip(*parts, repeat("}"), strict=False)))  # the cells end it


def _is_plain(text: str) -> bool:
    """Tell whether a text stands in JSON as it is; what cannot be printed may have to be escaped."""
    return '"' not in text and "\\" not in text and text.isprintable()
