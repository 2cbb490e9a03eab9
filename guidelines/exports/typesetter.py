"""Runs apart from the portal, without its settings: main.typ of this folder becomes out.pdf, or error.txt says why not.

Usage: python -I typesetter.py FOLDER SECONDS MEGABYTES MOMENT FONTS…
"""

import os
import resource
import sys
from pathlib import Path


def main(folder, seconds, megabytes, moment, *fonts):
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_DATA, (int(megabytes) << 20, int(megabytes) << 20))
    import typst

    folder = Path(folder)
    found = typst.Fonts(include_system_fonts=False, font_paths=list(fonts))
    try:
        pdf = typst.compile(
            folder / "main.typ",
            root=folder,
            font_paths=found,
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            package_path=folder,
            package_cache_path=folder,
            timestamp=int(moment),
        )
    except typst.TypstError as error:
        (folder / "error.txt").write_text(f"{error.message}\n{error.diagnostic}", encoding="utf-8")
        sys.exit(3)
    (folder / "large.pdf").write_bytes(pdf)
    # A fresh start gives the memory back before the file is opened again.
    os.execv(sys.executable, [sys.executable, "-I", __file__, str(folder)])  # noqa: S606 - ourselves, no shell


def pack(folder):
    """A third of the size, and the first page shows before the rest has come."""
    import pikepdf

    with pikepdf.open(Path(folder, "large.pdf")) as document:
        packed = pikepdf.ObjectStreamMode.generate
        document.save(Path(folder, "out.pdf"), object_stream_mode=packed, linearize=True, deterministic_id=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 2 else pack(sys.argv[1])
