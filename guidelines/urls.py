from django.urls import include, path, register_converter

from guidelines import converters, views

register_converter(converters.EditionNumber, "edition")

app_name = "guidelines"

pinned = [
    path("", views.edition, name="edition"),
    path("chapters/<slug:chapter>/", views.pinned_chapter, name="pinned_chapter"),
    path("statements/<slug:key>/", views.pinned_statement, name="pinned_statement"),
]
one = [
    path("", views.guideline, name="guideline"),
    path("chapters/<slug:chapter>/", views.chapter, name="chapter"),
    path("statements/", views.statements, name="statements"),
    path("statements/<slug:key>/", views.statement, name="statement"),
    path("editions/", views.editions, name="editions"),
    path("editions/<edition:number>/", include(pinned)),
    path("print/", views.print_view, name="print_view"),
]
urlpatterns = [
    path("", views.landing, name="landing"),
    path("guidelines/", views.index, name="index"),
    path("guidelines/<slug:guideline>/", include(one)),
]
