"""All forms of a survey's sections and questions, as the editor's one page holds them."""

from portal import audit
from portal.posted import readable

from . import building
from .building_forms import QuestionFacts, SectionFacts
from .questionnaire import Questionnaire


class Sheet:
    """`typed` is what was posted, `without` the id of what is about to be removed, `opened` of what is shown open."""

    def __init__(self, survey, typed=None, *, without="", opened=""):
        self.survey, self.opened = survey, opened
        self.has_answers = survey.answers.exists()
        self.seen = survey.updated_at.isoformat()
        self.is_stale = typed is not None and typed.get("seen") != self.seen
        self.typed = readable(typed)[0] if typed is not None else None
        self.sections = []
        questionnaire = Questionnaire(survey)
        numbers = {question.pk: question.number for question in questionnaire.questions}
        for section in questionnaire.sections:
            section.form = self._form(SectionFacts, section, f"s{section.pk}", without)
            section.forms = []
            for question in section.questions.all():
                question.number = numbers.get(question.pk)
                question.section = section
                facts = {
                    "conditions": building.condition_choices(questionnaire, (section.position, question.position)),
                    "has_answers": self.has_answers,
                    "guideline": survey.guideline_id,
                }
                form = self._form(QuestionFacts, question, question.name, without, **facts)
                form.question = question
                section.forms.append(form)
            self.sections.append(section)

    def _form(self, form, row, prefix, without, **facts):
        """Bound to what was posted, if it was posted: somebody else may have added it meanwhile."""
        was_posted = self.typed is not None and any(name.startswith(f"{prefix}-") for name in self.typed)
        typed = self.typed if was_posted and prefix != without else None
        made = form(typed, instance=row, prefix=prefix, auto_id="%s", use_required_attribute=False, **facts)
        made.is_open = prefix == self.opened
        return made

    @property
    def forms(self):
        return [form for section in self.sections for form in [section.form, *section.forms]]

    def is_valid(self):
        return all(form.is_valid() for form in self.forms if form.is_bound)

    @property
    def problems(self):
        """[(id to go to, sentence)] of every form."""
        return [
            (form[name].id_for_label, error)
            for form in self.forms
            if form.is_bound
            for name, errors in form.errors.items()
            for error in errors
            if name in form.fields
        ]

    def save(self, *, by):
        """Stores what changed. Raises building.Refused when a question would hang on one that comes later."""
        changed = [form for form in self.forms if form.is_bound and form.has_changed()]
        for form in changed:
            form.save()
        building.check_conditions(survey=self.survey)
        if changed:
            self.survey.save(update_fields=["updated_at"])
        if changed and self.has_answers:
            words = {str(form.instance): form.changed_data for form in changed}
            audit.record(by=by, did="mended the words of questions with answers", of=self.survey, changed=words)
