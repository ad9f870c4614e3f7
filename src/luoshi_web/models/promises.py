"""What was promised in published reports, and what later reports say became of it."""

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoshi_web.models.reports import Place, Report

_LAST_YEAR, _YEARS, _REPORTS, _OFFSETS = 9999, 2**48, 2**25, 4
_POSITION = (
    (_LAST_YEAR - Cast("year", models.BigIntegerField())) * Value(_YEARS)
    + Cast("report", models.BigIntegerField()) * Value(_REPORTS)
    + Cast("at", models.BigIntegerField()) * Value(_OFFSETS)
    + Case(When(kind="figure", then=Value(0)), When(kind="project", then=Value(1)), default=Value(2))
)


def positions_of_year(year: int) -> tuple[int, int]:
    """The first and the last position that a commitment of a report of ``year`` can have."""
    first = (_LAST_YEAR - year) * _YEARS
    return first, first + _YEARS - 1


class Commitment(models.Model):
    """A promise of a published report: a target figure, a project, or words without either.

    ``key`` is its stable address: the report's slug, ``m`` (figure), ``p`` (project) or ``s`` (words), and the offset.
    ``year`` is that of the report, ``due`` the last year of its period. ``outcome`` is the latest verdict, ``awaiting``
    where no later report is published, ``unjudged`` where words are answered by candidates only. ``position`` is one
    number for the order of the list (latest year, report, offset), made by the database from the other fields.
    """

    class Kind(models.TextChoices):
        """What can be looked for in a later report."""

        FIGURE = "figure", _("指标")
        PROJECT = "project", _("项目")
        WORDS = "words", _("其他承诺")

    class Outcome(models.TextChoices):
        """What became of it, in the order in which people look."""

        MISSED = "missed", _("未完成")
        UNREPORTED = "unreported", _("未报告")
        NOT_COMPARABLE = "not comparable", _("不可比")
        MET = "met", _("完成")
        AWAITING = "awaiting", _("待后续报告")
        UNJUDGED = "unjudged", _("不作判定")

    key = models.CharField(max_length=24, unique=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="commitments")
    place = models.ForeignKey(Place, models.PROTECT, related_name="commitments")
    year = models.PositiveSmallIntegerField()
    due = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    is_headline = models.BooleanField(default=False)
    at = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence = models.TextField()
    title = models.CharField(max_length=200)
    target = models.CharField(max_length=200, blank=True)
    canonical = models.CharField(max_length=200, blank=True)
    aspect = models.CharField(max_length=10, blank=True)
    period = models.CharField(max_length=12, blank=True)
    section = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=16)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, default=Outcome.AWAITING)
    result = models.CharField(max_length=200, blank=True)
    result_report = models.ForeignKey(Report, models.SET_NULL, null=True, blank=True, related_name="+")
    result_at = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    position = models.GeneratedField(
        expression=_POSITION, output_field=models.BigIntegerField(), db_persist=True, unique=True
    )

    class Meta:
        """In the order of the report; indexes serve the filters and the orders of the list."""

        ordering = ("position",)
        indexes = (
            *(models.Index(fields=[name, "position"]) for name in ("year", "place", "outcome", "area", "kind")),
            *(models.Index(fields=[name, "position"]) for name in ("due", "title", "-changed_at")),
            *(models.Index(fields=[name, "due", "position"]) for name in ("year", "outcome", "area", "kind")),
            *(models.Index(fields=[name, "-changed_at", "position"]) for name in ("year", "outcome", "area", "kind")),
            *(models.Index(fields=[name, "outcome", "position"]) for name in ("year", "area", "kind")),
            models.Index(fields=["place", "year", "area", "outcome"]),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the commitment."""
        return reverse("commitment", args=[self.key])


class Verdict(models.Model):
    """What one later report says of a commitment; a new row whenever it changes, so that the rows are its history.

    ``start``/``end`` span the answer in the text of ``later``; ``derived`` and ``working`` give an answer that no
    sentence gives; ``rule`` and ``version`` name the rule that gave the verdict.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="verdicts")
    later = models.ForeignKey(Report, models.CASCADE, null=True, related_name="+")
    outcome = models.CharField(max_length=14, choices=Commitment.Outcome.choices)
    rule = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    reader_version = models.CharField(max_length=20, blank=True)
    result = models.CharField(max_length=200, blank=True)
    sentence = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    gap = models.CharField(max_length=120, blank=True)
    derived = models.CharField(max_length=14, blank=True)
    method = models.CharField(max_length=30, blank=True)
    working = models.CharField(max_length=300, blank=True)
    caution = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-pk")


class Candidate(models.Model):
    """A later sentence that may answer a commitment in words; it is no verdict."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="candidates")
    later = models.ForeignKey(Report, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence = models.TextField()
    likeness = models.CharField(max_length=8)

    class Meta:
        """Most alike first."""

        ordering = ("-likeness", "pk")
