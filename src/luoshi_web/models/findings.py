"""What an audit of published reports found; each finding needs explanation and says nothing of fault."""

from django.db import models

from luoshi_web.models.reports import Place, Report


class Finding(models.Model):
    """Figures that do not agree. ``causes`` are keys of innocent explanations, with blanks between them."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="findings")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    working = models.TextField()
    causes = models.CharField(max_length=200, blank=True)

    class Meta:
        """Latest year first."""

        ordering = ("-year", "place", "code", "pk")


class Exhibit(models.Model):
    """A stretch of text that a finding rests on."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="exhibits")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence = models.TextField()

    class Meta:
        """In the order of the working."""

        ordering = ("pk",)
