#!/usr/bin/env python
"""Runs a management command of Clear My Record."""

import gc
import importlib
import os
import sys

# These work on files alone: they start where no settings, database or secret is.
NEED_NO_APPLICATION = ("explain_policy", "make_sample_file")


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name == "analyze":
        # It starts at once: without Django, without threads for matrices, which it has none of, and without
        # looking for objects that hold each other, which are few.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        gc.disable()
        from eligibility.results.command_line import main as analyze

        sys.exit(analyze(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearmyrecord.settings")
    if name in NEED_NO_APPLICATION:
        from django.conf import settings

        settings.configure()
        module = importlib.import_module(f"eligibility.management.commands.{name}")
        module.Command().run_from_argv(sys.argv)
        return
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
