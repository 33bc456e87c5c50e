"""Owns the pictures of the guide for editors: the tests make them of the real form, and see when they are outdated."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from macros.pages.guide_shots import FOLDER, SHOTS, Shot
from tests.browser.test_form import fill_quickly, with_forge
from tests.browser.visits import DESKTOP, PHONE, visit
from tests.site.server import Server
from tests.tools import ROOT

pytestmark = pytest.mark.browser

PICTURES = ROOT / "overrides" / FOLDER
FORGE = "https://forge.example/new/main?filename={path}&value={text}"
HOST = ["primersk-kolledzh", "Примерский колледж", "ryazan"]
SHARP = {"phone": 1.15, "wide": 1.0}
"""Dots of a picture for each dot of the page: telephones show more of them."""
ALIKE = 6.0
"""Mean difference of brightness, of 255, up to which two small pictures show the same: another font still does."""
DIFFERENCE = """async ([first, second]) => {
  const draw = async (source) => {
    const picture = new Image()
    picture.src = source
    await picture.decode()
    const canvas = new OffscreenCanvas(160, Math.round(160 * picture.naturalHeight / picture.naturalWidth))
    const pen = canvas.getContext('2d')
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return [picture.naturalWidth, picture.naturalHeight, pen.getImageData(0, 0, canvas.width, canvas.height).data]
  }
  const [a, b] = [await draw(first), await draw(second)]
  if (a[0] !== b[0] || a[1] !== b[1]) return [a.slice(0, 2), b.slice(0, 2)]
  let sum = 0
  for (let n = 0; n < a[2].length; n += 4) sum += Math.abs(a[2][n + 1] - b[2][n + 1])
  return sum / (a[2].length / 4)
}"""


@contextmanager
def form(browser: Browser, server: Server, side: str) -> Iterator[Page]:
    """The form on a telephone or a desk, beside a forge, with a sample college among the known ones."""

    def known(route: Route) -> None:
        found = route.fetch().json()
        found["records"]["Organization"].append(HOST)
        route.fulfill(json=found)

    size = PHONE if side == "phone" else DESKTOP
    with visit(browser, server, size, reduced_motion="reduce") as visitor:
        visitor.page.route("**/editors/known.json", known)
        with_forge(visitor.page, FORGE)
        page = visitor.open("editors/event/").page
        page.evaluate("document.fonts.ready")
        yield page
        assert visitor.trouble == []


def taken(page: Page, shot: Shot, side: str) -> bytes:
    """A picture of the place, from its left upper corner, as large as the guide shows it."""
    page.evaluate("document.activeElement?.blur()")
    box = page.locator(shot.place).evaluate(
        "(element) => { const box = element.getBoundingClientRect(); return [box.x + scrollX, box.y + scrollY] }"
    )
    width, height = shot.sizes[side]
    edge = 16 if side == "wide" else box[0]
    clip = {"x": box[0] - edge, "y": box[1] - 12, "width": width, "height": height, "scale": SHARP[side]}
    answer = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {"format": "webp", "quality": 30, "clip": clip, "captureBeyondViewport": True},
    )
    return base64.b64decode(answer["data"])


def walk(page: Page, side: str) -> dict[str, bytes]:
    """The five minutes of an editor, with a picture at each step."""
    by_name = {shot.name: shot for shot in SHOTS}
    made = {}
    answers = {"title": "Пример: экскурсия в мастерские", "host": HOST[1]}
    fill_quickly(page, **answers, source="")
    made["answers"] = taken(page, by_name["answers"], side)
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("#source-error")).to_be_visible()
    made["mistake"] = taken(page, by_name["mistake"], side)
    page.locator("#source").fill("https://example.org/news")
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("#done-title")).to_be_focused()
    made["preview"] = taken(page, by_name["preview"], side)
    made["send"] = taken(page, by_name["send"], side)
    return made


def as_url(picture: bytes) -> str:
    """A picture inside an address."""
    return "data:image/webp;base64," + base64.b64encode(picture).decode()


@pytest.mark.parametrize("side", SHARP)
def test_pictures_show_the_form(
    side: str, browser: Browser, demo_server: Server, request: pytest.FixtureRequest
) -> None:
    """The committed pictures are those that the form gives today; `--update-golden` makes them anew."""
    with form(browser, demo_server, side) as page:
        made = walk(page, side)
        if request.config.getoption("--update-golden"):
            for name, picture in made.items():
                target = PICTURES / f"{name}-{side}.webp"
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(picture)
        committed = {name: (PICTURES / f"{name}-{side}.webp").read_bytes() for name in made}
        page.goto("about:blank")
        far = {name: page.evaluate(DIFFERENCE, [as_url(made[name]), as_url(committed[name])]) for name in made}
        assert {name: value for name, value in far.items() if not isinstance(value, float | int) or value > ALIKE} == {}
        # The measure does tell pictures apart.
        other = page.evaluate(DIFFERENCE, [as_url(committed["answers"]), as_url(committed["mistake"])])
        assert not isinstance(other, float | int) or other > ALIKE


def test_every_picture_is_used() -> None:
    """Each step has its two pictures and no other lies beside them; together they leave room in the page's weight."""
    wanted = {f"{shot.name}-{side}.webp" for shot in SHOTS for side in SHARP}
    assert {path.name for path in PICTURES.iterdir()} == wanted
    for side in SHARP:
        assert sum((PICTURES / f"{shot.name}-{side}.webp").stat().st_size for shot in SHOTS) < 50_000


def test_pictures_say_what_they_show() -> None:
    """Every picture has words instead of it, other than its caption."""
    for shot in SHOTS:
        assert len(shot.alt) > 40
        assert shot.alt != shot.caption
    assert Path(FOLDER).parts[0] == "assets"
