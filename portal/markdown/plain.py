"""The words of a text without their markup, for search, counting and comparing."""

BLOCKS_OF_TEXT = {"fence", "code_block"}


def fold(text):
    return " ".join(text.split())


def inline_text(tokens):
    """The words of a run of inline tokens; a picture counts with the text that stands for it."""
    words = []
    for token in tokens or ():
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type == "image":
            words.append(inline_text(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n")
    return "".join(words)


def plain_text(tokens):
    """The words of block tokens, the titles of boxes included, white space folded."""
    words = []
    for token in tokens:
        if token.type == "inline":
            words.append(inline_text(token.children))
        elif token.type in BLOCKS_OF_TEXT:
            words.append(token.content)
        elif token.type == "box_open":
            words.append(token.meta["box"].title)
        elif token.type == "box_close":
            words.append(token.meta["box"].by)
        elif token.type == "figure_close":
            words.append(token.meta["caption"])
    return fold(" ".join(words))
