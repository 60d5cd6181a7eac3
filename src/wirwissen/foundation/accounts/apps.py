from django.apps import AppConfig


class Accounts(AppConfig):
    name = "wirwissen.foundation.accounts"
    label = "accounts"
    verbose_name = "Konto"

    def ready(self) -> None:
        from wirwissen.foundation.accounts.middleware import needs_password_page
        from wirwissen.foundation.core.errors import NeedsPassword
        from wirwissen.foundation.core.middleware import error_pages

        error_pages[NeedsPassword] = needs_password_page
