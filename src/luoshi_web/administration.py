"""The site of Django's admin."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from luoshi_web.access import has_role


class AdministratorSite(AdminSite):
    """Django's admin for people of the role administrator."""

    site_header = site_title = index_title = _("账号与管理")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the person is an administrator."""
        return has_role(request.user, "administrator")
