"""The public pages, one of each kind, as the starter content has them."""

GUIDELINE = "/guidelines/leadership-pre-registration/"
CHAPTER = f"{GUIDELINE}chapters/stage-1-self/"

PAGES = [
    "/",
    "/guidelines/",
    GUIDELINE,
    CHAPTER,
    f"{GUIDELINE}statements/",
    f"{GUIDELINE}statements/?q=zebra",
    f"{GUIDELINE}statements/structured-reflection/",
    f"{GUIDELINE}statements/followership/",
    f"{GUIDELINE}editions/",
    f"{GUIDELINE}editions/1/",
    f"{GUIDELINE}editions/2/",
    f"{GUIDELINE}editions/1/chapters/stage-1-self/",
    f"{GUIDELINE}editions/1/statements/followership/",
    f"{GUIDELINE}editions/2/statements/structured-reflection/",
    f"{GUIDELINE}print/",
    "/resources/",
    "/resources/future-nurse/",
    "/news/",
    "/news/survey-open/",
    "/about/accessibility/",
    "/survey/guidelines-2018/",
    "/steering-group/",
    "/take-part/",
    "/search/",
    "/search/?q=leadrship+reflection",
    "/search/?q=zzzz&year=2019",
    "/api/v1/",
]
