"""The command `seo-engine`: one file a command, shared options in `options`, errors translated in `command`."""

from seo_engine.cli.app import main

__all__ = ["main"]
