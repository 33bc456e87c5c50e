"""The door to MkDocs: loads records before the build, adds finished files, checks the built site."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

import material
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from macros import build as site_build
from macros.catalog import Occupation, load
from macros.feeds.slice_clashes import path_clashes
from macros.feeds.slices import ALL
from macros.link_check import check_links
from macros.page_macros import with_fragments
from macros.pages.forge import forge_of
from macros.pages.front_views import home_view, search_view
from macros.pages.json_ld import json_ld
from macros.pages.kids_quiz_view import kids_quiz_view
from macros.pages.plan_view import compare_view, plan_view
from macros.pages.play_view import play_view
from macros.pages.profession_view import profession_view
from macros.pages.quiz_view import quiz_view
from macros.pages.renderer import compiled_templates
from macros.pages.search_index import search_files
from macros.pages.site_pages import sitemap
from macros.revisions import RevisionsUnavailable
from macros.settings import SettingsError, from_environment
from macros.text.richtext import prose

log = logging.getLogger("mkdocs.hooks.profnavigator")
_THEME = Path(material.__file__).parent / "templates"
_ICONS = _THEME / ".icons" / "material"
_BUILD = "profnavigator_build"
_FRAGMENTS = "profnavigator_fragments"
_VIEWS = {
    "search.md": ("search", search_view),
    "quiz/index.md": ("quiz", quiz_view),
    "quiz/kids.md": ("kids", kids_quiz_view),
    "plan/index.md": ("plan", plan_view),
    "compare/index.md": ("compare", compare_view),
    "play/index.md": ("play", play_view),
}
"""Markdown pages whose template shows a view: the value's name in the template, and what makes it."""

_writing: list[site_build.Writing] = []
"""The build under way: MkDocs tells of a failure without saying of which build."""


@event_priority(100)  # before the macros plugin, which hands the build to the macros
def on_config(config):
    """Load and check all records; every problem is reported, and any error ends the build."""
    root = Path(config.config_file_path).parent
    try:
        settings = from_environment(root, site_url=config.site_url or "")
    except SettingsError as error:
        raise Abort(str(error)) from None
    loaded = load(root, today=settings.today, demo=settings.demo, cache=settings.cache, by_two=True)
    for problem in loaded.problems:
        (log.error if problem in loaded.errors else log.info)(problem.text())
    clashes = () if loaded.errors else path_clashes(loaded.catalog)
    for problem in clashes:
        log.error(problem.text())
    if loaded.errors or clashes:
        number = len(loaded.errors) + len(clashes)
        raise Abort(f"Сайт не собран: ошибок в данных — {number}. Они перечислены выше.")
    try:
        build = site_build.prepare(
            settings,
            loaded,
            uid_domain=config.extra["uid_domain"],
            forge=forge_of(config.extra),
            overrides=Path(config.theme.custom_dir),
            icons=_ICONS,
        )
    except RevisionsUnavailable as error:
        raise Abort(str(error)) from None
    for warning in build.warnings:
        log.info(warning)
    config.extra[_BUILD] = build
    config.extra[_FRAGMENTS] = []
    return config


def on_files(files, *, config):
    """Add finished pages, feeds, open data and the search; leave out the theme's own assets, which no page loads."""
    build = config.extra[_BUILD]
    kept = Files([file for file in files if not _is_theme_asset(file)])
    # Written at once instead of being kept in memory; MkDocs lets plugins write into its folder so.
    site = Path(config.site_dir)
    prose = ((file.dest_uri.removesuffix("index.html"), file.content_string) for file in kept if _is_prose(file))
    _writing.append(site_build.begin(build, site, search_files(build.catalog, prose)))
    for name in _writing[-1].addresses:
        kept.append(File.generated(config, name, abs_src_path=str(site / name), inclusion=InclusionLevel.NOT_IN_NAV))
    pages = [file.dest_uri for file in kept if file.dest_uri.endswith(".html")]
    addresses = [page.removesuffix("index.html") for page in pages]
    kept.append(File.generated(config, "sitemap.xml", content=sitemap(build.settings.site_url, addresses)))
    robots = f"User-agent: *\nAllow: /\nSitemap: {build.settings.site_url}sitemap.xml\n"
    kept.append(File.generated(config, "robots.txt", content=robots))
    return kept


