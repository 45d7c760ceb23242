"""The audit folder and this laptop: where the database, photos, reports and settings are, and who writes here."""

import getpass
import hashlib
import json
import locale
import logging
import os
import platform
import re
import secrets
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from audit_app import db, durable, instruments, ledger
from audit_app.errors import (
    AuditExists,
    BlankTitle,
    FolderNotEmpty,
    NoAudit,
    NotAnAudit,
    NotReadable,
    NotWritable,
    Refusal,
    SettingInConflict,
)
from audit_app.ledger import Author
from audit_app.text import gettext as _
from audit_app.text import tidy

DATABASE = "audit.db"
LONGEST_NAME = 80
DEVICE_NAMES = r"con|prn|aux|nul|(com|lpt)[0-9]"  # which Windows gives to no folder

_identity_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: a folder that can be copied whole."""

    folder: Path

    @property
    def database(self) -> Path:
        """Where the evidence is."""
        return self.folder / DATABASE

    @property
    def photos(self) -> Path:
        """Where the original photos are, each named by its SHA-256."""
        return self.folder / "photos"

    @property
    def tiles(self) -> Path:
        """Where a map to draw under the outlines may be, put there by hand: ``map.pmtiles``."""
        return self.folder / "map.pmtiles"

    @property
    def derived(self) -> Path:
        """Where the upright small copies of the photos are; they can be made again."""
        return self.folder / "derived"

    @property
    def waiting(self) -> Path:
        """Where the photos wait that were sent without a work."""
        return self.folder / "waiting"

    @property
    def reports(self) -> Path:
        """Where the PDFs are written."""
        return self.folder / "reports"

    @property
    def exists(self) -> bool:
        """Tell whether the folder holds an audit; a path that no system could have holds none."""
        try:
            return self.database.is_file()
        except (OSError, ValueError):
            return False

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Open the database for the block; what SQLite refuses in it is told as a refusal."""
        if not self.exists:
            raise NotAnAudit(self.folder)
        database = db.open_database(self.database)
        try:
            with db.told(self.database):
                yield database
        finally:
            database.close()


@dataclass(frozen=True, slots=True)
class Laptop:
    """This laptop's identity, kept in ``laptop.json`` for its owner's eyes only."""

    id: str
    secret: str
    person: str = ""
    last: str = ""


def home() -> Path:
    """Return the folder that holds the audits: ``CONSTATA_HOME``, else ``~/Constata``."""
    named = os.environ.get("CONSTATA_HOME")
    return Path(named).absolute() if named else Path.home() / "Constata"


def laptop() -> Laptop:
    """Return this laptop's identity, made the first time."""
    try:
        stored = json.loads(_identity_file().read_text(encoding="utf-8"))
        return Laptop(*(str(stored[name]) for name in ("id", "secret", "person", "last")))
    except FileNotFoundError:
        return _store(Laptop(id=ledger.new_id(), secret=secrets.token_hex(32)), _put_first)
    except (ValueError, KeyError, TypeError):
        return _store(Laptop(id=ledger.new_id(), secret=secrets.token_hex(32)))
    except OSError as error:  # one that is there is never replaced because it could not be read just now
        raise NotReadable(_identity_file(), error) from error


def name_person(person: str) -> Laptop:
    """Keep the name of the person who works on this laptop."""
    with _identity_lock:
        here, named = laptop(), tidy(person)[:LONGEST_NAME]
        return here if here.person == named else _store(replace(here, person=named))


def remember(audit: Audit) -> None:
    """Make this the last audit opened."""
    with _identity_lock:
        if (here := laptop()).last != str(audit.folder):
            _store(replace(here, last=str(audit.folder)))


def last_opened() -> Audit | None:
    """Return the last audit opened, if it is still there."""
    last = laptop().last
    audit = Audit(Path(last)) if last else None
    return audit if audit and audit.exists else None


def chosen(folder: Path | None) -> Audit:
    """Return the audit a command works on: the folder named, else the last one opened."""
    if folder is None:
        if (audit := last_opened()) is None:
            raise NoAudit
        return named(audit)
    audit = Audit(folder.absolute())
    if not audit.exists:
        raise NotAnAudit(folder)
    remember(audit)
    return named(audit)


def named(audit: Audit) -> Audit:
    """Say on which audit a command works, and return it."""
    logging.getLogger("constata").info("%s", _("Auditoría: %(folder)s", folder=audit.folder))
    return audit


def language_of(folder: Path | None) -> str:
    """Return the language of the audit that a command would work on, else the system's."""
    try:
        if (audit := Audit(folder) if folder else last_opened()) is None:
            return system_language()
        with audit.opened() as database:
            return str(settings(database).get("language", "es"))
    except Refusal:
        return system_language()


def known_audits() -> list[Audit]:
    """Return the audits in this laptop's folder, by name."""
    try:
        folders = sorted(folder for folder in home().iterdir() if Audit(folder).exists)
    except OSError:
        return []
    return [Audit(folder) for folder in folders]


def person() -> str:
    """Return the name on this laptop's evidence: its person, else the system's user name."""
    if named := laptop().person:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return platform.node() or "?"


