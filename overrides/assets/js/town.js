// Remembers the chosen town and grade on this device and marks them. Nothing leaves the page.
export const read = (name) => { try { return localStorage.getItem(`pn-${name}`) } catch { return null } }
export const forget = (name) => { try { localStorage.removeItem(`pn-${name}`) } catch { /* private mode */ } }
const write = (name, value) => { try { localStorage.setItem(`pn-${name}`, value) } catch { /* private mode */ } }
// What links and questions were before anything was remembered.
const usual = new Map()

export function start() {
  for (const name of ['town', 'grade']) {
    for (const link of document.querySelectorAll(`[data-remember-${name}]`)) {
      link.addEventListener('click', () => write(name, link.getAttribute(`data-remember-${name}`)))
    }
  }
  mark()
}

// Shows what is remembered now: the town, the grade, and the questions as they sound for this grade.
export function mark() {
  const current = (link, yes) => { if (yes) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current') }
  const town = read('town'), grade = read('grade')
  for (const card of document.querySelectorAll('.town-card[data-remember-town]')) {
    current(card, card.dataset.rememberTown === town)
  }
  for (const chip of document.querySelectorAll('[data-remember-grade]')) {
    current(chip, chip.dataset.rememberGrade === grade)
    if (!usual.has(chip)) usual.set(chip, chip.getAttribute('href'))
    chip.setAttribute('href', wide(usual.get(chip), town))
  }
  for (const card of document.querySelectorAll('[data-grade-card]')) {
    const title = card.querySelector('.question-title'), line = card.querySelector('.question-line')
    if (!usual.has(card)) usual.set(card, [card.getAttribute('href'), title.textContent, line?.textContent])
    const choices = [...card.parentElement.querySelector('template').content.querySelectorAll('[data-grade]')]
    const own = choices.find((choice) => choice.dataset.grade === grade)
    const [href, words, more] = own ? [own.getAttribute('href'), own.textContent, own.dataset.line] : usual.get(card)
    card.setAttribute('href', own ? wide(href, town) : href)
    title.textContent = words
    if (line) line.textContent = more
  }
}

// With a remembered town the list itself adds both, as far as they find anything: an address would overrule it.
function wide(href, town) {
  return town && /events\/\?grade=/.test(href) ? href.split('?')[0] : href
}
