"""Sign-in with the organisation's own accounts (OpenID Connect): what it adds to the settings where it is on.

Off by default: then nothing of it is loaded, and the extra ``oidc`` need not be installed.
"""

from importlib.util import find_spec
from typing import Any

from luoshi_web import options
from luoshi_web.options import SettingError

PROVIDER = "sso"
"""The provider's name in addresses: accounts/oidc/sso/login/ and accounts/oidc/sso/login/callback/."""

APPS = ["allauth", "allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
_NEEDED = ("LUOSHI_OIDC_CLIENT_ID", "LUOSHI_OIDC_CLIENT_SECRET")


def is_on() -> bool:
    """Whether the site has an issuer. Raises SettingError where it has one but lacks the rest."""
    if not options.value("LUOSHI_OIDC_ISSUER"):
        return False
    missing = [name for name in _NEEDED if not options.value(name)]
    if missing:
        raise SettingError(f"LUOSHI_OIDC_ISSUER is set, but {' and '.join(missing)} not; all three belong together")
    if find_spec("allauth") is None:
        raise SettingError("LUOSHI_OIDC_ISSUER is set, but the extra is missing: pip install 'luoshi[oidc]'")
    return True


def settings(*, https: bool) -> dict[str, Any]:
    """The settings of allauth: accounts are known by the provider's ``sub`` only, never by an address of mail."""
    application = {
        "provider_id": PROVIDER,
        "name": PROVIDER,
        "client_id": options.value("LUOSHI_OIDC_CLIENT_ID"),
        "secret": options.value("LUOSHI_OIDC_CLIENT_SECRET"),
        "settings": {"server_url": options.value("LUOSHI_OIDC_ISSUER").rstrip("/")},
    }
    return {
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https" if https else "http",
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_UNIQUE_EMAIL": False,
        "SOCIALACCOUNT_ADAPTER": "luoshi_web.oidc_accounts.Adapter",
        "SOCIALACCOUNT_EMAIL_AUTHENTICATION": False,
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
        "SOCIALACCOUNT_ONLY": True,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [application]}},
    }
