"""XML inside zip files: read part by part, never more than it should be."""

from html.entities import name2codepoint
from xml.etree import ElementTree

from portal.parsers import TOO_MUCH, Refused

LARGEST = 60 * 1024 * 1024
NAMED = {name: chr(code) for name, code in name2codepoint.items()}  # &nbsp; and the like, as older books write them
DAMAGED = "A part of this file cannot be read. Save it again from the program it was made with."


def part(package, name, most=LARGEST):
    """The root element of that part, or None when there is none. Raises Refused."""
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > most:
        raise Refused(TOO_MUCH)
    try:
        # Expat fetches nothing from outside and stops entities that multiply.
        parser = ElementTree.XMLParser()  # noqa: S314
        parser.entity.update(NAMED)
        return ElementTree.fromstring(package.read(name), parser)  # noqa: S314
    except ElementTree.ParseError:
        raise Refused(DAMAGED) from None


def local(element):
    """The element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(root, name):
    """The words of the first element of that name, or ""."""
    if root is None:
        return ""
    return next((element.text or "" for element in root.iter() if local(element) == name), "")


def attribute(element, name):
    """The attribute of that name in any namespace, or ""."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
