"""The JSON and the times inside evidence that arrives: what Constata writes passes, anything else is refused."""

import json

import pytest

from audit_app.exchange import shapes


def setting(name: str, value: object) -> tuple[str, dict[str, str | int | float | None]]:
    return "audit_settings", {"setting": name, "value": json.dumps(value)}


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "works",
            {"given": '{"Folio": "W-1"}', "notices": '[{"column": "x", "value": "y", "code": "bad_date"}]'},
        ),
        ("visits", {"damage": '["cracks"]'}),
        ("visits", {"damage": None, "notes": "{"}),
        ("visits", {"arrived_at": "09:30", "left_at": "00:00", "recorded_at": "2026-11-27T10:00:00+00:00"}),
        ("photos", {"taken_at": "2026-11-27T10:00:00-06:00"}),
        ("paperwork", {"documents": '{"bonds": {"state": "missing", "checked": "each"}}'}),
        ("photos", {"media_type": "image/png"}),
        ("photos", {"media_type": "image/heic", "width": None, "height": None}),
        setting("level", 0.95),
        setting("interval", "logit-t"),
        setting("lonely_psu", "average"),
        setting('["mark", "located"]', {"person": "S", "estimate": 0.9, "denominator": 40}),
        setting("cut_off", "2009-12-31"),
        setting("cut_off", ""),
        setting("documents", ["bonds"]),
        setting("logo of a later version", {"any": 1}),
        ("people", {"person": "Ana"}),
    ],
)
def test_what_constata_writes_passes(table: str, row: dict[str, str | int | float | None]) -> None:
    assert shapes.fits(table, row)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("works", {"given": '["Folio"]', "notices": "[]"}),
        ("works", {"given": '{"Folio": 1}', "notices": "[]"}),
        ("works", {"given": "{}", "notices": '["bad_date"]'}),
        ("works", {"given": "{}", "notices": "[]", "weight": 1e200}),
        ("works", {"given": "{}", "notices": "[]", "weight": 1e-200}),
        ("visits", {"damage": '"cracks"'}),
        ("visits", {"damage": "[1]"}),
        ("visits", {"arrived_at": "9:30"}),
        ("visits", {"left_at": "tarde"}),
        ("visits", {"recorded_at": "ayer"}),
        ("people", {"recorded_at": 3}),
        ("photos", {"taken_at": "ayer"}),
        ("paperwork", {"documents": "[]"}),
        ("paperwork", {"documents": '{"bonds": "missing"}'}),
        ("paperwork", {"documents": '{"bonds": {"checked": "each"}}'}),
        ("photos", {"media_type": "text/html"}),
        setting("level", "abc"),
        setting("interval", []),
        setting("lonely_psu", "none"),
        setting('["mark", "located"]', {"person": "S", "estimate": "0.9", "denominator": 40}),
        setting('["mark", "located"]', {"person": "S"}),
        setting('["mark", "located"]', ["S"]),
        setting("level", 95.0),
        setting("cut_off", "mañana"),
        setting("title", None),
        setting("language", "fr"),
        setting("documents", "bonds"),
    ],
)
def test_what_it_does_not_write_is_refused(table: str, row: dict[str, str | int | float | None]) -> None:
    assert not shapes.fits(table, row)
