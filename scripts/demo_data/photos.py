"""The demo's photos: which drawing belongs to which work, and what a camera would have noted in it."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import ExifTags, Image

from demo_data.chance import stream
from demo_data.drawing import country, school, streets, water
from demo_data.drawing.canvas import Canvas
from demo_data.visits import Visit
from demo_data.works import moved

LANDSCAPE, PORTRAIT = (1200, 900), (900, 1200)
LARGEST_BYTES = 60_000
QUALITIES = range(82, 50, -4)
TURNS = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn photo of a work of one kind; `orientation` is EXIF's: how the camera was held."""

    folio: str
    kind: str
    number: int
    draw: Callable[[Canvas, Random], None]
    question: str
    caption: str
    orientation: int = 1
    taken_at: time | None = None

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.folio}_{self.number}.jpg"


SCHOOL_PLAQUE = partial(school.plaque, school="Ignacio Zaragoza", year="2008")
PICTURES = (
    Picture(
        "GTO-1-04", "tank", 1, water.elevated_tank, "operates", "Tanque elevado y su cerca, desde el acceso."
    ),
    Picture("GTO-1-04", "tank", 2, water.leaking_joint, "damage", "Goteo en la unión, junto a la válvula."),
    Picture(
        "GTO-2-12",
        "well",
        1,
        water.pump_house,
        "operates",
        "Caseta del pozo con candado; la bomba no trabaja.",
    ),
    Picture(
        "GTO-2-12",
        "well",
        2,
        water.empty_switch_box,
        "not_operating_cause",
        "Tablero sin fusibles; el medidor marca cero.",
        orientation=8,
    ),
    Picture(
        "JAL-1-06",
        "lighting",
        1,
        streets.street_lamp,
        "operates",
        "Las luminarias encienden al anochecer.",
        6,
        time(18, 52),
    ),
    Picture(
        "JAL-3-14",
        "paving",
        1,
        streets.paved_street,
        "matches_plan",
        "La calle pavimentada, en todo su tramo.",
    ),
    Picture(
        "JAL-3-14", "paving", 2, streets.crack, "damage", "Grieta a lo largo de una losa, con regla de 30 cm."
    ),
    Picture(
        "JAL-4-05",
        "classroom",
        1,
        school.classrooms,
        "matches_plan",
        "Las tres aulas, desde el patio cívico.",
    ),
    Picture(
        "JAL-4-05", "classroom", 2, school.classroom_inside, "use", "Un aula por dentro, con su mobiliario."
    ),
    Picture("JAL-4-05", "classroom", 3, SCHOOL_PLAQUE, "plaque", "Placa del programa, legible.", 3),
    Picture("ZAC-1-09", "greenhouse", 1, country.greenhouse, "use", "Surcos de jitomate en producción."),
    Picture(
        "ZAC-1-14", "court", 1, school.court, "condition", "Cancha de usos múltiples, con el trazo pintado."
    ),
    Picture("ZAC-2-05", "road", 1, country.country_road, "operates", "El camino, cerca de su inicio."),
    Picture(
        "ZAC-2-05", "road", 2, country.washed_edge, "damage", "Orilla deslavada; estadal de 2 m como escala."
    ),
)
PICTURED = frozenset(picture.folio for picture in PICTURES)


def write_list(file: Path) -> None:
    """Write which file shows what of which work."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("folio", "file", "caption", "question"))
        writer.writerows((p.folio, p.file, p.caption, p.question) for p in PICTURES)


def write_photos(visits: Sequence[Visit], seed: int, folder: Path) -> None:
    """Draw every photo into a folder."""
    by_folio = {visit.work.folio: visit for visit in visits}
    for picture in PICTURES:
        visit = by_folio[picture.folio]
        if visit.work.kind.code != picture.kind or not visit.located:
            raise ValueError(f"{picture.file} shows a {picture.kind}, the visit to {picture.folio} does not")
        (folder / picture.file).write_bytes(_jpeg(picture, visit, stream(seed, "photo", picture.file)))


def _jpeg(picture: Picture, visit: Visit, random: Random) -> bytes:
    canvas = Canvas(*(PORTRAIT if picture.orientation in (6, 8) else LANDSCAPE))
    picture.draw(canvas, random)
    upright = canvas.finish(picture.folio)
    turn = TURNS[picture.orientation]
    stored = upright.transpose(turn) if turn is not None else upright
    exif = _exif(picture, visit, random)
    for quality in QUALITIES:
        file = BytesIO()
        stored.save(file, "JPEG", quality=quality, optimize=True, progressive=True, exif=exif)
        if file.tell() <= LARGEST_BYTES:
            break
    return file.getvalue()


def _exif(picture: Picture, visit: Visit, random: Random) -> Image.Exif:
    taken = visit.arrived + timedelta(minutes=4 + 5 * picture.number, seconds=random.randrange(60))
    if picture.taken_at:
        taken = datetime.combine(visit.arrived, picture.taken_at)
    position = float(visit.answers["latitude"]), float(visit.answers["longitude"])
    latitude, longitude = moved(*position, random.uniform(0.003, 0.02), random)
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "Imagen sintetica de demostracion"
    exif[ExifTags.Base.Orientation] = picture.orientation
    exif[ExifTags.Base.ExifOffset] = {ExifTags.Base.DateTimeOriginal: f"{taken:%Y:%m:%d %H:%M:%S}"}
    exif[ExifTags.Base.GPSInfo] = _gps(latitude, longitude)
    return exif


def _gps(latitude: float, longitude: float) -> Mapping[int, object]:
    return {
        ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        ExifTags.GPS.GPSLatitude: _degrees(abs(latitude)),
        ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        ExifTags.GPS.GPSLongitude: _degrees(abs(longitude)),
        ExifTags.GPS.GPSMapDatum: "WGS-84",
    }


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 3)
