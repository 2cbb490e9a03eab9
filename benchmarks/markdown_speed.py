"""How long a chapter of 30 KB takes from Markdown to safe HTML, beside two plain readers that make no promises.

Run: python benchmarks/markdown_speed.py
"""

import sys
import timeit
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import markdown as python_markdown
from markdown_it import MarkdownIt

from portal import markdown

SECTION = """
## What programmes offer in stage {n} {{#stage-{n}}}

Leadership begins with noticing. Before students can influence a *team* they learn how they themselves respond to
pressure, to difference and to being wrong; [the evidence](https://example.org/{n}) is **plain** about it.[^{n}]

::: {{.statement #occasion-{n} title="A structured occasion"}}
Give every student a structured occasion to reflect on how their own behaviour affects others, in each placement and
at least once a term.
:::

- An occasion is structured when its purpose is known beforehand.
- Peer groups of four to six work well, see [stage {n}](#stage-{n}).

::: note
What happens to the notes is said before anybody writes one.
:::

| Year | Hours |
|------|------:|
| 1    |    12 |
| 2    |    24 |

[^{n}]: A footnote that says where to read on.
"""


def chapter(characters):
    """A chapter of about that many characters, with a little of everything that chapters hold."""
    sections, length = [], 0
    while length < characters:
        sections.append(SECTION.format(n=len(sections) + 1))
        length += len(sections[-1])
    return "".join(sections)


def milliseconds(function):
    return min(timeit.repeat(function, number=1, repeat=15)) * 1000


def main():
    text = chapter(30_000)
    plain = MarkdownIt("commonmark").enable("table")
    ours = milliseconds(lambda: markdown.parse(text).html(chapter=1))
    bare = milliseconds(lambda: plain.render(text))
    other = milliseconds(lambda: python_markdown.markdown(text, extensions=["tables", "footnotes"]))
    print(f"{len(text):,} characters: {ours:.1f} ms")
    print(f"plain markdown-it-py: {bare:.1f} ms (ours takes {ours / bare:.2f} times as long)")
    print(f"markdown {python_markdown.__version__}: {other:.1f} ms (ours takes {ours / other:.2f} times as long)")


if __name__ == "__main__":
    main()
