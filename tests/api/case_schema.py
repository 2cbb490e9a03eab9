"""The constraints of CASE 1.1 on what we send, as a JSON Schema.

Written by hand after the final release's JSON binding of getCFPackage: the same property names, required ones, types,
patterns and closed vocabularies, for the classes that we use, and nothing besides is allowed.
"""

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TEXT = {"type": "string"}
IDENTIFIER = {"type": "string", "pattern": UUID}
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
MOMENT = {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
DAY = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
EXTENSION = {"type": "string", "pattern": r"^ext:[a-zA-Z0-9.\-_]+$"}
TYPES = [
    *["isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes"],
    *["isRelatedTo", "replacedBy", "exemplar", "hasSkillLevel", "isTranslationOf"],
]


def closed(required, **properties):
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


NODE = closed(
    ["title", "identifier", "uri"],
    title=TEXT,
    identifier=TEXT,
    uri=ADDRESS,
    targetType={"anyOf": [{"enum": ["CASE"]}, EXTENSION]},
)
DOCUMENT = closed(
    ["identifier", "uri", "creator", "title", "lastChangeDateTime"],
    **{"identifier": IDENTIFIER, "uri": ADDRESS, "officialSourceURL": ADDRESS, "lastChangeDateTime": MOMENT},
    **dict.fromkeys(["frameworkType", "creator", "title", "publisher", "description", "language", "version"], TEXT),
    **{"caseVersion": {"enum": ["1.1"]}, "adoptionStatus": TEXT, "statusStartDate": DAY, "statusEndDate": DAY},
    notes=TEXT,
)
ITEM = closed(
    ["identifier", "fullStatement", "uri", "lastChangeDateTime"],
    **{"identifier": IDENTIFIER, "uri": ADDRESS, "lastChangeDateTime": MOMENT},
    **dict.fromkeys(["fullStatement", "alternativeLabel", "CFItemType", "humanCodingScheme"], TEXT),
    **dict.fromkeys(["listEnumeration", "abbreviatedStatement", "notes", "language"], TEXT),
    statusStartDate=DAY,
    statusEndDate=DAY,
)
ASSOCIATION = closed(
    ["identifier", "associationType", "uri", "originNodeURI", "destinationNodeURI", "lastChangeDateTime"],
    identifier=IDENTIFIER,
    associationType={"anyOf": [{"enum": TYPES}, EXTENSION]},
    sequenceNumber={"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1},
    uri=ADDRESS,
    originNodeURI=NODE,
    destinationNodeURI=NODE,
    lastChangeDateTime=MOMENT,
    notes=TEXT,
)
PACKAGE = closed(
    ["CFDocument"],
    CFDocument=DOCUMENT,
    CFItems={"type": "array", "items": ITEM},
    CFAssociations={"type": "array", "items": ASSOCIATION},
)
