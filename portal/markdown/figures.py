"""A picture that stands alone in its paragraph is a figure, and its title the caption."""

from . import links


def make_figures(state):
    """Turn each paragraph that holds nothing but one picture of ours into a figure (a rule of the reader)."""
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (opening.type, closing.type) != ("paragraph_open", "paragraph_close") or opening.hidden:
            continue
        picture = inline.children[0] if len(inline.children) == 1 else None
        if picture and picture.type == "image" and links.may_be_shown(picture.attrs["src"]):
            opening.type, opening.tag = "figure_open", "figure"
            closing.type, closing.tag = "figure_close", "figure"
            picture.meta["in_figure"] = True
            closing.meta["caption"] = picture.attrs.get("title", "")
