"""The page on which editors build a survey, as a browser without JavaScript has it."""

from django.urls import reverse

from .make import Fields, asked


class Builder:
    """The editor’s page, as a browser without JavaScript has it."""

    def __init__(self, client, survey):
        self.client, self.survey = client, survey
        self.address = reverse("admin:engagement_survey_build", args=[survey.pk])
        self.answer = client.get(self.address)

    @property
    def page(self):
        return self.answer.text

    def press(self, do="save", **typed):
        fields = Fields(self.page).found
        for select in self.page.split("<select")[1:]:
            name, chosen = select.split('name="')[1].split('"')[0], select.split("</select>")[0]
            if " selected" in chosen:
                fields[name] = chosen.split(" selected")[0].rsplit('value="', 1)[1].split('"')[0]
        self.answer = self.client.post(self.address, fields | typed | {"do": do}, follow=True)
        return self

    @property
    def said(self):
        return [str(message) for message in self.answer.context["messages"]]


def texts(survey):
    return [question.text for question in asked(survey)]
