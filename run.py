#!/usr/bin/env python3
"""Start Constata; the first time, make the environment it runs in.

Standard library only, and only syntax that Python 3.6 reads, so that an older Python can say what it lacks.
Imports that only the set-up needs stand inside its functions: they would slow every later start.
"""

import os
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = [["py", "-3"]] if os.name == "nt" else [[f"python3.{minor}"] for minor in (14, 13, 12, 11)]

RUN = Path(__file__).resolve()
HERE = RUN.parent
WHEELS = HERE / "wheels"
VENV = HERE / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

RUN_TIME = HERE / "requirements.txt"
TEST_TOOLS = HERE / "tests" / "requirements.txt"
STAMPS = {RUN_TIME: VENV / "constata.stamp", TEST_TOOLS: VENV / "constata-tests.stamp"}

CHECKS = [
    ["ruff", "check", "--quiet"],
    ["ruff", "format", "--check", "--quiet"],
    ["mypy", "--no-error-summary"],
]

# The tests that drive a browser run beside the others: each half has a core of its own.
HALVES = [["tests/browser", "-o", "cache_dir=.pytest_cache/browser"], ["--ignore=tests/browser"]]

# What an installer or the system says when it fails, and what to tell the person: the first that fits.
REMEDIES = [
    (
        ["no space left", "not enough space", "disk quota exceeded"],
        "No queda espacio en el disco: libere unos 500 MB e inténtelo otra vez.",
        "The disk is full: free about 500 MB and try again.",
    ),
    (
        ["not match the hashes", "hash mismatch"],
        "Un paquete no es el que Constata espera: inténtelo otra vez y, si se repite, avise a sistemas.",
        "A package is not the one Constata expects: try again and, if it persists, tell your IT staff.",
    ),
    (
        ["certificate"],
        "La red no deja comprobar de dónde vienen los paquetes: pida a sistemas su certificado (variable "
        "PIP_CERT) o copie la carpeta «wheels» junto a run.py.",
        "The network hides where packages come from: ask your IT staff for its certificate (variable "
        "PIP_CERT) or copy the “wheels” folder beside run.py.",
    ),
    (
        ["permission denied", "access is denied", "acceso denegado", "winerror 5]", "winerror 32]"],
        "No se puede escribir en la carpeta de Constata: cierre sus otras ventanas, o copie la carpeta "
        "completa a una suya, como Documentos.",
        "Constata's folder cannot be written to: close its other windows, or copy the whole folder to one "
        "of yours, such as Documents.",
    ),
    (
        ["read-only"],
        "Constata está en un disco de sólo lectura: copie la carpeta completa a una suya, como Documentos.",
        "Constata is on a read-only disk: copy the whole folder to one of yours, such as Documents.",
    ),
    (
        ["connection", "timed out", "name resolution", "dns error", "error sending request", "proxy"],
        "No hay conexión para descargar los paquetes: conéctese a internet sólo esta primera vez, o copie la "
        "carpeta «wheels» junto a run.py.",
        "There is no connection to download the packages: go online this first time only, or copy the "
        "“wheels” folder beside run.py.",
    ),
    (
        ["no matching distribution", "no solution found"],
        "No hay paquetes para este Python y este sistema: instale Python 3.13 de 64 bits, de python.org; si "
        "usa la carpeta «wheels», complétela.",
        "There are no packages for this Python and this system: install Python 3.13, 64 bits, from "
        "python.org; if you use the “wheels” folder, complete it.",
    ),
]


class CannotSetUp(Exception):
    """What keeps Constata from starting, told in one sentence."""


