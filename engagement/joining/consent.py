"""What people agree to. A new wording gets a new version; with each person the words are kept that they agreed to."""

from django.conf import settings

from portal import personal

VERSION = "2026-11"
LABEL = "I agree that what I have written here is kept and used for this"


def sentences():
    """Today’s version, with the periods that really hold."""
    return [
        f"{settings.PUBLISHER} keeps what you send to form the steering group and to write to you about it, and for "
        "nothing else. Only the editors of this site see it, but for the words by which you let us name you.",
        f"If you do not become a member, we delete it {personal.in_words(settings.INTEREST_DAYS)} after we last dealt "
        f"with it; if you do, {personal.in_words(settings.MEMBER_DAYS)} after you became one. You can ask us at any "
        "time to show, correct or delete it.",
    ]


def text():
    return "\n\n".join([*sentences(), LABEL])
