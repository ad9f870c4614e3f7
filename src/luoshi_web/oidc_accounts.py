"""What becomes of people who come from the organisation's sign-in; loaded only where it is on."""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.contrib import messages
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from requests import RequestException

from luoshi_web.access import ROLES


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """New people become readers; who is switched off stays out; trouble leads back to the login page."""

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Any:
        """A new account, with the least of the roles; an administrator gives more."""
        user = super().save_user(request, sociallogin, form)
        user.groups.add(Group.objects.get(name=ROLES[0]))
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse accounts that are switched off, and the tying of a stranger's identity to an open session."""
        if sociallogin.is_existing and not sociallogin.user.is_active:
            _back_to_login(request, _("这个账号已停用。"))
        if sociallogin.state.get("process") != "login":
            _back_to_login(request, _("单位统一登录没有成功，请再试一次。"))

    def on_authentication_error(self, request: HttpRequest, *arguments: Any, **named: Any) -> None:
        """Say that it failed; what the provider said goes to no page."""
        del arguments, named
        _back_to_login(request, _("单位统一登录没有成功，请再试一次。"))


def _back_to_login(request: HttpRequest, message: str) -> NoReturn:
    messages.error(request, message)
    raise ImmediateHttpResponse(redirect("login"))


def _patient(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, but a provider out of reach leads back to the login page; allauth lets that rise."""

    @wraps(view)
    def patient(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException:
            _back_to_login(request, _("单位统一登录没有成功，请再试一次。"))

    return patient


urlpatterns = [
    path("oidc/<slug:provider_id>/login/", _patient(views.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", _patient(views.callback), name="openid_connect_callback"),
]
