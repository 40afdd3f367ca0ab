#!/usr/bin/env python
"""Runs a management command of Clear My Record."""

import importlib
import os
import sys

# These work on files alone: they start at once, and where no settings, database or secret is.
NEED_NO_APPLICATION = ("analyze", "explain_policy", "make_sample_file")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
    if sys.argv[1:2] and sys.argv[1] in NEED_NO_APPLICATION:
        from django.conf import settings

        settings.configure()
        module = importlib.import_module(f"eligibility.management.commands.{sys.argv[1]}")
        module.Command().run_from_argv(sys.argv)
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
