"""Numbers with their nouns."""


def counted(number, one, many=""):
    """“1 answer”, “2 answers”; `many` for what an s alone does not make plural."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
