"""Guidelines for machines: what portal/api serves under /api/v1/."""

from guidelines.api import case, changes, texts

ROUTERS = [texts.router, changes.router, case.router]
