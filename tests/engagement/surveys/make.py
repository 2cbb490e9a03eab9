"""Surveys for tests, and somebody who answers them page by page as a browser does."""

from datetime import timedelta
from html.parser import HTMLParser

from django.utils import timezone

from engagement import actions
from engagement.models import Survey, SurveyQuestion, SurveySection
from engagement.surveys import sending
from portal import public_forms
from tests.make import make_guideline, make_released_edition

DAY = timedelta(days=1)


def make_survey(*, opens=-1, closes=1, **fields):
    """A survey that opens and closes so many days from today, without questions."""
    today = timezone.localdate()
    facts = {"slug": "questions", "title": "Our questions", "introduction": "What we *ask*.", "thanks": "Thank you."}
    days = {"opens_on": today + opens * DAY, "closes_on": today + closes * DAY}
    guideline = fields.pop("guideline", None) or make_guideline()
    return actions.save_survey(survey=Survey(**facts | days | fields, guideline=guideline))


def add_section(survey, title="About you"):
    return SurveySection.objects.create(survey=survey, title=title, position=survey.sections.count() + 1)


def add_question(section, kind, text="What?", **fields):
    for name in ("options", "rows", "keys"):
        if name in fields:
            fields[name] = "\n".join(fields[name])
    position = section.questions.count() + 1
    return SurveyQuestion.objects.create(section=section, position=position, kind=kind, text=text, **fields)


def make_full_survey(**fields):
    """Two sections with a question of each kind; the role is required, the last question hangs on it."""
    edition = make_released_edition(fields.pop("guideline", None))
    survey = make_survey(guideline=edition.guideline, **fields)
    first, second = add_section(survey), add_section(survey, "The guidelines")
    role = add_question(first, "single", "Your role?", options=["Lecturer", "Student", "Other"], is_required=True)
    add_question(first, "several", "Your programmes?", options=["Nursing", "Medicine", "Midwifery"])
    add_question(first, "short", "Your town?")
    add_question(second, "scale", "How useful?", lowest_label="not at all", highest_label="very")
    add_question(second, "matrix", "How clear?", rows=["Aims", "Methods"], options=["Clear", "Unclear"])
    add_question(second, "statements", "Which are hard?")
    add_question(second, "long", "Why?")
    add_question(second, "long", "What do you study?", shown_if=role, shown_if_answer="2", is_required=True)
    return survey


def asked(survey):
    """Its questions in order."""
    return list(SurveyQuestion.objects.filter(section__survey=survey).order_by("section__position", "position"))


def send(survey, **given):
    """Sends answers past the pages: send(survey, q1="2", q7=["a", "b"]); returns the answer."""
    from django.http import QueryDict

    typed = QueryDict(mutable=True)
    for name, value in given.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    once = public_forms.read(f"survey {survey.pk}", public_forms.ticket(f"survey {survey.pk}"))
    return sending.send(survey=survey, typed=typed, once=once)[0]


class Fields(HTMLParser):
    """What a browser would post from a page, buttons apart."""

    def __init__(self, html):
        super().__init__()
        self.found, self._textarea = {}, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "textarea":
            self._textarea = name
            self.found.setdefault(name, []).append("")
        elif (tag == "input" and name) and (kind not in ("radio", "checkbox") or "checked" in attrs):
            self.found.setdefault(name, []).append(attrs.get("value", ""))

    def handle_data(self, data):
        if self._textarea:
            self.found[self._textarea][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self._textarea][-1] = self.found[self._textarea][-1].removeprefix("\n")
            self._textarea = None


class Reader:
    """Somebody at a browser without JavaScript and without cookies."""

    def __init__(self, client, survey):
        self.client, self.address = client, f"{survey.get_absolute_url()}answer/"
        self.answer = client.post(self.address)

    @property
    def page(self):
        return self.answer.text

    @property
    def heading(self):
        return self.page.split("<h1>")[1].split("</h1>")[0]

    def press(self, go="next", **typed):
        fields = Fields(self.page.split('<main id="main_content">')[1].split("</main>")[0]).found
        fields.pop("q", None)
        self.answer = self.client.post(self.address, fields | typed | {"go": go})
        assert not self.answer.cookies
        return self