def in_language(spanish: str, english: str) -> str:
    """Choose the sentence in the system's language; Spanish unless that is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return english if os.environ[name].lower().startswith("en") else spanish
    if sys.platform == "win32":
        import ctypes

        primary_language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
        return english if primary_language == 0x09 else spanish
    return spanish


def tell(spanish: str, english: str) -> None:
    """Say how the set-up goes, away from standard output, which may be read by a program."""
    print(in_language(spanish, english), file=sys.stderr, flush=True)


def remedy(output: str) -> str:
    """Turn what an installer or the system said into one sentence that says what to do."""
    said = output.lower()
    for signs, spanish, english in REMEDIES:
        if any(sign in said for sign in signs):
            return in_language(spanish, english)
    last_line = (output.strip().splitlines() or ["?"])[-1]
    return in_language(
        f"No se pudo preparar Constata («{last_line}»): inténtelo otra vez o avise a sistemas.",
        f"Constata could not be set up (“{last_line}”): try again or tell your IT staff.",
    )


def explain(problem: Exception) -> str:
    """Say in one sentence what to do about a failure of the system or of a Python with parts missing."""
    if isinstance(problem, FileNotFoundError):
        return in_language(
            f"Falta «{problem.filename}»: la copia de Constata está incompleta; descárguela otra vez entera.",
            f"“{problem.filename}” is missing: this copy of Constata is incomplete; download it again whole.",
        )
    if isinstance(problem, ImportError):
        return in_language(
            f"A este Python le falta «{problem.name}»: instale python3-venv (sudo apt install python3-venv) "
            "o el Python de python.org.",
            f"This Python lacks “{problem.name}”: install python3-venv (sudo apt install python3-venv) or "
            "the Python from python.org.",
        )
    return str(problem) if isinstance(problem, CannotSetUp) else remedy(str(problem))


def own_environment() -> "dict[str, str]":
    """Copy the caller's variables without those that would bring in another Python's packages."""
    leaks = ["PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV"]
    kept = {name: value for name, value in os.environ.items() if name not in leaks}
    if os.name == "nt":
        kept["PYTHONUTF8"] = "1"
    return kept


def installing_environment() -> "dict[str, str]":
    """Keep the caller's index, proxy and certificate, but not options that would install elsewhere."""
    elsewhere = ["PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_REQUIREMENT", "PIP_CONSTRAINT"]
    kept = {name: value for name, value in own_environment().items() if name not in elsewhere}
    system_certificates = {"UV_NATIVE_TLS": "1", "UV_SYSTEM_CERTS": "1"}
    return {**system_certificates, **kept, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}


def newer_python() -> "list[str]":
    """Find the command of an installed Python that is new enough, outside this folder's environment."""
    import shutil
    import subprocess

    question = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    for name, *options in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and Path(found).parent != VENV_PYTHON.parent:
            command = [found, *options]
            if subprocess.call([*command, "-c", question], stderr=subprocess.DEVNULL) == 0:
                return command
    raise CannotSetUp(
        in_language(
            "Constata necesita Python 3.11 o más nuevo: instálelo de python.org y vuelva a empezar.",
            "Constata needs Python 3.11 or newer: install it from python.org and start again.",
        )
    )


def is_inside() -> bool:
    """Tell whether this very process runs in the folder's environment."""
    return os.path.realpath(sys.prefix) == os.path.realpath(str(VENV))


def outer_python() -> str:
    """Name the Python outside any environment that this one comes from."""
    return getattr(sys, "_base_executable", None) or sys.executable


def stamp_text(requirements: Path, python_tag: str, base: str) -> str:
    """Compose what a finished installation leaves: what was installed, for which Python, from where."""
    import hashlib

    return "\n".join([hashlib.sha256(requirements.read_bytes()).hexdigest(), python_tag, base])


def is_installed(requirements: Path) -> bool:
    """Tell whether the environment holds these requirements, whole, and its Python is still there."""
    try:
        left = STAMPS[requirements].read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    _, _, rest = left.partition("\n")
    python_tag, _, base = rest.partition("\n")
    if is_inside() and python_tag != sys.implementation.cache_tag:
        return False
    python_is_there = VENV_PYTHON.exists() and os.path.lexists(base)
    return python_is_there and left == stamp_text(requirements, python_tag, base)


