from django.urls import include, path, register_converter

from guidelines import converters, views
from guidelines.views import content_hash, mapping

register_converter(converters.EditionNumber, "edition")

app_name = "guidelines"

pinned = [
    path("", views.edition, name="edition"),
    path("chapters/<slug:chapter>/", views.pinned_chapter, name="pinned_chapter"),
    path("statements/<slug:key>/", views.pinned_statement, name="pinned_statement"),
    path("hash/", content_hash.content_hash, name="content_hash"),
]
map_ = [
    path("", mapping.worksheet, name="mapping"),
    path("coverage/", mapping.coverage, name="mapping_coverage"),
    path("snapshot/", mapping.snapshot, name="mapping_snapshot"),
    path("upgrade/", mapping.upgrade, name="mapping_upgrade"),
    path("download/<slug:format>/", mapping.download, name="mapping_download"),
]
one = [
    path("", views.guideline, name="guideline"),
    path("chapters/<slug:chapter>/", views.chapter, name="chapter"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:key>/", views.statement, name="statement"),
    path("editions/", views.editions, name="editions"),
    path("editions/<edition:number>/", include(pinned)),
    path("print/", views.print_view, name="print_view"),
    path("map/", include(map_)),
]
urlpatterns = [
    path("", views.landing, name="landing"),
    path("guidelines/", views.index, name="index"),
    path("guidelines/<slug:guideline>/", include(one)),
]