def create(folder: Path | None, title: str, language: str, author: str | None = None) -> Audit:
    """Make an empty audit in a new or empty folder, ``home()/<title as a name>`` when none is named."""
    title = tidy(title)
    if not title:
        raise BlankTitle
    audit = Audit((folder or home() / folder_name(title)).absolute())
    settings = {
        "audit": ledger.new_id(),
        "title": title,
        "language": language,
        "level": 0.95,
        "documents": [document.code for document in instruments.DOCUMENTS],
    }
    signature = author or person()

    def fill(database: Database) -> None:
        rows = [
            ({"setting": name, "value": json.dumps(value, ensure_ascii=False)}, ())
            for name, value in settings.items()
        ]
        ledger.append_many(database, "audit_settings", rows, Author(signature, device(database, audit)))

    make_folder(audit)
    try:
        db.create(audit.database, fill).close()
    except BaseException:
        for folder_made in (audit.photos, audit.folder):
            with suppress(OSError):
                folder_made.rmdir()
        raise
    remember(audit)
    return audit


def make_folder(audit: Audit) -> None:
    """Make the folder of an audit that is to be; refuse one that holds anything."""
    if audit.exists:
        raise AuditExists(audit.folder)
    try:
        if audit.folder.exists() and any(audit.folder.iterdir()):
            raise FolderNotEmpty(audit.folder)
        audit.photos.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritable(audit.folder, error) from error


def folder_name(title: str) -> str:
    """Return a title as the name of a folder: lower case ASCII letters and digits joined by hyphens."""
    ascii_only = unicodedata.normalize("NFKD", tidy(title)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:60] or "audit"
    return f"{name}-audit" if re.fullmatch(DEVICE_NAMES, name) else name


def settings(database: Database) -> dict[str, object]:
    """Return the audit's settings in force by name."""
    return {
        name: json.loads(value)
        for name, value in database.execute("SELECT setting, value FROM current_settings").fetchall()
    }


def change_setting(database: Database, name: str, value: object, author: Author) -> None:
    """Append a new value of a setting over the ones in force; nothing when it is the same. Inside ``db.saving``.

    Refuses one in conflict, which asks for a decision and its reason.
    """
    kind = ledger.kind_named(database, "audit_settings")
    heads = ledger.heads(database, kind, [name])
    text = json.dumps(value, ensure_ascii=False)
    said = {head["value"] for head in heads}
    if len(said) > 1:
        raise SettingInConflict(name)
    if said != {text}:
        row: ledger.Row = {"setting": name, "value": text}
        ledger.append(database, "audit_settings", row, author, [str(head["id"]) for head in heads])


def join_people(database: Database, author: Author) -> None:
    """List the person among the audit's people the first time they write. Inside ``db.saving``."""
    if not database.execute("SELECT 1 FROM people WHERE person = ?", [author.name]).fetchone():
        ledger.append(database, "people", {"person": author.name, "role": "evaluator"}, author)


def make_supervisor(database: Database, name: str, author: Author) -> None:
    """List a person as a supervisor, who answers for figures; nothing when listed so already. Inside ``db.saving``."""
    heads = ledger.heads(database, ledger.kind_named(database, "people"), [name])
    if not heads or any(head["role"] != "supervisor" for head in heads):
        row: ledger.Row = {"person": name, "role": "supervisor"}
        ledger.append(database, "people", row, author, [str(head["id"]) for head in heads])


def device(database: Database, audit: Audit) -> str:
    """Return the identity under which this copy of the folder writes.

    A folder that was copied, moved or restored elsewhere gets a new one, so that two copies never write under one name.
    """
    traits = (laptop().id, platform.node(), str(audit.folder.resolve()))
    fingerprint = hashlib.sha256("\n".join(traits).encode()).hexdigest()
    newest = database.execute(
        "SELECT device, fingerprint FROM devices ORDER BY device DESC LIMIT 1"
    ).fetchone()
    if newest and newest[1] == fingerprint:
        return str(newest[0])
    made = ledger.new_id()
    database.execute("INSERT INTO devices VALUES (?, ?, ?)", [made, fingerprint, ledger.now()])
    return made


def devices(database: Database) -> list[str]:
    """Return every identity under which this folder has written, newest last."""
    return [name for (name,) in database.execute("SELECT device FROM devices ORDER BY device").fetchall()]


def system_language() -> str:
    """Return the language of the system where it is one of ours, else Spanish."""
    named = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), None
    )
    code = (named or locale.getlocale()[0] or "es")[:2].lower()
    return code if code in ("es", "en") else "es"


def _identity_file() -> Path:
    return home() / "laptop.json"


def _put_first(temporary: Path, path: Path) -> None:
    """Put a file where none is, or raise FileExistsError; a disk that knows no links takes the last one."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        durable.replace(temporary, path)


def _store(identity: Laptop, put: Callable[[Path, Path], None] = durable.replace) -> Laptop:
    """Write the identity whole or not at all; of two processes that make the first, one does."""
    path = _identity_file()
    temporary = path.with_name(f"laptop-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(identity), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        put(temporary, path)
    except FileExistsError:
        return laptop()
    except OSError as error:
        raise NotWritable(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
    return identity
