"""What people did, as events that are only ever added."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or delete an event."""


class Event(models.Model):
    """Something that happened: who did it and when. It is never changed and never deleted."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Only a shape."""

        abstract = True

    def save(self, *arguments: Any, **named: Any) -> None:
        """Add the event. Raises AppendOnlyError for one that is stored already."""
        if self.pk is not None:
            raise AppendOnlyError(type(self).__name__)
        super().save(*arguments, **named)

    def delete(self, *_arguments: Any, **_named: Any) -> tuple[int, dict[str, int]]:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(type(self).__name__)


class Correction(Event):
    """What a person decided on one row of a report, told by the report's characters (``sha256``) and its offset.

    ``fields`` are the new values by name (strings); ``before`` the values that the person saw.
    """

    class Action(models.TextChoices):
        """What can be done with a row."""

        ACCEPT = "accept", _("接受")
        CORRECT = "correct", _("更正")
        REJECT = "reject", _("删除")
        ADD = "add", _("补充")

    sha256 = models.CharField(max_length=64, db_index=True)
    row = models.CharField(max_length=10)
    at = models.PositiveIntegerField()
    action = models.CharField(max_length=8, choices=Action.choices)
    fields = models.JSONField(default=dict)
    before = models.JSONField(default=dict)

    class Meta:
        """In the order in which they were made."""

        ordering = ("pk",)
        indexes = (models.Index(fields=["sha256", "row", "at"]),)


class Change(Event):
    """Something that the public may want to know. ``subject`` is the key of a commitment or the slug of a report."""

    class Kind(models.TextChoices):
        """What happened."""

        PUBLISHED = "published", _("发布报告")
        REPUBLISHED = "republished", _("更新报告")
        WITHDRAWN = "withdrawn", _("撤回报告")
        VERDICT = "verdict", _("判定变化")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    place_name = models.CharField(max_length=80, db_index=True)
    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=24)
    title = models.CharField(max_length=300)
    before = models.CharField(max_length=14, blank=True)
    after = models.CharField(max_length=14, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-pk",)