def hold_lock(descriptor: int) -> None:
    """Wait until no other start is setting up this folder; the system lets go of the lock if we die."""
    waiting = ("Otra ventana está preparando Constata; espero…", "Another window is setting it up; waiting…")
    if sys.platform == "win32":
        import msvcrt
        import time

        for attempt in range(1200):
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if attempt == 0:
                    tell(*waiting)
                time.sleep(0.5)
        return None
    import fcntl

    try:
        return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        tell(*waiting)
        return fcntl.flock(descriptor, fcntl.LOCK_EX)


def make_environment() -> None:
    """Make an empty environment, in place of whatever an interrupted set-up left."""
    import venv

    for stamp in STAMPS.values():
        stamp.unlink(missing_ok=True)
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(VENV)


def pip_wheel() -> "Path | None":
    """Find a pip that runs from its own wheel: it works where the system's Python comes without pip."""
    import sysconfig

    folders = [WHEELS, Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled"]
    if sysconfig.get_config_var("WHEEL_PKG_DIR"):
        folders.append(Path(sysconfig.get_config_var("WHEEL_PKG_DIR")))
    if sys.base_prefix == "/usr":
        folders.append(Path("/usr/share/python-wheels"))
    return next((wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))), None)


def installers() -> "list[list[str]]":
    """List the ways this machine can install packages into the environment, best first."""
    import importlib.util
    import shutil

    commands = []
    uv = shutil.which("uv")
    if uv:
        commands.append([uv, "pip", "install", "--python", str(VENV_PYTHON), "--compile-bytecode"])
    options = ["--no-input", "--disable-pip-version-check", "--retries", "2"]
    wheel = pip_wheel()
    if wheel:
        commands.append([str(VENV_PYTHON), str(wheel / "pip"), "install", *options])
    elif importlib.util.find_spec("pip"):
        commands.append([sys.executable, "-m", "pip", "--python", str(VENV_PYTHON), "install", *options])
    if not commands:
        raise CannotSetUp(
            in_language(
                "A este Python le falta pip: instale python3-pip (sudo apt install python3-pip) o el Python "
                "de python.org.",
                "This Python lacks pip: install python3-pip (sudo apt install python3-pip) or the "
                "Python from python.org.",
            )
        )
    return commands


