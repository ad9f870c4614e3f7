"""Places and their reports. A report's state says how far it has come; a published one is what anyone sees."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A jurisdiction. ``name`` is its full name and its address on the board, ``code`` its code where known."""

    name = models.CharField(max_length=80, unique=True)
    code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The overview of the place in its latest year."""
        return reverse("place", args=[self.name])


class Report(models.Model):
    """One report, from the moment its file came in.

    ``content_sha256`` is that of the bytes and names the file kept; ``sha256`` that of the characters as read, which
    with an offset identifies each row, so that corrections stay attached when it is read again. ``claimed_until`` is
    when a reader that died loses its claim, ``attempts`` how often one has begun. ``progress`` runs from 0 to 100.
    """

    class State(models.TextChoices):
        """How far a report has come."""

        UPLOADED = "uploaded", _("等待读取")
        READING = "reading", _("正在读取")
        READ = "read", _("待核对")
        CHECKED = "checked", _("已核对")
        PUBLISHED = "published", _("已发布")
        FAILED = "failed", _("读取失败")

    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED, db_index=True)
    name = models.CharField(max_length=255)
    content_sha256 = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    format = models.CharField(max_length=8, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    page_starts = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    retrieved = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    date = models.CharField(max_length=10, blank=True)
    speaker = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="reports")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    reader_version = models.CharField(max_length=20, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    trouble = models.TextField(blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        """Newest year first."""

        ordering = ("-year", "-pk")
        indexes = (models.Index(fields=["state", "place", "year"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["place", "year"], condition=models.Q(state="published"), name="one_published_report_a_year"
            ),
        )

    def __str__(self) -> str:
        if self.place and self.year:
            return f"{self.place.name}{self.year}年{self.title or '政府工作报告'}"
        return self.title or self.name

    @property
    def slug(self) -> str:
        """The first twelve digits of ``sha256``: the address of the report, and the beginning of those of its rows."""
        return (self.sha256 or "")[:12]

    def get_absolute_url(self) -> str:
        """The report as a readable page; add ``#c`` and an offset for a row."""
        return reverse("report", args=[self.slug])
