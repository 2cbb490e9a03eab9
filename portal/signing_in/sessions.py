"""Sessions in the database, whose device stays known when Django gives them another key. settings.SESSION_ENGINE."""

import time

from django.contrib.sessions.backends import db
from django.db import transaction

from portal.models import SignedIn


class SessionStore(db.SessionStore):
    @transaction.atomic
    def cycle_key(self):
        """As Django’s, which does so with every new password; whoever forgot to tell SignedIn would hide a device."""
        before = self.session_key
        super().cycle_key()
        self["seen"] = time.time()  # with a new key, which comes of a password, the time without activity begins anew
        if before:
            SignedIn.objects.filter(session_key=before).update(session_key=self.session_key)
