"""Names of members of staff on pages."""

from django import template

from portal.people import name_of

register = template.Library()
register.filter("name_of", name_of)
