from django.urls import include, path, register_converter

from guidelines import converters, views
from guidelines.views import change_log, citing, comparing, content_hash, downloads, files, mapping

register_converter(converters.EditionNumber, "edition")

app_name = "guidelines"


def citable(view, name):
    """The ways to cite what stands at an address: a page, and a file for each kind of reference manager."""
    return [
        path("cite/", view, name=name),
        path("cite.bib", view, {"format": "bib"}, name=f"{name}_bib"),
        path("cite.ris", view, {"format": "ris"}, name=f"{name}_ris"),
    ]


def chapter_files(view, name):
    """A chapter as a file, beside its page."""
    return [
        path("chapters/<slug:chapter>.md", view, {"format": "md"}, name=f"{name}_md"),
        path("chapters/<slug:chapter>.json", view, {"format": "json"}, name=f"{name}_json"),
    ]


pinned = [
    path("", include(chapter_files(files.pinned_chapter, "pinned_chapter"))),
    path("", views.edition, name="edition"),
    path("chapters/<slug:chapter>/", views.pinned_chapter, name="pinned_chapter"),
    path("statements/<slug:key>/", views.pinned_statement, name="pinned_statement"),
    path("", include(citable(citing.cite_guideline, "cite_edition"))),
    path("chapters/<slug:chapter>/", include(citable(citing.cite_chapter, "cite_pinned_chapter"))),
    path("statements/<slug:key>/", include(citable(citing.cite_statement, "cite_pinned_statement"))),
    path("map/", mapping.pinned, name="pinned_mapping"),
    path("hash/", content_hash.content_hash, name="content_hash"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("download/<slug:format>/", downloads.download, name="download"),
    path("chapters/<slug:chapter>/download/pdf/", downloads.chapter_pdf, name="download_chapter"),
]
map_ = [
    path("", mapping.worksheet, name="mapping"),
    path("coverage/", mapping.coverage, name="mapping_coverage"),
    path("snapshot/", mapping.snapshot, name="mapping_snapshot"),
    path("upgrade/", mapping.upgrade, name="mapping_upgrade"),
    path("download/<slug:format>/", mapping.download, name="mapping_download"),
]
one = [
    path("", include(chapter_files(files.chapter, "chapter"))),
    path("", views.guideline, name="guideline"),
    path("chapters/<slug:chapter>/", views.chapter, name="chapter"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:key>/", views.statement, name="statement"),
    path("editions/", views.editions, name="editions"),
    path("editions/<edition:number>/", include(pinned)),
    path("print/", views.print_view, name="print_view"),
    path("map/", include(map_)),
    path("", include(citable(citing.cite_guideline, "cite_guideline"))),
    path("chapters/<slug:chapter>/", include(citable(citing.cite_chapter, "cite_chapter"))),
    path("statements/<slug:key>/", include(citable(citing.cite_statement, "cite_statement"))),
    path("changes/", change_log.changes, name="changes"),
    path("feed/", change_log.feed, name="feed"),
    path("compare/", comparing.choose, name="choose_comparison"),
    path("compare/<edition:a>/<edition:b>/", comparing.compare, name="compare"),
    path("compare/<edition:a>/<edition:b>/download/<slug:format>/", comparing.download, name="download_comparison"),
]
urlpatterns = [
    path("", views.landing, name="landing"),
    path("guidelines/", views.index, name="index"),
    path("guidelines/<slug:guideline>/", include(one)),
]
