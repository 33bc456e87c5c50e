"""What axe finds wrong with a page, and what does not fit its screen."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.tools import axe_script

WIDER_THAN_SCREEN = """() => {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => element.outerHTML.slice(0, 120))
}"""

FALLEN_APART = """() => [...document.querySelectorAll('main :is(a, button, label)')]
  .filter((element) => element.checkVisibility() && element.textContent.trim().length > 3 && !element.closest('.vh'))
  .filter((element) => {
    const { width, height } = element.getBoundingClientRect(), size = parseFloat(getComputedStyle(element).fontSize)
    return width < 2.2 * size && height > 4.5 * size
  }).map((element) => element.outerHTML.slice(0, 120))"""
"""Words whose letters stand one above another."""

ALL_RULES = ("contrast", "others")
COLOUR_RULES = ("colours",)
"""For the dark scheme, which changes nothing but colours; it is asked for the contrast of level AAA, too."""

# Contrast is nine tenths of axe's work, and a list of two hundred cards of one build has the colours of its first
# few. So the third and later parts that are built the same, classes and attributes included, under parents
# that are the same, are left out of this rule; all others look at everything.
_RUN = """async (names) => {
  const OWN = new Set(['id', 'href', 'src', 'datetime', 'title', 'content', 'for', 'name', 'value', 'alt', 'd'])
  const own = (name) => OWN.has(name) || /^(aria-label|aria-labelledby|aria-describedby|data-)/.test(name)
  const start = (element) => element.localName + [...element.attributes]
    .map(({ name, value }) => ` ${name}${own(name) ? '' : `=${value}`}`).sort().join('')
  const built = new Map()
  const build = (element) => {
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) ? '*' : ''
    const known = `${start(element)}${text}(${[...element.children].map(build).join()})`
    built.set(element, known)
    return known
  }
  build(document.body)
  const seen = new Map(), alike = []
  const walk = (element, path) => {
    for (const child of element.children) {
      const key = `${path}>${built.get(child)}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
      if (seen.get(key) > 2) alike.push(child)
      else walk(child, `${path}>${start(child)}`)
    }
  }
  walk(document.body, '')
  const settings = {
    contrast: [{ include: [document], exclude: alike }, { runOnly: ['color-contrast'], resultTypes: ['violations'] }],
    colours: [{ include: [document], exclude: alike }, { runOnly: ['cat.color'], resultTypes: ['violations'] }],
    others: [document, { rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] }],
  }
  const found = []
  for (const name of names) found.push(...(await axe.run(...settings[name])).violations)
  return found
}"""


def violations(page: Page, rules: tuple[str, ...] = ALL_RULES) -> list[str]:
    """What axe finds wrong, one line for each rule and element."""
    page.evaluate(axe_script().read_text("utf-8"))
    found = page.evaluate(_RUN, rules)
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]
