"""Saving a survey or a call with its texts rendered once. Raise markdown.TooLong."""

from portal import redirects, stored


def save_survey(*, survey):
    survey.introduction_html = stored.html(survey.introduction)
    survey.thanks_html = stored.html(survey.thanks)
    with redirects.following(survey):
        survey.save()
    return survey


def save_call(*, call):
    call.html = stored.html(call.body)
    call.save()
    return call
