"""What administrators see beside accounts: places to name, reports and events to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from luoshi_web.models import Change, Correction, Place, Report


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # Django has it without type arguments at run time
    """Names, codes and levels of places."""

    list_display = ("name", "code", "level")
    search_fields = ("name", "code")


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg] # as above
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        del request, obj
        return False


@admin.register(Report)
class ReportAdmin(LookOnly):
    """Reports and how far they have come; what is done with them is done at the desk."""

    list_display = ("name", "place", "year", "state", "uploaded_at", "uploaded_by")
    list_filter = ("state",)
    search_fields = ("name", "title", "sha256")
    exclude = ("text",)


@admin.register(Correction)
class CorrectionAdmin(LookOnly):
    """Every decision on a row."""

    list_display = ("made_at", "actor", "action", "row", "at", "sha256")
    list_filter = ("action",)


@admin.register(Change)
class ChangeAdmin(LookOnly):
    """Every change that the public saw."""

    list_display = ("made_at", "actor", "kind", "place_name", "year", "title")
    list_filter = ("kind",)
