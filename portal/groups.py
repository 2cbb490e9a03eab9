"""Who may do what: the three groups, kept as this file says after every migration, so that they cannot drift.

A permission that nobody shall have is named as well: a test finds one that is forgotten here.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions

WRITES = "add change delete view"
EDITOR = {
    "guidelines": {
        "guideline": "add change view",
        "edition": "add change delete view approve",
        "chapter": WRITES,
        "change": WRITES,
        "care": WRITES,
        "chapterreview": WRITES,
        "revision": "view",
        "review": "add view",
        "verdict": "view",
        "release": "view",
        "withdrawal": "view",
        "correction": "view",
    },
    "resources": {
        "document": WRITES,
        "documentversion": WRITES,
        "downloadcount": "view",
        "newsitem": WRITES,
        "page": WRITES,
        "relateddocument": WRITES,
    },
    "engagement": {
        "steeringgroupcall": WRITES,
        "survey": WRITES,
        "surveysection": WRITES,
        "surveyquestion": WRITES,
        "surveyanswer": "view",
        "surveyreply": "view",
        "theme": WRITES,
        "subscriber": "view",
        "subscriptionrequest": "view",
        "mailing": "view",
        "expressionofinterest": "change view",
        "feedback": "change view",
        "feedbackanswer": "add view",
        "reviewlink": "add change view",
        "reviewcomment": "change view",
        "reviewanswer": "add view",
    },
    "portal": {"redirect": "view", "outsidelink": "view", "setback": "view"},
}
PUBLISHER = EDITOR | {
    "guidelines": EDITOR["guidelines"]
    | {
        "guideline": WRITES,
        "edition": "add change delete view approve release force_release withdraw",
    },
    "engagement": EDITOR["engagement"] | {"surveyanswer": "delete view"},  # erased when who sent it asks
    "portal": {"redirect": "view", "outsidelink": "view", "setback": "view", "auditentry": "view"},
}
ADMINISTRATOR = {
    "engagement": {"subscriber": "change delete view", "subscriptionrequest": "view", "mailing": "view"},
    "auth": {"user": "add change view", "group": "view"},
    "portal": {
        "redirect": WRITES,
        "auditentry": "view",
        "letter": "delete view",
        "outsidelink": "view",
        "setback": "view",
    },
}
GROUPS = {"Editor": EDITOR, "Publisher": PUBLISHER, "Administrator": ADMINISTRATOR}
WORDS = {
    "Editor": "writes chapters, explains changes, uploads documents, posts news, makes surveys, reviews drafts",
    "Publisher": "does what an editor does; also releases, schedules and withdraws editions, with or without approval",
    "Administrator": "looks after people, redirects and letters, and reads the audit trail",
}

# Code does these by itself, or nobody does: what is released, said or sent is not edited by hand.
NOBODYS = {
    "admin": "*",
    "contenttypes": "*",
    "sessions": "*",
    "auth": {"permission": WRITES, "group": "add change delete", "user": "delete"},
    "guidelines": {
        "statement": WRITES,
        "wording": WRITES,
        "typing": WRITES,
        "editing": WRITES,
        "revision": "add change delete",
        "review": "change delete",
        "verdict": "add change delete",
        "release": "add change delete",
        "withdrawal": "add change delete",
    },
    "resources": {"downloadcount": "add change delete"},
    "engagement": {
        "surveyanswer": "add change",
        "surveyreply": "add change delete",
        "reviewlink": "delete",
        "reviewcomment": "add delete",
        "reviewanswer": "change delete",
        "expressionofinterest": "add delete",
        "feedback": "add delete",
    },
}


def codenames(deeds, model):
    """“view approve force_release” of edition: view_edition, approve_edition, force_release."""
    return [deed if "_" in deed else f"{deed}_{model}" for deed in deeds.split()]


def apps_with_permissions():
    return sorted({app for granted in GROUPS.values() for app in granted})


def keep(sender, using="default", apps=apps, **kwargs):
    """Gives each group exactly what is written above of this app; django.db.models.signals.post_migrate calls it."""
    try:
        Group, Permission = (apps.get_model("auth", name) for name in ("Group", "Permission"))
    except LookupError:  # migrated back to where there are none
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    of_app = {
        permission.codename: permission
        for permission in Permission.objects.using(using).filter(content_type__app_label=sender.label)
    }
    for name, granted in GROUPS.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        wanted = [code for model, deeds in granted.get(sender.label, {}).items() for code in codenames(deeds, model)]
        want = {of_app[codename] for codename in wanted if codename in of_app}
        have = set(group.permissions.filter(content_type__app_label=sender.label))
        group.permissions.remove(*have - want)
        group.permissions.add(*want - have)
