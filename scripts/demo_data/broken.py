"""Small synthetic twins of what goes wrong in real lists, each with what import should say."""

from dataclasses import dataclass
from pathlib import Path

HEADER = "folio,nombre,municipio,monto total"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
DESIGN_HEADER = "folio,nombre,estrato,upm,factor,upm marco,obras marco"


@dataclass(frozen=True, slots=True)
class Broken:
    """A list of three or four works; `codes` are the problems, none where all is well."""

    file: str
    twin_of: str
    imported: bool
    codes: tuple[str, ...]
    content: bytes


def _accepted(
    file: str, twin_of: str, *lines: str, codes: tuple[str, ...] = (), encoding: str = "utf-8"
) -> Broken:
    return Broken(file, twin_of, True, codes, _text(lines).encode(encoding))


def _refused(file: str, twin_of: str, code: str, *lines: str) -> Broken:
    return Broken(file, twin_of, False, (code,), _text(lines).encode())


def _text(lines: tuple[str, ...]) -> str:
    return "".join(f"{line}\n" for line in lines)


READ_WELL = (
    _accepted(
        "semicolon_cp1252.csv",
        "Excel in Spanish: semicolons, Windows encoding, decimal comma",
        "folio;nombre;municipio;monto total",
        "S-1;Ampliación de drenaje;Jerez;1.234,50",
        "S-2;Pavimentación «Calle Ñandú»;Jerez;21.883.237,00",
        "S-3;Línea eléctrica;Jerez;980,75",
        encoding="cp1252",
    ),
    _accepted(
        "bom.csv",
        "UTF-8 with a byte order mark before the first header",
        HEADER,
        "B-1,Construcción de aula,Acámbaro,310000.00",
        "B-2,Techado de patio cívico,Acámbaro,452300.50",
        "B-3,Barda perimetral,Acámbaro,98000.00",
        encoding="utf-8-sig",
    ),
    _accepted(
        "utf16_tabs.csv",
        "Excel's «Unicode text»: UTF-16 with tabs",
        HEADER.replace(",", "\t"),
        "U-1\tRed de agua potable\tYuriria\t512000",
        "U-2\tTanque elevado\tYuriria\t730500",
        "U-3\tPozo profundo\tYuriria\t1480000",
        encoding="utf-16",
    ),
    _accepted(
        "pipes_and_blanks.csv",
        "bars between cells; words that mean «no data»",
        HEADER.replace(",", "|"),
        "P-1|Camino rural|NULL|a definir",
        "P-2|Puente vehicular|-|1250000.00",
        "P-3|Vado|N/A|-",
    ),
    _accepted(
        "apostrophe_keys.csv",
        "Excel's apostrophe before every key, blanks inside it",
        HEADER,
        "'001 02 001,Centro de salud,Arandas,845000.00",
        "'001 02 002,Aula de medios,Arandas,310000.00",
        "'001 02 010,Cancha de usos múltiples,Arandas,498000.00",
    ),
    _accepted(
        "title_rows.csv",
        "title rows and a blank one above the header",
        "Relación de obras 2008,,,",
        "Dirección de Obras Públicas,,,",
        ",,,",
        HEADER,
        "T-1,Plaza cívica,Mezquitic,780000.00",
        "T-2,Empedrado,Mezquitic,265000.00",
        "T-3,Alumbrado público,Mezquitic,190500.00",
    ),
    _accepted(
        "line_breaks.csv",
        "honest line breaks inside quoted cells",
        HEADER,
        '"L-1","Red de drenaje',
        'primera etapa","Jerez","900000.00"',
        '"L-2","Red de drenaje',
        "",
        'segunda etapa, con pozos de visita","Jerez","870000.00"',
        '"L-3","Planta ""Las Flores""","Jerez","2100000.00"',
    ),
    _accepted(
        "amounts.csv",
        "amounts as people write them",
        "folio,nombre,federal,estatal,monto total",
        'A-1,Carretera,"21,883,237","$ 1,000.50","21,884,237.50"',
        'A-2,Libramiento,"$158,248,836.68",0,"$158,248,836.68"',
        'A-3,Guarniciones,350000,"150,000",500000.00',
    ),
    _accepted(
        "date_formats.csv",
        "a format for each column: day first with an hour, year first with an hour",
        "folio,nombre,fecha inicio,fecha termino",
        "D-1,Aula,31/12/2010 00:00,2011-03-15 00:00:00",
        "D-2,Barda,05/11/2010 00:00,2011-02-28 00:00:00",
        "D-3,Techado,09/10/2010 00:00,2010-12-27 00:00:00",
    ),
    _accepted(
        "serial_dates.csv",
        "Excel's serial numbers where the date style was lost",
        "folio,nombre,fecha inicio,fecha termino",
        "D-1,Aula,40620,40711.0",
        "D-2,Barda,40602,40650.0",
        "D-3,Techado,40540,40602.0",
    ),
    _accepted(
        "month_and_year.csv",
        "dates that say only the month or the year",
        "folio,nombre,ejercicio,fecha inicio,fecha termino",
        "M-1,Drenaje,2014,Enero/2014,Mayo/2014",
        "M-2,Agua potable,2014,Febrero/2014,Septiembre/2014",
        "M-3,Tanque,2015,Marzo/2015,2015",
    ),
    _accepted(
        "unicode.csv",
        "decomposed accents, hard and zero-width blanks, curly quotes, an emoji, a right-to-left mark",
        HEADER,
        "\u00a0X-1\u200b,Pavimentacio\u0301n de la calle Nin\u0303os He\u0301roes,Jerez,100.00",
        "X-2,Construcción de “La Purísima” – 2ª etapa…,Jerez,200.00",
        "X/3 Ñ,Invernadero 🍅 \u200fmódulo 3 m²,Jerez,300.00",
    ),
)
READ_WITH_WARNINGS = (
    _accepted(
        "short_row.csv",
        "a row with cells missing at its end",
        HEADER,
        "C-1,Empedrado,Teocaltiche,250000.00",
        "C-2,Banquetas,Teocaltiche",
        "C-3,Plaza,Teocaltiche,640000.00",
        codes=("short_row",),
    ),
    _accepted(
        "unreadable_values.csv",
        "numbers and dates that cannot be read in their column's format",
        "folio,nombre,monto total,fecha inicio",
        "V-1,Aula,1500000.00,15/03/2008",
        "V-2,Barda,mil quinientos,30/02/2008",
        "V-3,Techado,980000.00,21/04/2008",
        codes=("bad_number", "bad_date"),
    ),
    _accepted(
        "padded_codes.csv",
        "codes that a spreadsheet took for numbers",
        "folio,nombre,cve_ent,cve_mun,cve_loc",
        "K-1,Camino,1,5,12",
        "K-2,Vado,1,5,1",
        "K-3,Puente,1,11,104",
        codes=("padded_code",),
    ),
    _accepted(
        "doubtful_coordinates.csv",
        "positions in the sea, in Asia, swapped, or with degrees run together",
        "folio,nombre,latitud,longitud",
        "G-1,Pozo,0,0",
        "G-2,Tanque,22.648900,102.989200",
        "G-3,Red de agua,-102.846400,21.364200",
        "G-4,Drenaje,204018.0,-1032112.0",
        codes=("doubtful_coordinate",),
    ),
    _accepted(
        "unknown_categories.csv",
        "a kind of executor and a role that nobody uses",
        "folio,nombre,tipo de ejecutor,tipo de muestra",
        "N-1,Molino,cooperativa,titular",
        "N-2,Taller,ayuntamiento,quizás",
        "N-3,Invernadero,comité,reserva",
        codes=("unknown_category",),
    ),
    _accepted(
        "mojibake.csv",
        "letters damaged by a change of encoding before the list came",
        HEADER,
        "J-1,PavimentaciÃ³n de la calle HÃ©roes,Jerez,100000.00",
        "J-2,Construcci\ufffdn de aula,Jerez,200000.00",
        "J-3,Rehabilitación de la plaza,Jerez,300000.00",
        codes=("mojibake",),
    ),
    _accepted(
        "long_text.csv",
        "a name in which whole paragraphs were pasted",
        HEADER,
        f"E-1,{'Ampliación de la red de agua potable; según dictamen. ' * 14},Jerez,100000.00",
        "E-2,Tanque,Jerez,200000.00",
        "E-3,Pozo,Jerez,300000.00",
        codes=("long_text",),
    ),
    _accepted(
        "extra_columns.csv",
        "two headers for one name, and a column without header",
        "folio,clave,nombre,observaciones,",
        "Q-1,77,Aula,sin novedad,revisado",
        "Q-2,78,Barda,,",
        "Q-3,79,Techado,pendiente,revisado",
        codes=("extra_column",),
    ),
)
REFUSED = (
    Broken("picture.csv", "a PNG picture named .csv", False, ("unreadable",), PICTURE),
    _refused("empty.csv", "a file of no bytes", "empty"),
    _refused("header_only.csv", "a header and no works", "no_rows", HEADER),
    _refused(
        "no_header.csv",
        "works from the first row on, no header",
        "no_header",
        "1,350000.00,20.0336,-100.7208",
        "2,410000.00,20.0337,-100.7301",
        "3,298000.00,20.0351,-100.7222",
    ),
    _refused(
        "missing_folio_column.csv",
        "no header means the folio",
        "missing_column",
        "nombre,municipio,monto total",
        "Empedrado,Jerez,250000.00",
        "Banquetas,Jerez,310000.00",
        "Plaza,Jerez,640000.00",
    ),
    _refused(
        "missing_name_column.csv",
        "no header means the name",
        "missing_column",
        "folio,municipio,monto total",
        "Z-1,Jerez,250000.00",
        "Z-2,Jerez,310000.00",
        "Z-3,Jerez,640000.00",
    ),
    _refused(
        "empty_keys.csv",
        "works without a folio",
        "missing_folio",
        HEADER,
        "O-1,Aula,Yuriria,310000.00",
        ",Barda,Yuriria,98000.00",
        "',Techado,Yuriria,450000.00",
        "O-4,Plaza,Yuriria,640000.00",
    ),
    _refused(
        "empty_name.csv",
        "a work without a name",
        "missing_name",
        HEADER,
        "O-1,Aula,Yuriria,310000.00",
        "O-2,  ,Yuriria,98000.00",
        "O-3,Plaza,Yuriria,640000.00",
    ),
    _refused(
        "repeated_keys.csv",
        "one folio three times, behind blanks and an apostrophe",
        "repeated_folio",
        HEADER,
        "R-1,Aula,Yuriria,310000.00",
        "R-2,Barda,Yuriria,98000.00",
        "'R-1,Aula (segunda etapa),Yuriria,280000.00",
        " R-1 ,Aula (tercera etapa),Yuriria,150000.00",
    ),
    _refused(
        "narrow_column.csv",
        "amounts lost because the column was narrow",
        "narrow_column",
        HEADER,
        "H-1,Puente,Salamanca,########",
        "H-2,Vado,Salamanca,310000.00",
        "H-3,Camino,Salamanca,##########",
    ),
    _refused(
        "open_quote.csv",
        "a quote that opens and never closes",
        "broken_quote",
        "folio,municipio,nombre",
        "F-1,Jerez,Aula",
        'F-2,Jerez,"Barda perimetral',
        "F-3,Jerez,Techado",
        "F-4,Jerez,Plaza",
    ),
    _refused(
        "text_after_quote.csv",
        "text after a closing quote",
        "broken_quote",
        HEADER,
        "F-1,Aula,Jerez,310000.00",
        'F-2,"Barda" perimetral,Jerez,98000.00',
        "F-3,Techado,Jerez,450000.00",
    ),
    _refused(
        "swallowed_rows.csv",
        "two stray quotes with whole works between them",
        "broken_quote",
        HEADER,
        "F-1,Aula,Jerez,310000.00",
        'F-2,"Barda,Jerez,98000.00',
        "F-3,Techado,Jerez,450000.00",
        'F-4,Plaza",Jerez,640000.00',
        "F-5,Pozo,Jerez,990000.00",
    ),
    _refused(
        "long_row.csv",
        "a comma in a name without quotes: one cell too many",
        "long_row",
        "folio,nombre,municipio",
        "W-1,Aula,Jerez",
        "W-2,Barda, primera etapa,Jerez",
        "W-3,Techado,Jerez",
    ),
    _refused(
        "partial_design.csv",
        "the design on some rows only",
        "partial_design",
        DESIGN_HEADER,
        "Y-1,Aula,Norte,N-1,12.5,8,20",
        "Y-2,Barda,Norte,N-1,12.5,8,20",
        "Y-3,Techado,Norte,,,8,20",
        "Y-4,Plaza,Norte,N-2,10.0,8,16",
    ),
    _refused(
        "bad_design.csv",
        "a stratum of two sizes, fewer units than were drawn, a unit in two strata",
        "bad_design",
        DESIGN_HEADER,
        "Y-1,Aula,Norte,N-1,12.5,8,1",
        "Y-2,Barda,Norte,N-1,12.5,9,1",
        "Y-3,Techado,Sur,N-1,12.5,8,1",
        "Y-4,Plaza,Sur,S-1,10.0,8,16",
    ),
    _refused(
        "bad_weight.csv",
        "weights of zero, below zero, endless, or in words",
        "bad_weight",
        DESIGN_HEADER,
        "Y-1,Aula,Norte,N-1,0,8,20",
        "Y-2,Barda,Norte,N-1,-3.2,8,20",
        "Y-3,Techado,Norte,N-1,inf,8,20",
        "Y-4,Plaza,Norte,N-2,doce,8,16",
    ),
)


def write_broken(folder: Path, more: tuple[Broken, ...]) -> None:
    """Write every broken list, and more, and the table of what import should say."""
    folder.mkdir(parents=True, exist_ok=True)
    lists = (*READ_WELL, *READ_WITH_WARNINGS, *REFUSED, *more)
    for broken in lists:
        (folder / broken.file).write_bytes(broken.content)
    table = README + "".join(_row(broken) for broken in lists)
    (folder / "README.md").write_text(table, encoding="utf-8", newline="\n")


def _row(broken: Broken) -> str:
    says = "imported" if broken.imported else "refused"
    codes = ", ".join(f"`{code}`" for code in sorted(broken.codes)) or "nothing"
    return f"| {broken.file} | {broken.twin_of} | {says} | {codes} |\n"


README = """# Lists with what goes wrong in real ones

Synthetic twins of the quirks of real sample lists, three to five works each. `scripts/make_sample_data.py` writes
them and this table; `tests/test_sample_data.py` holds it true. The codes are those of `import-sample --json`, of a list of
which nothing is told: `tests/sample/test_unseen_lists.py` says what a person sees of the last ones, and what telling changes.

| file | twin of | import | problems told |
|---|---|---|---|
"""
