"""The door to Markdown pages: macros for the pages that maintainers own."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros; mkdocs-macros-plugin calls this once for each build."""
    # Imported here so that `import macros.catalog` alone does not load the pages.
    from macros.page_macros import PageMacros

    build = env.conf["extra"]["profnavigator_build"]
    macros = PageMacros(build, lambda: env.page.url.replace("./", ""))
    for name in PageMacros.NAMES:
        env.macro(getattr(macros, name), name)
