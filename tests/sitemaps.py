"""What a sitemap says."""

import xml.etree.ElementTree as ElementTree

from guidelines.sitemaps import Guidelines

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client, address="/sitemap.xml"):
    """{address: last change} of a sitemap or an index of them."""
    root = ElementTree.fromstring(client.get(address).content)
    return {each.findtext(f"{SPACE}loc"): each.findtext(f"{SPACE}lastmod") for each in root}


def part_of(guideline):
    """The address of the part that this guideline belongs to."""
    number = guideline.pk // Guidelines.guidelines_each + 1
    return "/sitemap-guidelines.xml" + (f"?p={number}" if number > 1 else "")
