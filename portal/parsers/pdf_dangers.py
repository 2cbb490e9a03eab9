"""What a PDF may not carry: anything that acts by itself, or another file."""

import re

import pikepdf

from portal.parsers import TOO_MUCH, Refused

SCRIPT = "This PDF carries a script. Export it again without JavaScript."
STARTS_PROGRAMS = (
    "This PDF can start another program or send away what people type. Export it again without such actions."
)
FILE_INSIDE = "This PDF has another file attached. Take the attachment out, and publish it as a document of its own."
MEDIA = "This PDF carries film, sound or a moving model, which most readers cannot open. Export it again without them."
DYNAMIC = "This PDF is a dynamic (XFA) form, which most readers cannot open. Save it as an ordinary PDF."
ELSEWHERE = (
    "This PDF leads to a file on another computer, or opens something other than a web page by itself. "
    "Export it again without such links and actions."
)

ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": STARTS_PROGRAMS,
    "/ImportData": STARTS_PROGRAMS,
    "/SubmitForm": STARTS_PROGRAMS,
    "/GoToE": FILE_INSIDE,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
}
ANNOTATIONS = {"/RichMedia": MEDIA, "/3D": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA, "/FileAttachment": FILE_INSIDE}
KEYS = {"/JS": SCRIPT, "/EF": FILE_INSIDE, "/XFA": DYNAMIC}
BY_ITSELF = ("/OpenAction", "/AA")
NAMES = sorted({*ACTIONS, *ANNOTATIONS, *KEYS, *BY_ITSELF})
FILE_NAME = rb"/U?F [(<]"  # the name of another file, which a link or the content of a stream may give
SUSPECT = re.compile(b"|".join([FILE_NAME, *(re.escape(name.encode()) for name in NAMES)]))
OTHER_COMPUTER = re.compile(r"\s*([\\/]{2}|(file|smb|ftp|dav|ldap)s?:)", re.IGNORECASE)
WEB = re.compile(r"\s*(https?|mailto|tel):", re.IGNORECASE)
MOST_VALUES = 200_000


def refuse(pdf):
    """Raises Refused when any object of the PDF is, or holds, one of these."""
    for thing in pdf.objects:
        # Most objects are cleared by their text alone; the few others are looked at value by value.
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Array) and SUSPECT.search(thing.unparse(resolved=True)):
            _look_through(thing)


def _look_through(thing):
    waiting, seen = [thing], 0
    while waiting:
        thing = waiting.pop()
        seen += 1
        if seen > MOST_VALUES:
            raise Refused(TOO_MUCH)
        if isinstance(thing, pikepdf.Dictionary):
            _refuse_dictionary(thing)
            waiting += [value for _, value in thing.items() if _is_direct_container(value)]
        else:
            waiting += [value for value in thing if _is_direct_container(value)]


def _is_direct_container(value):
    """Other objects are looked at in their own turn."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _refuse_dictionary(thing):
    for key, table in (("/S", ACTIONS), ("/Subtype", ANNOTATIONS)):
        value = thing.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in table:
            raise Refused(table[str(value)])
    for key, sentence in KEYS.items():
        # A font or a picture may be called /JS: then it is a dictionary of its own, in a page's resources.
        if key in thing and not (key == "/JS" and isinstance(thing[key], pikepdf.Dictionary)):
            raise Refused(sentence)
    for key in ("/F", "/UF"):
        if isinstance(thing.get(key), pikepdf.String) and OTHER_COMPUTER.match(str(thing[key])):
            raise Refused(ELSEWHERE)
    if "/OpenAction" in thing:
        _refuse_what_opens([thing["/OpenAction"]])
    if isinstance(thing.get("/AA"), pikepdf.Dictionary):
        _refuse_what_opens([value for _, value in thing["/AA"].items()])


def _refuse_what_opens(waiting):
    """Of actions that run by themselves, and those that follow each, what opens something else than a web page."""
    seen = set()
    while waiting:
        action = waiting.pop()
        if not isinstance(action, pikepdf.Dictionary | pikepdf.Array) or (action.is_indirect and action.objgen in seen):
            continue
        if action.is_indirect:
            seen.add(action.objgen)
        if isinstance(action, pikepdf.Array):
            waiting += list(action)
            continue
        if action.get("/S") == pikepdf.Name.URI and not WEB.match(str(action.get("/URI", ""))):
            raise Refused(ELSEWHERE)
        waiting.append(action.get("/Next"))
