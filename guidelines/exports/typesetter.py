"""Runs apart from the portal, without its settings: main.typ of this folder becomes out.pdf, or error.txt says why not.

Usage: python -I typesetter.py FOLDER SECONDS MEGABYTES MOMENT FONTS…
"""

import io
import resource
import sys
from pathlib import Path


def main(folder, seconds, megabytes, moment, *fonts):
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(megabytes) << 20, int(megabytes) << 20))
    import pikepdf
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
        return 3
    # A third of the size, and its first page shows before the rest has come.
    with pikepdf.open(io.BytesIO(pdf)) as document:
        packed = pikepdf.ObjectStreamMode.generate
        document.save(folder / "out.pdf", object_stream_mode=packed, linearize=True, deterministic_id=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
