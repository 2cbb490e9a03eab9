"""Editors who save chapters through the desk of a running portal, as browsers do."""

import contextlib
import json
import re
import sqlite3
from html.parser import HTMLParser

PREPARE = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from guidelines import actions
from guidelines.models import Guideline
draft = actions.start_draft(guideline=actions.save_guideline(guideline=Guideline(
    slug="many", name="Many", title="Many", short_title="Many", standfirst="x", introduction="x", overview="x")))
for number in range({number}):
    chapter = actions.add_chapter(edition=draft, title=f"Chapter {{number}}", slug=f"c-{{number}}", body="Words.")
    user = get_user_model().objects.create_superuser(f"editor-{{number}}")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print("made", json.dumps([chapter.pk, session.session_key]))
"""


class Editor:
    """Somebody who is signed in and has a chapter of their own."""

    def __init__(self, portal, chapter, session):
        self.portal, self.chapter, self.session = portal, chapter, session
        self.address = f"/admin/guidelines/chapter/{chapter}/change/"

    def save(self, body):
        """Opens the form, types, saves: (status, seconds, page) of the answer; 302 once it is saved."""
        cookie = f"session={self.session}; csrf={'c' * 32}"
        page = self.portal.get(self.address, timeout=60, Cookie=cookie)
        assert page[0] == 200, page
        form = Form(page[2].decode())
        fields = form.fields | {"csrfmiddlewaretoken": "c" * 32, "body": body}
        return self.portal.post(self.address, fields, Cookie=cookie)


class Form(HTMLParser):
    """What the page's form would send as it stands."""

    def __init__(self, page):
        super().__init__()
        self.fields, self._area = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("name") and given.get("type") not in ("submit", "checkbox", "radio", "file"):
            self.fields[given["name"]] = given.get("value") or ""
        if tag == "textarea" and given.get("name"):
            self._area = given["name"]
            self.fields[self._area] = ""

    def handle_data(self, data):
        if self._area:
            self.fields[self._area] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None


def editors(portal, number):
    """That many, each with a chapter, signed in."""
    said = portal.manage("shell", "-v0", "-c", PREPARE.format(number=number))
    return [Editor(portal, *json.loads(line)) for line in re.findall(r"^made (.*)$", said, re.MULTILINE)]


def bodies(portal, at_work):
    """The text of each editor's chapter as it is stored."""
    file = f"{portal.environment['DATA_DIR']}/portal.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as database:
        stored = dict(database.execute("SELECT id, body FROM guidelines_chapter"))
    return [stored[editor.chapter].strip() for editor in at_work]
