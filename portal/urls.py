"""Every address of the portal; once released, an address never breaks."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from portal import first_run, gallery, health, links_page, personal_desk, pictures, sitemaps, writing
from portal.api.urls import operations as api_operations
from portal.outside.views import broken_links
from portal.watching.metrics import metrics

handler400 = "portal.errors.bad_request"
handler403 = "portal.errors.forbidden"
handler404 = "portal.errors.not_found"
handler500 = "portal.errors.server_error"

SITEMAPS = {
    "named": sitemaps.NamedPages,
    **import_string("guidelines.sitemaps.SITEMAPS"),
    **import_string("resources.sitemaps.SITEMAPS"),
    **import_string("engagement.sitemaps.SITEMAPS"),
}
SITEMAP = {"sitemaps": SITEMAPS, "content_type": sitemaps.XML}

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics),
    path("robots.txt", sitemaps.robots),
    path("sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS}),
    path("sitemap-<slug:section>.xml", require_safe(sitemap), SITEMAP, name="sitemap"),
    path("admin/gallery/", gallery.components, name="gallery"),
    path("admin/broken-links/", admin.site.admin_view(broken_links), name="broken_links"),
    path("admin/what-links-here/", admin.site.admin_view(links_page.what_links_here), name="links_here"),
    path("admin/what-is-kept-of-people/", admin.site.admin_view(personal_desk.kept), name="kept_of_people"),
    path("admin/", include("portal.signing_in.urls")),
    path("admin/", admin.site.urls),
    path("welcome/<str:token>/", first_run.welcome, name="welcome"),
    path("markdownx/markdownify/", writing.preview, name="markdownx_markdownify"),
    path("markdownx/links/", writing.link_targets, name="markdownx_links"),
    path("markdownx/upload/", writing.upload, name="markdownx_upload"),
    re_path(pictures.ADDRESS, pictures.picture),
    path("api/v1/", include("portal.api.urls")),
    path("api/v1/", api_operations),
    path("search/", include("portal.search.urls")),
    path("", include("guidelines.urls")),
    path("", include("resources.urls")),
    path("", include("engagement.urls")),
]
