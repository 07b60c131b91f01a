"""`python -m seo_engine` is the command `seo-engine`."""

from seo_engine.cli import main

if __name__ == "__main__":
    main()
