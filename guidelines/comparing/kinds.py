"""How the changes of several editions, one after the other, add up."""

from django.db import models

from guidelines.models.change import Kind


class Net(models.TextChoices):
    """What became of a statement from the first to the last of the editions compared, in the order that matters."""

    NEW = "new", "New"
    AMENDED = "amended", "Amended"
    REMOVED = "removed", "Removed"
    CLARIFIED = "clarified", "Clarified"
    MOVED = "moved", "Moved"
    BACK = "back", "Changed and changed back"
    PASSING = "passing", "New and removed in between"
    UNCHANGED = "unchanged", "Unchanged"


EXPLAINED = {
    Net.NEW: "was not in the earlier edition",
    Net.AMENDED: "says something else",
    Net.REMOVED: "is no longer there",
    Net.CLARIFIED: "says the same in other words",
    Net.MOVED: "stands in another chapter, in the same words",
    Net.BACK: "changed, and says today what it said before",
    Net.PASSING: "came and went between the two editions",
}


def net(steps, *, was_there, is_there, has_other_words, has_other_chapter):
    """The Net of a statement whose changes, as kinds in order, are `steps`.

    `has_other_words` is only asked (it is a function) when the steps leave it open.
    """
    if not was_there:
        return Net.NEW if is_there else Net.PASSING
    if not is_there:
        return Net.REMOVED
    if len(steps) == 1:
        return Net(steps[0])
    if has_other_words():
        return Net.AMENDED if Kind.AMENDED in steps else Net.CLARIFIED
    return Net.MOVED if has_other_chapter else Net.BACK
