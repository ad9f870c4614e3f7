"""The platform as a Django application."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class PlatformConfig(AppConfig):
    """Makes the groups of the roles after every migration."""

    name = "luoshi_web"
    verbose_name = "落实"

    def ready(self) -> None:
        """Connect what follows a migration."""
        from luoshi_web.access import make_groups  # noqa: PLC0415
        from luoshi_web.actions.indexing import prepare  # noqa: PLC0415

        post_migrate.connect(make_groups, sender=self)
        post_migrate.connect(prepare, sender=self)


class AdministrationConfig(AdminConfig):
    """Django's admin, open to administrators only."""

    default_site = "luoshi_web.administration.AdministratorSite"
