"""The rows of a report as luoshi reads them, corrections applied. Values are exact decimals, written as text."""

from django.db import models

from luoshi_web.models.reports import Report

_VALUE = 40


class Section(models.Model):
    """A title and all below it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField()
    half = models.CharField(max_length=8)
    title = models.TextField()

    class Meta:
        """In text order."""

        ordering = ("report", "start", "depth")


class Sentence(models.Model):
    """A sentence with its class. ``rule`` names the rule that gave it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sentences")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_class = models.CharField(max_length=12)
    rule = models.CharField(max_length=60)
    half = models.CharField(max_length=8)
    paragraph = models.PositiveIntegerField()
    section = models.PositiveIntegerField(null=True)

    class Meta:
        """In text order."""

        ordering = ("report", "start")


class Measure(models.Model):
    """A figure. ``canonical`` is the ledger's name of its indicator, ``base_value`` its value in ``base_unit``."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="measures")
    at = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    mode = models.CharField(max_length=6)
    indicator = models.CharField(max_length=200)
    aspect = models.CharField(max_length=10)
    comparator = models.CharField(max_length=2)
    value = models.CharField(max_length=_VALUE)
    to = models.CharField(max_length=_VALUE, blank=True)
    origin = models.CharField(max_length=_VALUE, blank=True)
    unit = models.CharField(max_length=40)
    period = models.CharField(max_length=12)
    of = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80, blank=True)
    per = models.CharField(max_length=10, blank=True)
    written = models.CharField(max_length=80)
    text = models.CharField(max_length=200)
    canonical = models.CharField(max_length=200)
    scope = models.CharField(max_length=80, blank=True)
    base_value = models.CharField(max_length=_VALUE)
    base_unit = models.CharField(max_length=40)
    pattern = models.CharField(max_length=80, blank=True)
    doubt = models.CharField(max_length=8)
    doubts = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, default="read")

    class Meta:
        """In text order; a series is found by indicator."""

        ordering = ("report", "at")
        indexes = (models.Index(fields=["canonical", "aspect", "report"]),)


class Project(models.Model):
    """A named thing to be built, opened, set up or reformed."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="projects")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    mode = models.CharField(max_length=6)
    stage = models.CharField(max_length=8)
    period = models.CharField(max_length=12)
    area = models.CharField(max_length=16, blank=True)
    pattern = models.CharField(max_length=80, blank=True)
    doubt = models.CharField(max_length=8)
    doubts = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, default="read")

    class Meta:
        """In text order."""

        ordering = ("report", "start")


class Unread(models.Model):
    """A numeral that was not read, with the reason."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="unread")
    at = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)

    class Meta:
        """In text order."""

        ordering = ("report", "at")
