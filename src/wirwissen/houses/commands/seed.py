"""Make one house of the demo and fill it (called by `wirwissen demo`, in its environment)."""

from __future__ import annotations

import sys
from pathlib import Path

from wirwissen.houses.commands.init import make_secrets, prepare_house


def main() -> int:
    """Prepare the house; seed it unless it was. Refuses outside the demo's own settings."""
    make_secrets()
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction
    from django.utils.module_loading import import_string

    if not settings.IS_DEMO:
        print("Only the demo is seeded.", file=sys.stderr)
        return 2
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    prepare_house()
    from wirwissen.foundation.demo.people import is_seeded

    if not is_seeded():
        with transaction.atomic():
            import_string(getattr(settings, "SEED"))()  # noqa: B009  (only the demo has it)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