def install(requirements: Path, lock: int) -> None:
    """Install the pinned packages and, once they are on the disk, stamp the environment as whole."""
    import subprocess

    stamp = stamp_text(requirements, sys.implementation.cache_tag, outer_python())
    STAMPS[requirements].unlink(missing_ok=True)
    what = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", str(requirements)]
    if WHEELS.is_dir():
        what += ["--no-index", "--find-links", str(WHEELS)]
    for command in installers():
        done = subprocess.run(
            [*command, *what],
            env=installing_environment(),
            cwd=HERE,
            # An installer that outlives us keeps the lock, so that nobody builds over what it still writes.
            pass_fds=() if os.name == "nt" else (lock,),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode == 0:
            break
    else:
        raise CannotSetUp(remedy(done.stdout))
    if hasattr(os, "sync"):
        os.sync()
    STAMPS[requirements].write_text(stamp, encoding="utf-8")


def set_up(wanted: "list[Path]") -> None:
    """Install whichever of the wanted requirements the environment lacks, one process at a time."""
    import time

    started = time.monotonic()
    with open(HERE / ".venv.lock", "a", encoding="utf-8") as lock:
        hold_lock(lock.fileno())
        for requirements in wanted:
            if is_installed(requirements):
                continue
            if requirements == RUN_TIME:
                tell(
                    "Preparando Constata en esta computadora: tarda un poco y sólo se hace una vez…",
                    "Setting up Constata on this computer: it takes a while, this once…",
                )
                make_environment()
            else:
                tell("Instalando las herramientas de prueba…", "Installing the test tools…")
            install(requirements, lock.fileno())
    seconds = time.monotonic() - started
    tell(f"Listo, en {seconds:.0f} s.", f"Ready, in {seconds:.0f} s.")


def end_with_us(process_handle: int) -> None:
    """Have Windows end a child when this process ends in whatever way, as exec does on other systems."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        # JOBOBJECT_EXTENDED_LIMIT_INFORMATION, of which only LimitFlags, at byte 16, is set.
        limits = (ctypes.c_byte * (144 if sys.maxsize > 2**32 else 112))()
        kill_on_job_close = 0x2000
        wintypes.DWORD.from_buffer(limits, 16).value = kill_on_job_close
        kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(process_handle))


def run_and_wait(command: "list[str]") -> int:
    """Run a command as a child, which gets the console's Ctrl-C too, and return its exit status."""
    import subprocess

    child = subprocess.Popen(command, env=own_environment())
    if sys.platform == "win32":
        import signal

        signal.signal(signal.SIGBREAK, lambda *_: None)
        end_with_us(int(child._handle))  # type: ignore[attr-defined]
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def become(command: "list[str]") -> None:
    """Go on as another program, and never return: in this process where the system can, else as a child."""
    if os.name == "nt":
        sys.exit(run_and_wait(command))
    os.execve(command[0], command, own_environment())


def make_ready(wanted: "list[Path]") -> None:
    """Return only inside an environment that holds what is wanted: until then, set it up and start again."""
    again = [str(RUN), *sys.argv[1:]]
    if sys.version_info < OLDEST_PYTHON:
        become(newer_python() + again)
    missing = [requirements for requirements in wanted if not is_installed(requirements)]
    if is_inside() and missing:
        for requirements in missing:
            STAMPS[requirements].unlink(missing_ok=True)
        become([*([outer_python()] if os.path.exists(outer_python()) else newer_python()), *again])
    elif not is_inside():
        if missing:
            set_up(wanted)
        become([str(VENV_PYTHON), *again])


def run_checks(pytest_arguments: "list[str]") -> int:
    """Run every check of the code, then the tests; with arguments for pytest, the tests they choose alone."""
    import subprocess
    import time

    os.chdir(HERE)
    failures = 0
    for command in [] if pytest_arguments else CHECKS:
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        verdict = in_language("mal", "failed") if done.returncode else in_language("bien", "passed")
        name = " ".join(word for word in command if not word.startswith("--"))
        print(f"{name}: {verdict} ({time.monotonic() - started:.1f} s)\n{done.stdout}", end="", flush=True)
        failures += done.returncode != 0
    if pytest_arguments:
        return run_and_wait([sys.executable, "-m", "pytest", *pytest_arguments])
    return run_halves() or min(failures, 1)


def run_halves() -> int:
    """Run both halves of the tests side by side, and show what the second says when the first is done."""
    import subprocess
    import tempfile

    first, second = ([sys.executable, "-m", "pytest", *half] for half in HALVES)
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(second, env=own_environment(), stdout=said, stderr=subprocess.STDOUT)
        status = run_and_wait(first)
        status = beside.wait() or status
        said.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return status


def main() -> None:
    """Set up what is missing, then run the tests or the app."""
    testing = sys.argv[1:2] == ["test"]
    try:
        make_ready([RUN_TIME, TEST_TOOLS] if testing else [RUN_TIME])
    except (CannotSetUp, OSError, ImportError) as problem:
        sys.exit(explain(problem))
    except KeyboardInterrupt:
        sys.exit(
            in_language(
                "La preparación se interrumpió: vuelva a empezar cuando quiera.",
                "The set-up was interrupted: start again whenever you like.",
            )
        )
    if testing:
        sys.exit(run_checks(sys.argv[2:]))
    if str(HERE) not in sys.path:
        sys.path.insert(0, str(HERE))
    from audit_app.cli import main as run_app

    run_app()


if __name__ == "__main__":
    main()
