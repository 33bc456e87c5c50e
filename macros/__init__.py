"""The door to Markdown pages: macros for the pages that maintainers own."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros; mkdocs-macros-plugin calls this once for each build."""
    # Imported here so that `import macros.catalog` alone does not load the pages.
    from macros.page_macros import PageFacts, PageMacros

    def page() -> PageFacts:
        meta = env.page.meta
        return PageFacts(
            address=env.page.url.replace("./", ""),
            title=meta.get("title", ""),
            lead=meta.get("lead", ""),
            action=meta.get("action"),
        )

    extra = env.conf["extra"]
    macros = PageMacros(extra["profnavigator_build"], page, extra["profnavigator_fragments"])
    for name in PageMacros.NAMES:
        env.macro(getattr(macros, name), name)
