"""Our own Jinja environment: templates of overrides/, autoescape on, undefined values are errors."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.catalog import Catalog
from macros.pages.links import root_of
from macros.text import russian
from macros.text.unbroken import unbroken

NAV = (
    ("events", "События", "events/"),
    ("professions", "Профессии", "professions/"),
    ("quiz", "Опросник", "quiz/"),
    ("study", "Где учиться", "study/"),
    ("organizations", "Организации", "organizations/"),
    ("series", "Акции", "series/"),
    ("volunteers", "Волонтёры", "volunteers/"),
    ("dates", "Важные даты", "dates/"),
    ("calendar", "Календарь", "calendar/"),
)
FOOTER = (
    (
        "Кому",
        (
            ("Родителям", "parents/"),
            ("Педагогам", "teachers/"),
            ("Партнёрам", "partners/"),
            ("Редакторам", "editors/"),
        ),
    ),
    (
        "Что известно",
        (
            ("Проекты", "initiatives/"),
            ("Документы", "documents/"),
            ("Числа", "statistics/"),
            ("Ресурсы", "resources/"),
        ),
    ),
    (
        "Выбрать путь",
        (
            ("10 класс или колледж", "choice/"),
            ("Дуальное обучение", "dual/"),
            ("Школьные предметы", "subjects/"),
            ("Игровой город", "play/"),
            ("Услуги", "services/"),
        ),
    ),
    (
        "Сайт",
        (
            ("О сайте", "about/"),
            ("Источники", "about/sources/"),
            ("Проверка сведений", "about/freshness/"),
            ("Охват", "about/coverage/"),
            ("Открытые данные", "about/open-data/"),
            ("Как подбираются профессии", "about/matching/"),
            ("Доступность", "about/accessibility/"),
            ("Личные данные", "about/privacy/"),
        ),
    ),
)
"""Links under every page, by groups that a reader can skip."""
NAME = "Профнавигатор"


_METHODS = frozenset(dir(dict))
"""What templates call of a dict, whatever its keys are."""


class _Environment(Environment):
    """Looks for a key first, because nearly all that templates are given is dicts; then as Jinja does."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `obj.attribute` in a template."""
        if type(obj) is dict and attribute in obj and attribute not in _METHODS:
            return obj[attribute]
        return super().getattr(obj, attribute)


class Renderer:
    """Renders pages of one build; head, header and footer are rendered once for each depth and section.

    `overrides` holds the templates and assets, `icons` the theme's SVG icons; `compiled` keeps templates
    between builds.
    """

    def __init__(
        self, catalog: Catalog, *, overrides: Path, icons: Path, demo: bool, compiled: BytecodeCache | None = None
    ) -> None:
        self._catalog = catalog
        self._icons = icons
        self._demo = demo
        self._known_icons: dict[str, Markup] = {}
        self._spans: dict[str, Markup] = {}
        self._sites: dict[tuple[str, str, str], dict[str, Any]] = {}
        self._asset_version = _content_hash(overrides / "assets")
        self.environment = _Environment(
            loader=FileSystemLoader(overrides),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            auto_reload=False,  # every build has its own environment
            bytecode_cache=compiled,
        )
        self.environment.globals |= self.template_globals

    @property
    def template_globals(self) -> dict[str, Any]:
        """Functions that templates call, here and in MkDocs' environment."""
        return {"icon": self.icon, "svg": self.svg, "unbroken": unbroken}

    def icon(self, name: str) -> Markup:
        """An icon in the line of a text, hidden from screen readers."""
        if name not in self._spans:
            self._spans[name] = Markup('<span class="i" aria-hidden="true">{}</span>').format(self.svg(name))
        return self._spans[name]

    def svg(self, name: str) -> Markup:
        """An icon of Material Design as inline SVG."""
        if name not in self._known_icons:
            path = self._icons / f"{name}.svg"
            # A misspelt icon in a vocabulary costs a picture, not the site; a test finds it.
            text = path.read_text("utf-8") if path.is_file() else ""
            self._known_icons[name] = Markup(text.strip())
        return self._known_icons[name]

    def render(self, template: str, *, page: str, section: str = "", in_town: str = "", **values: Any) -> str:
        """A whole page from a template; `page` is its address from the site root, `in_town` colours it."""
        site = self.site(page, section=section, town=in_town)
        return self.environment.get_template(template).render(site=site, **values)

    def fragment(self, template: str, **values: Any) -> Markup:
        """A piece of HTML for a Markdown page."""
        return Markup(self.environment.get_template(template).render(**values))

    def site(self, page: str, *, section: str = "", town: str = "", root: str | None = None) -> dict[str, Any]:
        """The values of document.html's `site` for a page; `root` overrides the relative way to the root."""
        way = root_of(page) if root is None else root
        key = (way, section, town)
        if key not in self._sites:
            self._sites[key] = self._new_site(*key)
        return self._sites[key]

    def _new_site(self, root: str, section: str, town: str) -> dict[str, Any]:
        today = self._catalog.today
        site: dict[str, Any] = {
            "name": NAME,
            "root": root,
            "section": section,
            "town": town,
            "accent": town,
            "nav": [{"id": item, "title": title, "url": url} for item, title, url in NAV],
            "towns": [{"id": item.id, "title": item.title, "url": f"{item.id}/"} for item in self._catalog.towns()],
            "footer": [
                {"title": group, "links": [{"title": title, "url": url} for title, url in links]}
                for group, links in FOOTER
            ],
            "built": f"{russian.date_text(today)} года",
            "built_iso": today.isoformat(),
            "demo": self._demo,
            "age_mark": "12+",
            "asset_version": self._asset_version,
            "licence": "Тексты — CC BY 4.0",
        }
        for part in ("head", "header", "footer"):
            html = self.environment.get_template(f"partials/{part}.html").render(site=site)
            site[f"{part}_html"] = Markup(html)
        return site


def compiled_templates(cache: Path | None, environment: str) -> BytecodeCache | None:
    """Where templates are kept as Python compiled them; `environment` tells apart those that read them otherwise."""
    if cache is None:
        return None
    folder = cache / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    # What an environment says of escaping is part of the code that it makes.
    options = blake2b(Path(__file__).read_bytes(), digest_size=5).hexdigest()
    return FileSystemBytecodeCache(str(folder), f"{environment}-{options}-%s.cache")


def _content_hash(folder: Path) -> str:
    digest = blake2b(digest_size=5)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