def on_env(env, *, config, files):
    """Give the theme's templates our icons; our sitemap replaces the theme's.

    All links of Markdown have been followed by now, so MkDocs may forget the files that lie in its folder already,
    or will in a moment: else it copies each onto itself.
    """
    for name in _writing[-1].addresses:
        files.remove(files.get_file_from_path(name))
    env.globals |= config.extra[_BUILD].renderer.template_globals
    # Every template in use is ours: escape by default here as in our own environment.
    env.autoescape = True
    env.bytecode_cache = compiled_templates(config.extra[_BUILD].settings.cache, "engine")
    config.theme.static_templates.discard("sitemap.xml")
    return env


def on_page_content(html, *, page, config, files):
    """What macros made goes into its place once Markdown is through."""
    del page, files
    return with_fragments(html, config.extra[_FRAGMENTS])


def on_page_context(context, *, page, config, nav):
    """Values for prose pages: the chrome, and what home, search and profession cards show."""
    del nav
    build = config.extra[_BUILD]
    url = page.url.replace("./", "")
    section = url.partition("/")[0]
    context["site"] = build.renderer.site(url, section=section)
    here = build.pages.at(url)
    if page.is_homepage:
        context["home"] = home_view(here)
        context["page_description"] = config.site_description
    elif page.file.src_uri.startswith("professions/") and page.file.name != "index":
        occupation = build.catalog.get(Occupation, page.file.name)
        context["record"] = profession_view(here, occupation, prose(page.content))
        context["json_ld"] = json_ld(build.catalog, occupation, build.settings.site_url)
        context["page_description"] = occupation.summary or occupation.title
    else:
        if page.file.src_uri in _VIEWS:
            name, view = _VIEWS[page.file.src_uri]
            context[name] = view(here)
        context["page_description"] = page.meta.get("description") or page.meta.get("lead", "")
    if page.is_homepage or page.file.src_uri == "calendar/index.md":
        towns = () if page.is_homepage else build.catalog.towns()
        context["page_atom"] = [here.atom(town) for town in (ALL, *(town.id for town in towns))]
    context["page_title"] = "" if page.is_homepage else page.title
    context["page_canonical"] = build.settings.site_url + url
    return context


def on_page_markdown(markdown, *, page, config, files):
    """Profession cards use the record's layout."""
    del config, files
    if page.file.src_uri.startswith("professions/") and page.file.name != "index":
        page.meta["template"] = "profession.html"
    return markdown


def on_template_context(context, *, template_name, config):
    """The missing page may be shown at any depth, so its links start at the site's own root."""
    build = config.extra[_BUILD]
    root = urlsplit(build.settings.site_url).path or "/"
    if template_name == "404.html":
        context["site"] = build.renderer.site("", root=root)
    return context


def on_post_build(*, config):
    """Follow every internal link of the finished site."""
    build = config.extra[_BUILD]
    site = Path(config.site_dir)
    # MkDocs never copies dotfiles; this one keeps GitHub Pages from running Jekyll over the site.
    (site / ".nojekyll").touch()
    prefix = urlsplit(build.settings.site_url).path or "/"
    outcome = _writing.pop().finish()
    kept = outcome.kept
    settled = outcome.taken if kept and kept.reached else frozenset()
    checked = check_links(site, prefix=prefix, settled=settled, reached=kept.reached if settled else ())
    for link in checked.dead:
        log.warning(link.text())
    if kept and not checked.dead:
        kept.checked(checked.reached)


def on_build_error(*, error):
    """A second process must not write into the folder of the next build."""
    del error
    while _writing:
        _writing.pop().stop()


def _is_prose(file: File) -> bool:
    """Whether the search has to read a page: cards are records, and the search's own page answers nothing."""
    own = file.src_uri.startswith("professions/") and file.name != "index"
    return file.is_documentation_page() and not own and file.src_uri != "search.md"


def _is_theme_asset(file: File) -> bool:
    return bool(file.abs_src_path) and Path(file.abs_src_path).is_relative_to(_THEME)
