"""What somebody who answers a survey sees next. Nothing is stored but by the last button, and never in a preview."""

from django.utils import timezone

from engagement import references
from portal import public_forms
from portal.posted import readable

from . import sending
from .questionnaire import Questionnaire
from .walk import Walk

SECTION, CHECK, SENT, LATE, EMPTY = (
    f"engagement/survey/{name}.html" for name in ["section", "check", "sent", "late", "empty"]
)
NOTHING = "You have not answered any question yet. Answer at least one before you send."
FORGED = "This page did not come back whole. Your answers are still here: look at them and send them again."


def purpose(survey):
    return f"survey {survey.pk}"


class Steps:
    """Answers a POST: `template` and `context` are the page to show."""

    def __init__(self, survey, posted, *, is_preview=False, is_robot=False):
        self.survey, self.is_preview, self.stores = survey, is_preview, not (is_preview or is_robot)
        self.typed, spoiled = readable(posted)
        self.walk = Walk(Questionnaire(survey), self.typed, spoiled)
        self.at, self.go = self.typed.get("at", ""), self.typed.get("go", "next")
        self.ticket = self.typed.get("ticket", "")
        self.started_at = public_forms.made_at(purpose(survey), self.ticket)
        self.was_forged = bool(self.ticket) and self.started_at is None
        if self.started_at is None:
            self.ticket = public_forms.ticket(purpose(survey))
        self.context = {}
        self.template = self._next()

    @property
    def status(self):
        return 422 if self.context.get("problems") else 200

    def _next(self):
        if not (self.is_preview or self.survey.takes_answers_from(self.started_at or timezone.now())):
            return self._page(LATE, said=self._said())
        if not self.walk.questionnaire.questions:
            return self._page(EMPTY)
        if self.go.startswith("to-") and (chosen := self.walk.section(self.go.removeprefix("to-"))):
            return self._section(self.walk.form(chosen, is_fresh=True), then="check")
        if self.go == "back":
            return self._back()
        if self.go == "send":
            return self._send()
        return self._onwards()

    def _back(self):
        earlier = self.walk.neighbour(self.at, -1) or self.walk.sections[0]
        if not self.walk.section(self.at) and self.at == "check":
            earlier = self.walk.sections[-1]
        return self._section(self.walk.form(earlier, is_fresh=True))

    def _onwards(self):
        here = self.walk.section(self.at)
        if here is None and not self.at:
            return self._section(self.walk.form(self.walk.sections[0], is_fresh=True))
        if here is not None:
            if newcomers := self.walk.newcomers(here):
                return self._section(self.walk.form(here, is_fresh=True), newcomers=newcomers)
            form = self.walk.form(here)
            if not form.is_valid():
                return self._section(form)
        if self.typed.get("then") != "check" and (following := self.walk.neighbour(self.at, 1)):
            return self._section(self.walk.form(following, is_fresh=True))
        return self._check_or_mend()

    def _check_or_mend(self):
        if wrong := self.walk.first_wrong:
            is_fresh = bool(self.walk.newcomers(wrong.section))
            return self._section(self.walk.form(wrong.section, is_fresh=is_fresh), then="check")
        return self._check()

    def _send(self):
        if self.walk.first_wrong or self.walk.loses_more_than_was_told:
            return self._check_or_mend()
        if not any(True for _ in self.walk.replies()):
            return self._check(problems=[("check", NOTHING)])
        if not self.stores:
            return self._page(SENT, reference=references.new(), is_new=True)
        try:
            if self.was_forged:
                raise public_forms.Refused(FORGED)
            once = public_forms.read(purpose(self.survey), self.ticket)
            answer, is_new = sending.send(survey=self.survey, typed=self.typed, once=once)
        except public_forms.Refused as refusal:
            self.ticket = self._ticket_after_refusal()
            return self._check(problems=[("check", str(refusal))])
        except sending.QuestionsChanged as changed:
            self.walk = changed.walk
            if not self.walk.first_wrong:
                return self._check()
            return self._section(self.walk.form(self.walk.first_wrong.section), note=str(changed), then="check")
        return self._page(SENT, answer=answer, reference=answer.reference, is_new=is_new)

    def _ticket_after_refusal(self):
        """A young ticket grows old enough by itself; one that is too old makes room for a new one."""
        age = timezone.now() - (self.started_at or timezone.now())
        return self.ticket if age.total_seconds() < public_forms.LATEST else public_forms.ticket(purpose(self.survey))

    def _section(self, form, *, then="", **context):
        section, sections = form.section, self.walk.sections
        return self._page(
            SECTION,
            form=form,
            problems=form.problems,
            section=section,
            place=sections.index(section) + 1,
            is_first=section == sections[0],
            carried=self.walk.carried(section),
            seen=self.walk.seen | {str(question.pk) for question in form.asked},
            then=then or self.typed.get("then", ""),
            **context,
        )

    def _check(self, problems=()):
        return self._page(
            CHECK,
            problems=problems,
            told=self.walk.told(),
            dropped=self.walk.dropped,
            lost=self.walk.lost,
            carried=self.walk.carried(),
            seen=self.walk.seen,
        )

    def _page(self, template, **context):
        self.context = context | {
            "survey": self.survey,
            "guideline": self.survey.guideline,
            "ticket": self.ticket,
            "sections": self.walk.sections,
            "is_preview": self.is_preview,
        }
        return template

    def _said(self):
        """[(question, values)] as they were typed, for somebody who came too late to send them."""
        by_name = self.walk.questionnaire.by_name
        told = [
            (
                by_name[name],
                [words if by_name[name].is_text else self.walk.questionnaire.words_of(by_name[name], words)],
            )
            for name, words in self.walk.carried()
            if name in by_name and words
        ]
        return sorted(told, key=lambda pair: pair[0].number)
