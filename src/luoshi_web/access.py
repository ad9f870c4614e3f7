"""Who may do what: four roles as groups, each with all that the one before it may do; and what every page is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

ROLES = ("reader", "editor", "publisher", "administrator")
"""From least to most: reads drafts; uploads and checks; publishes and withdraws; accounts and Django's admin."""

User = AbstractBaseUser | AnonymousUser
View = Callable[..., HttpResponse]


def make_groups(**_: Any) -> None:
    """Make the group of each role where it is missing."""
    for role in ROLES:
        Group.objects.get_or_create(name=role)


def rank(user: User) -> int:
    """How much ``user`` may do: 0 nothing beyond the public pages, 1 to 4 the roles in their order."""
    if not user.is_authenticated or not user.is_active:
        return 0
    if getattr(user, "is_superuser", False):
        return len(ROLES)
    cached: int | None = user.__dict__.get("_role_rank")
    if cached is None:
        names = set(user.groups.values_list("name", flat=True))  # type: ignore[attr-defined]
        cached = max((ROLES.index(name) + 1 for name in names if name in ROLES), default=0)
        user.__dict__["_role_rank"] = cached
    return cached


def has_role(user: User, role: str) -> bool:
    """Whether ``user`` may do all that ``role`` may."""
    return rank(user) > ROLES.index(role)


def needs(role: str) -> Callable[[View], View]:
    """A view for ``role`` and above: others are sent to the login page, or refused (403) where they are logged in."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not has_role(request.user, role):
                raise PermissionDenied
            return view(request, *arguments, **named)

        return guarded

    return guard


class RoleBackend(BaseBackend):
    """Gives administrators the permissions of Django's admin; what is append-only stays so by the admin itself."""

    def has_perm(self, user_obj: User, perm: str, obj: Any = None) -> bool:
        """Whether the person is an administrator."""
        del perm, obj
        return has_role(user_obj, "administrator")

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        """Whether the person is an administrator."""
        del app_label
        return has_role(user_obj, "administrator")


def site(request: HttpRequest) -> dict[str, Any]:
    """What every template is told: the name of the site and the role of the person who looks."""
    user: User = getattr(request, "user", AnonymousUser())
    return {"site_name": settings.SITE_NAME, "rank": rank(user), "role": ROLES[rank(user) - 1] if rank(user) else None}
