"""Two wordings in HTML with what changed marked, in each of them or in one text."""

from dataclasses import dataclass, replace
from html import escape

from . import blocks
from .leaves import Leaf, leaves
from .text import mark_closing, mark_opening

CELLS = {"td", "th"}
LISTS = {"ol", "ul"}
ANYTHING = {"", "blockquote", "dd", "div", "figure", "li", "section", "td"}


@dataclass(frozen=True)
class Marked:
    """Safe HTML: the old wording with what was removed, the new one with what was added, and both in one text."""

    old: str
    new: str
    both: str


def mark(old, new):
    """Marks what differs between two pieces of sanitised HTML, word by word."""
    before, after = leaves(old), leaves(new)
    old_leaves, new_leaves = ([part for part in parts if isinstance(part, Leaf)] for parts in (before, after))
    pairs = _pairs(old_leaves, new_leaves)
    of_old, of_new, merged, lost = {}, {}, {}, {}
    place = 0
    for i, j in pairs:
        if j is None:
            of_old[i] = [("removed", old_leaves[i].words)]
            lost.setdefault(place, []).append(old_leaves[i])
            continue
        place = j + 1
        if i is None:
            of_new[j] = merged[j] = [("added", new_leaves[j].words)]
        else:
            of_old[i], of_new[j], merged[j] = _inside(old_leaves[i], new_leaves[j])
    return Marked(_written(before, of_old), _written(after, of_new), _written(after, merged, lost))


def changed_blocks(old, new):
    """Safe HTML of each paragraph, item or cell that differs, both wordings in one; None where some are the same."""
    old_leaves, new_leaves = ([part for part in leaves(html) if isinstance(part, Leaf)] for html in (old, new))
    found = []
    for i, j in _pairs(old_leaves, new_leaves):
        if j is None:
            found.append(_spans([("removed", old_leaves[i].words)]))
        elif i is None:
            found.append(_spans([("added", new_leaves[j].words)]))
        elif old_leaves[i].keys != new_leaves[j].keys:
            found.append(_spans(_inside(old_leaves[i], new_leaves[j])[2]))
        elif not found or found[-1] is not None:
            found.append(None)
    return found


def _pairs(old, new):
    """Which leaf became which; cells that were rewritten altogether stay in their place if their number is the same."""
    pairs, gone, come = [], [], []
    for i, j in [*blocks.align([leaf.keys for leaf in old], [leaf.keys for leaf in new]), (0, 0)]:
        if i is None or j is None:
            gone += [i] * (j is None)
            come += [j] * (i is None)
            continue
        cells = {leaf.tag for leaf in [*(old[i] for i in gone), *(new[j] for j in come)]} <= CELLS
        if cells and len(gone) == len(come):
            pairs += zip(gone, come, strict=True)
        else:
            pairs += [(i, None) for i in gone] + [(None, j) for j in come]
        gone, come = [], []
        pairs.append((i, j))
    return pairs[:-1]


def _inside(old, new):
    """The words of two leaves as [(kind, words)]: for the old one, for the new one, and for both in one."""
    in_old, in_new, in_both = [], [], []
    for run in blocks.runs(old.keys, new.keys):
        gone, come = old.words[run.i : run.i_end], new.words[run.j : run.j_end]
        if run.is_same:
            in_old.append(("same", gone))
            in_new.append(("same", come))
            in_both.append(("same", come))
        else:
            in_old += [("removed", gone)] * bool(gone)
            in_new += [("added", come)] * bool(come)
            if in_both:
                before = old.words[run.i - 1].space, new.words[run.j - 1].space
                kind, same = in_both.pop()
                in_both.append((kind, [*same[:-1], _spaced(same[-1], before, gone, come)]))
                gone, come = _after(before, gone, come)
            in_both += [("removed", gone)] * bool(gone) + [("added", come)] * bool(come)
    return in_old, in_new, in_both


def _spaced(word, before, gone, come):
    """The word before a change, with the white space that holds for what follows it in both wordings."""
    old, new = before
    if gone and come:
        return replace(word, space=old if old == new else "")
    return replace(word, space=old if gone else new)


def _after(before, gone, come):
    """What was replaced, with the white space before it where that was replaced too: “care and” became “care,”."""
    old, new = before
    if gone and come and old != new:
        gone = [replace(gone[0], text=old + gone[0].text), *gone[1:]]
        come = [replace(come[0], text=new + come[0].text), *come[1:]]
    return gone, come


def _written(parts, spans, lost=None):
    """The parts as HTML, leaves by their spans; `lost` holds leaves of the old text to stand before each place."""
    written, stack, place = [], [], 0
    waiting = list((lost or {}).get(0, ()))
    for part in parts:
        if isinstance(part, Leaf):
            written.append(_spans(spans.get(place, [("same", part.words)])))
            place += 1
            waiting += (lost or {}).get(place, ())
        elif not part.strip():
            written.append(part)
        else:
            if waiting:
                waiting = _place(waiting, stack, written, before=part)
            written.append(part)
            if part.startswith("</"):
                stack.pop()
            elif not part.startswith("<hr"):
                stack.append(_name(part))
    return "".join(written) + "".join(_alone(leaf, "p") for leaf in waiting)


def _place(waiting, stack, written, *, before):
    """Writes the lost leaves that may stand here; returns those that have to wait for a better place."""
    here, rest = stack[-1] if stack else "", []
    for leaf in waiting:
        if leaf.tag == "li" and here in LISTS:
            written.append(_alone(leaf, "li"))
        elif here in ANYTHING and not before.startswith("</") and not (leaf.tag == "li" and _name(before) in LISTS):
            written.append(_alone(leaf, "p"))
        else:
            rest.append(leaf)
    return rest


def _name(tag):
    return tag[1:-1].split()[0]


def _alone(leaf, tag):
    return f"<{tag}>{_spans([('removed', leaf.words)])}</{tag}>\n"


def _spans(spans):
    """Inline HTML: elements open and close around the words that stand in them, marks always innermost."""
    written, inside, space = [], (), ""
    for kind, words in spans:
        is_first = True
        for run, tags in _by_element(words):
            _change_elements(written, inside, tags, space)
            inside = tags
            text, space = _text(run)
            if kind == "same" or not text:
                written.append(text)
                continue
            written.append(mark_opening(kind, is_first=is_first) + text + mark_closing(kind))
            is_first = False
    _change_elements(written, inside, (), space)
    return "".join(written)


def _by_element(words):
    """[(words in a row, the inline elements that they all stand in)]."""
    grouped = []
    for word in words:
        if grouped and grouped[-1][1] == word.inside:
            grouped[-1][0].append(word)
        else:
            grouped.append(([word], word.inside))
    return grouped


def _change_elements(written, inside, wanted, space):
    """Closes what no longer holds and opens what now does; the white space in between stands outside both."""
    same = 0
    while same < min(len(inside), len(wanted)) and inside[same] == wanted[same]:
        same += 1
    written += [f"</{_name(tag)}>" for tag in reversed(inside[same:])]
    written.append(space)
    written += wanted[same:]


def _text(words):
    """Their HTML, and the white space after the last one, which stays outside a mark."""
    pieces = [(word.text if word.is_tag else escape(word.text, quote=False)) + word.space for word in words]
    space = words[-1].space
    return "".join(pieces).removesuffix(space) if space else "".join(pieces), space
