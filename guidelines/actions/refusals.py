"""Why an action was refused; each message tells the editor what to do next."""


class Refused(Exception):
    """The action was refused and nothing was changed."""


class NotADraft(Refused):
    def __init__(self, edition):
        super().__init__(f"{edition} has already been released. Start a new draft to change anything.")


class ChapterIsGone(Refused):
    def __init__(self, chapter):
        super().__init__(f"Somebody has removed the chapter “{chapter.title}” meanwhile.")


class NothingRemoved(Refused):
    def __init__(self):
        super().__init__("This chapter is in the draft already, or was never removed from it.")


class AddressTaken(Refused):
    def __init__(self, slug):
        super().__init__(f"Another chapter of this edition has the address “{slug}”. Choose another.")


class StaleDraft(Refused):
    def __init__(self):
        super().__init__("Somebody changed this draft since you opened this page. Look at it again, then release.")


class TooEarly(Refused):
    def __init__(self, previous):
        super().__init__(f"Choose a time after the release of edition {previous.number}.")


class NotApproved(Refused):
    def __init__(self):
        super().__init__("Nobody else has approved this text. Ask for a review, or say why it cannot wait for one.")


class NotReady(Refused):
    """`findings` holds everything that stops the release."""

    def __init__(self, findings):
        super().__init__("This draft cannot be released yet: " + " ".join(str(finding) for finding in findings))
        self.findings = findings
