"""What the API says of guidelines. Addresses are whole; HTML is sanitised; times carry their zone."""

from datetime import date, datetime

from ninja import Schema

from guidelines.on_one_page import rooted
from portal.api.operations import whole


class GuidelineOut(Schema):
    slug: str
    name: str
    title: str
    standfirst: str
    notice: str
    current_edition: int
    released_at: datetime
    updated_at: datetime
    url: str

    @staticmethod
    def resolve_current_edition(guideline):
        return guideline.current_number

    @staticmethod
    def resolve_url(guideline):
        return whole(guideline.get_absolute_url())


class ChapterLink(Schema):
    slug: str
    title: str


class EditionOut(Schema):
    guideline: str
    number: int
    released_at: datetime
    is_current: bool
    summary: str
    chapters: list[ChapterLink]
    content_hash: str
    previous_hash: str
    url: str

    @staticmethod
    def resolve_guideline(edition):
        return edition.guideline.slug

    @staticmethod
    def resolve_is_current(edition):
        return edition.number == edition.current_number

    @staticmethod
    def resolve_chapters(edition):
        return edition.contents

    @staticmethod
    def resolve_url(edition):
        return whole(edition.get_absolute_url())


class InEdition(Schema):
    guideline: str
    edition: int

    @staticmethod
    def resolve_guideline(part):
        return part.edition.guideline.slug

    @staticmethod
    def resolve_edition(part):
        return part.edition.number


class ChapterOut(InEdition):
    slug: str
    title: str
    position: int
    words: int
    reviewed_on: date | None
    key: str
    url: str

    @staticmethod
    def resolve_key(chapter):
        return str(chapter.key)

    @staticmethod
    def resolve_url(chapter):
        return whole(chapter.get_absolute_url())


class WholeChapterOut(ChapterOut):
    markdown: str
    html: str
    text: str

    @staticmethod
    def resolve_markdown(chapter):
        return chapter.body


class StatementOut(InEdition):
    key: str
    number: str
    title: str
    professions: list[str]
    text: str
    html: str
    markdown: str
    chapter: str
    url: str
    pinned_url: str

    @staticmethod
    def resolve_key(wording):
        return wording.statement.key

    @staticmethod
    def resolve_markdown(wording):
        return wording.source

    @staticmethod
    def resolve_professions(wording):
        """Those that the statement is for; none where it is for everybody."""
        return wording.profession_names

    @staticmethod
    def resolve_html(wording):
        """Links hold wherever the text is shown on this site, and lead to the edition that it is from."""
        return rooted(wording.html, base=f"{wording.edition.get_absolute_url()}chapters/{wording.chapter.slug}/")

    @staticmethod
    def resolve_chapter(wording):
        return wording.chapter.slug

    @staticmethod
    def resolve_url(wording):
        return whole(f"{wording.edition.guideline.get_absolute_url()}statements/{wording.statement.key}/")

    @staticmethod
    def resolve_pinned_url(wording):
        return whole(f"{wording.edition.get_absolute_url()}statements/{wording.statement.key}/")


class CorrectionOut(Schema):
    """A note that was corrected after its release: when, why, and what it said before, of what differs."""

    corrected_at: datetime
    why: str
    before: dict[str, str]

    @staticmethod
    def resolve_corrected_at(correction):
        return correction.made_at


class ChangeOut(InEdition):
    key: str
    kind: str
    reason: str
    evidence: str
    what_to_do: str
    corrections: list[CorrectionOut]
    successors: list[str]
    url: str

    @staticmethod
    def resolve_key(change):
        return change.statement.key

    @staticmethod
    def resolve_reason(change):
        return change.said.reason

    @staticmethod
    def resolve_evidence(change):
        return change.said.evidence

    @staticmethod
    def resolve_what_to_do(change):
        return change.said.what_to_do

    @staticmethod
    def resolve_corrections(change):
        return list(change.corrections.all())

    @staticmethod
    def resolve_successors(change):
        return [successor.key for successor in change.successors.all()]

    @staticmethod
    def resolve_url(change):
        return whole(f"{change.edition.guideline.get_absolute_url()}statements/{change.statement.key}/")
