"""Saving what invites people, with its texts rendered once. Raise markdown.TooLong."""

from portal import redirects, stored

TEXTS = ["introduction", "privacy", "thanks", "results_introduction"]


def save_survey(*, survey):
    for name in TEXTS:
        setattr(survey, f"{name}_html", stored.html(getattr(survey, name)))
    with redirects.following(survey):
        survey.save()
    return survey


def save_call(*, call):
    call.html = stored.html(call.body)
    call.save()
    return call


def save_theme(*, theme):
    theme.said_html, theme.did_html = stored.html(theme.said), stored.html(theme.did)
    theme.save()
    return theme
