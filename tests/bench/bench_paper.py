"""How long what is taken on paper takes to be drawn, and how much memory, each in a process of its own.

Run: ``python tests/bench/bench_paper.py`` from the project's folder. On Windows without the memory.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

CASES = {"forms": (1, 150, 300), "list": (150, 10_000)}


def draw(kind: str, works: int) -> None:
    """Draw so many works, and print seconds, megabytes of the file and megabytes of the process."""
    from tests.pdf.reports import drawn, field_list, forms, place

    name = "Construcción de guarniciones y banquetas en la calle Emiliano Zapata, número"
    content = (
        forms(*({"folio": f"W/{number}", "name": f"{name} {number}"} for number in range(works)))
        if kind == "forms"
        else field_list(
            *(
                place(number, name=f"{name} {number}", group=f"Municipio {number * 60 // works}")
                for number in range(works)
            )
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        size = drawn(Path(folder), content).stat().st_size
        spent = time.perf_counter() - begun
    print(f"{kind:6} {works:6} works {spent:7.2f} s {size / 1e6:6.1f} MB of file {_memory()}")


def _memory() -> str:
    try:
        import resource
    except ImportError:
        return ""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:5.0f} MB of memory"


if __name__ == "__main__":
    if len(sys.argv) > 2:
        draw(sys.argv[1], int(sys.argv[2]))
    else:
        for kind, sizes in CASES.items():
            for works in sizes:
                subprocess.run([sys.executable, __file__, kind, str(works)], cwd=ROOT, check=True)
