"""Where somebody is in a survey, worked out anew from all that the page carries; nothing is stored on the way."""

import re

from django.utils.functional import cached_property

from engagement.models import Kind

from .fields import names_of
from .section_form import SectionForm

NAME = re.compile(r"q(\d{1,18})(?:_\d{1,5})?")


class Walk:
    """`typed` is a QueryDict of every answer so far, `spoiled` the names of those that lost characters."""

    def __init__(self, questionnaire, typed, spoiled=()):
        self.questionnaire, self.typed, self.spoiled = questionnaire, typed, spoiled
        self.seen = set(typed.getlist("seen"))

    @cached_property
    def visible(self):
        """The questions that these answers lead to. One that hangs on an answer hangs on an earlier question's."""
        found = {}
        for question in self.questionnaire.questions:
            depends_on = found.get(question.shown_if_id)
            if question.shown_if_id is None or (depends_on and self._says(depends_on, question.shown_if_answer)):
                found[question.pk] = question
        return found

    def _says(self, question, value):
        return value in self.typed.getlist(question.name)

    @cached_property
    def sections(self):
        """The sections in which there is something to answer."""
        return [section for section in self.questionnaire.sections if self.asked_in(section)]

    def asked_in(self, section):
        return [question for question in section.asked if question.pk in self.visible]

    def section(self, pk):
        """The section of that primary key, as posted, if it has something to answer; None otherwise."""
        return next((section for section in self.sections if str(section.pk) == pk), None)

    def neighbour(self, pk, step):
        """The section so many steps from that one, among those with something to answer; None at the ends."""
        everywhere = self.questionnaire.sections
        at = next((place for place, section in enumerate(everywhere) if str(section.pk) == pk), None)
        if at is None:
            return None
        rest = everywhere[at + 1 :] if step > 0 else everywhere[:at][::-1]
        return next((section for section in rest if section in self.sections), None)

    def form(self, section, *, is_fresh=False):
        """The section's form with what was typed; a fresh one says nothing of what is missing."""
        asked = self.asked_in(section)
        form = SectionForm(self.questionnaire, section, asked, typed=self.typed, spoiled=self.spoiled)
        if is_fresh:
            form._errors = {}
        return form

    def newcomers(self, section):
        """Questions of the section that the page did not show, because an answer on it has only now led to them."""
        return [question for question in self.asked_in(section) if str(question.pk) not in self.seen]

    @cached_property
    def forms(self):
        return [self.form(section) for section in self.sections]

    @property
    def first_wrong(self):
        """The first form with something missing or wrong, or None."""
        return next((form for form in self.forms if not form.is_valid()), None)

    def carried(self, section=None):
        """[(name, value)] of every answer that the section's page does not show as a field."""
        shown = {name for question in self.asked_in(section) for name in names_of(question)} if section else set()
        return [
            (name, value)
            for name, values in self.typed.lists()
            if NAME.fullmatch(name) and name not in shown
            for value in values
        ]

    @property
    def dropped(self):
        """Questions that were answered and no longer apply, because an earlier answer was changed."""
        hidden = [question for question in self.questionnaire.questions if question.pk not in self.visible]
        return [question for question in hidden if any(self.typed.get(name) for name in names_of(question))]

    @property
    def lost(self):
        """What was answered to questions that the editors took away meanwhile."""
        return [
            value
            for name, value in self.carried()
            if value and int(NAME.fullmatch(name)[1]) not in self.questionnaire.by_pk
        ]

    @property
    def loses_more_than_was_told(self):
        """Whether sending now would leave out an answer without the page before having said so."""
        return self.typed.get("told_lost", "0") != str(len(self.lost))

    def replies(self):
        """(question, row, value) for everything that was answered, once all forms are valid."""
        for form in self.forms:
            form.is_valid()
            for question in form.asked:
                for name, (row, _) in zip(names_of(question), question.numbered_rows, strict=True):
                    value = form.cleaned_data.get(name)
                    for each in value if isinstance(value, list) else [value] if value else []:
                        yield question, row, each

    def told(self):
        """Sections with [(question, [sentences])], for checking and for taking away."""
        given = {}
        for question, row, value in self.replies():
            words = value if question.is_text else self.questionnaire.words_of(question, value)
            if question.kind == Kind.MATRIX:
                words = f"{dict(question.numbered_rows)[row]}: {words}"
            given.setdefault(question.pk, []).append(words)
        return [
            (section, [(question, given.get(question.pk, [])) for question in self.asked_in(section)])
            for section in self.sections
        ]
