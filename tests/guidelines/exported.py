"""Publications for tests, made without a database where it plays no part."""

import io
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from guidelines.exports import publication
from portal import markdown

RELEASED = datetime(2019, 3, 4, 9, tzinfo=UTC)
SAMPLE = (Path(__file__).parents[1] / "portal" / "markdown_sample.md").read_text(encoding="utf-8")
PICTURE = "images/12345678-1234-1234-1234-123456789012.png"
HASH = "ab" * 32
LINKS = """## Where links lead {#links}

To [a statement](statement:self-reflection), [a chapter](chapter:sample), [a heading](chapter:sample#what-helps),
[a heading here](#links), [the site](/about/), [outside](https://example.org/a?b=1&c=2),
[a letter](mailto:a@example.org), [nowhere](statement:never-was), [a script](javascript:alert),
[another host](//evil.example).

![Two people in a ward](/media/PICTURE "A ward")
""".replace("PICTURE", PICTURE)


def make_about(**facts):
    known = {
        "slug": "leadership",
        "name": "Leadership",
        "title": "Leadership & <learning>",
        "short_title": "Leadership",
    }
    blank = {"standfirst": "", "notice": "This is a sample.", "introduction": "", "overview": ""}
    return publication.About(**blank | known | facts)


def make_publication(bodies=None, changes=(), *, released_at=RELEASED, about=None, previous_hash="cd" * 32):
    """A publication with these chapter texts by title; without any, the sample of Markdown and a chapter of links."""
    bodies = bodies or {"Sample": SAMPLE.replace("chapter:working-with-others", "chapter:links"), "Links": LINKS}
    chapters = [
        publication.Chapter(number, f"key-{number}", _slug(title, number), title, markdown.pin_heading_ids(body), None)
        for number, (title, body) in enumerate(bodies.items(), start=1)
    ]
    statements = [
        publication.Statement(s.key, f"{chapter.number}.{place}", s.title, s.source, s.text, chapter, "amended")
        for chapter in chapters
        for place, s in enumerate(markdown.parse(chapter.body).statements, start=1)
    ]
    return publication.Publication(
        guideline=about or make_about(),
        number=2,
        released_at=released_at,
        summary="What is *new*.",
        content_hash=HASH if released_at else "",
        previous_hash=previous_hash,
        chapters=chapters,
        statements=statements,
        changes=list(changes),
    )


def make_changes():
    said = {"reason": "Because #1.", "evidence": "See [the survey](https://example.org/s).", "what_to_do": "Read it."}
    return [
        publication.Change("self-reflection", "amended", "1.1", "A structured occasion", **said),
        publication.Change("gone", "removed", "3.1", "Gone", **said, successors=("values-in-practice",)),
    ]


def _slug(title, number):
    return title.lower() if title.isascii() and title.isalpha() else f"chapter-{number}"


def png(width=40, height=30):
    made = io.BytesIO()
    Image.new("1", (width, height)).save(made, "PNG")
    return made.getvalue()
