"""Page: a standing page, such as the accessibility statement."""

from django.db import models
from django.urls import reverse

from portal import stored


class Page(models.Model):
    slug = models.SlugField(
        "address", max_length=100, unique=True, help_text="The last part of its address, after /about/."
    )
    title = models.CharField(max_length=150)
    description = models.CharField(max_length=300, help_text="One sentence for search engines.")
    body = models.TextField("text", help_text="Markdown.")
    html = models.TextField(blank=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0, help_text="Order in the footer; lower numbers come first.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("resources:page", args=[self.slug])

    safe_html = stored.safe("html")
