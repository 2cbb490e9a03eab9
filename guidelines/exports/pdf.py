"""PDF: tagged, with bookmarks, to PDF/UA-1, set by typst in a process of its own with nothing to reach."""

import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import font_source_sans_pro
import manimgx_fonts
from django.conf import settings
from django.utils import timezone

from . import glyphs, pictures, tree
from .refusals import CannotBuild
from .typst_writer import Writer, is_short, quote, words

logger = logging.getLogger(__name__)

SECONDS = 100
MEGABYTES = 950  # of memory; 4,000 footnotes in 1,000 statements take 700
ENVIRONMENT = {"RAYON_NUM_THREADS": "2", "LC_ALL": "C.UTF-8"}  # more threads would take memory for their stacks
HERE = Path(__file__).parent
FONTS = [Path(package.__file__).parent for package in (font_source_sans_pro, manimgx_fonts)]
TOO_MUCH = (
    "This text is too much for one PDF. Divide its longest chapter or its largest table."
    " Single chapters and other forms can still be taken."
)


def build(publication):
    """The PDF as bytes. Raises CannotBuild."""
    publication = glyphs.only_known(publication)
    trees = tree.grow(publication)
    with tempfile.TemporaryDirectory(prefix="pdf-") as name:
        folder = Path(name)
        files = {}
        for place, (source, picture) in enumerate(pictures.load(trees.pictures).items()):
            files[source] = f"picture-{place}.{picture.ending}"
            (folder / files[source]).write_bytes(picture.content)
        shutil.copy(HERE / "assets" / "template.typ", folder)
        (folder / "main.typ").write_text(source_of(publication, trees, files), encoding="utf-8")
        return _set(folder, publication.moment)


def _set(folder, moment):
    command = [sys.executable, "-I", str(HERE / "typesetter.py"), str(folder), str(SECONDS), str(MEGABYTES)]
    command += [str(int(moment.timestamp())), *map(str, FONTS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; none of our secrets go along
            command, env=ENVIRONMENT, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotBuild(TOO_MUCH) from None
    if (folder / "out.pdf").exists() and done.returncode == 0:
        return (folder / "out.pdf").read_bytes()
    if (folder / "error.txt").exists():
        said = (folder / "error.txt").read_text(encoding="utf-8")
        logger.error("The PDF could not be set: %s", said[:2000])
        raise CannotBuild(f"The PDF could not be set: {said.splitlines()[0][:200]}")
    logger.error("The typesetter ended with %s: %s", done.returncode, done.stderr.decode(errors="replace")[-2000:])
    raise CannotBuild(TOO_MUCH)


def source_of(publication, trees, files):
    """main.typ: calls of the template's functions, nothing else."""
    writer = Writer(publication, files)
    parts = ['#import "template.typ": *', f"#let facts = {_facts(publication)}", "#show: publication.with(facts)"]
    parts.append("#cover(facts);")
    if not publication.only:
        parts.append("#contents(facts);")
        parts.append(f"#about(facts)[{writer.blocks(trees.summary)}];")
    for chapter in publication.shown:
        facts = f"{quote(chapter.slug + '--chapter')}, {chapter.number}, {quote(chapter.title)}"
        parts.append(f"#part(facts, {facts})[{writer.blocks(trees.chapters[chapter.number])}];")
    if not publication.only and publication.told:
        parts.append(_changes(publication, trees, writer))
    return "\n".join(parts)


def _facts(publication):
    at = timezone.localtime(publication.moment)
    lines = [("Published by", settings.PUBLISHER), ("Permanent address", publication.address)]
    if publication.is_draft:
        lines = [("Written by", settings.PUBLISHER)]
    elif publication.content_hash:
        lines.append(("Content hash", publication.content_hash))
    if publication.only:
        lines.insert(0, ("One chapter of", publication.guideline.title))
    values = {
        "title": quote(publication.title),
        "short": quote(publication.guideline.short_title),
        "foot": quote(f"{publication.edition} · {publication.when}"),
        "edition": quote(publication.edition),
        "when": quote(publication.when),
        "publisher": quote(settings.PUBLISHER),
        "notice": quote(publication.guideline.notice),
        "keywords": f"({quote(publication.guideline.name)}, {quote(publication.edition)})",
        "date": f"datetime(year: {at.year}, month: {at.month}, day: {at.day})",
        "cite": quote("" if publication.is_draft else publication.citation),
        "hash": quote(publication.content_hash),
        "draft": "true" if publication.is_draft else "false",
        "lines": "(" + "".join(f"({quote(name)}, {quote(value)})," for name, value in lines) + ")",
    }
    return "(" + ", ".join(f"{name}: {value}" for name, value in values.items()) + ")"


def _changes(publication, trees, writer):
    parts = [f'#part(facts, "changes--chapter", none, "What changed in edition {publication.number}, and why")[']
    for kind, meaning, changes in publication.told_by_kind:
        parts.append(f"#heading(level: 2, outlined: false, bookmarked: true)[{words(kind.label)}];")
        parts.append(f"#kind-says({quote(meaning)});")
        parts += [_change(publication, trees, writer, change) for change in changes]
    return "\n".join([*parts, "];"])


def _change(publication, trees, writer, change):
    facts = {"number": change.number, "name": change.name, "reason": change.reason, "what-to-do": change.what_to_do}
    facts["anchor"] = change.key if change.key in publication.by_key else ""
    given = ", ".join(f"{name}: {quote(value)}" for name, value in facts.items())
    evidence = trees.evidence.get(change.key)
    if evidence:
        given += f", evidence: [{writer.blocks(evidence)}]"
    if change.kind == "removed":
        given += f", after: [{_successors(publication, change)}]"
    plain = [{"t": "Para", "c": [{"t": "Str", "c": said}]} for said in (change.reason, change.what_to_do)]
    return f"#change({given}, whole: {is_short([*plain, *(evidence or [])])});"


def _successors(publication, change):
    heirs = publication.heirs(change)
    if not heirs:
        return words("Nothing takes its place.")
    linked = [f"#link(label({quote(s.key)}))[{words(f'{s.number} {s.name}')}];" for s in heirs]
    return words("; ").join(linked)
