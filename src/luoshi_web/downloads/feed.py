"""What changed, as an Atom feed; an entry keeps its identity and its words for good."""

import uuid
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from luoshi_web.downloads.sheets import UNWRITABLE
from luoshi_web.models import Change
from luoshi_web.pages.changes import Shown, shown
from luoshi_web.pages.outcomes import outcome_name

_ENTRIES = 100


class ChangesFeed(Feed):  # type: ignore[type-arg]
    """The latest changes, the newest first."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """What the feed is called, in the language in use."""
        return _("最近变化")

    def subtitle(self) -> str:
        """What it has."""
        return _("发布、更新和撤回的报告，以及判定的变化")

    def link(self) -> str:
        """The page of the same changes."""
        return reverse("changes")

    def items(self) -> list[Shown]:
        """The entries."""
        return shown(Change.objects.order_by("-pk")[:_ENTRIES])

    def item_title(self, item: Shown) -> str:
        """What happened to what."""
        change = item.change
        return UNWRITABLE.sub("\ufffd", f"{change.get_kind_display()}：{_subject(change)}")

    def item_description(self, item: Shown) -> str:
        """For a verdict, from what to what."""
        change = item.change
        if change.kind != Change.Kind.VERDICT:
            return ""
        moved = {"before": outcome_name(change.before), "after": outcome_name(change.after)}
        return _("判定由“%(before)s”变为“%(after)s”") % moved

    def item_link(self, item: Shown) -> str:
        """The commitment or report; the page of changes where it is no longer public."""
        return item.address or reverse("changes")

    def item_guid(self, item: Shown) -> str:
        """An identity that no other entry of any site has."""
        change = item.change
        return uuid.uuid5(uuid.NAMESPACE_OID, f"{change.made_at.isoformat()} {change.pk} {change.subject}").urn

    def item_pubdate(self, item: Shown) -> datetime:
        """When it happened."""
        return item.change.made_at

    def item_updateddate(self, item: Shown) -> datetime:
        """The same: what happened does not change."""
        return item.change.made_at


def _subject(change: Change) -> str:
    return f"{change.place_name}{change.year} {change.title}" if change.kind == Change.Kind.VERDICT else change.title
