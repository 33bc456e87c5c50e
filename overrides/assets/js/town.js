// Remembers the chosen town and grade on this device and marks them. Nothing leaves the page.
const read = (key) => { try { return localStorage.getItem(key) } catch { return null } }
const write = (key, value) => { try { localStorage.setItem(key, value) } catch { /* private mode */ } }

function remember(name) {
  const key = `pn-${name}`
  const attribute = `data-remember-${name}`
  for (const link of document.querySelectorAll(`[${attribute}]`)) {
    link.addEventListener('click', () => write(key, link.getAttribute(attribute)))
  }
  return read(key)
}

export function start() {
  const town = remember('town')
  for (const card of document.querySelectorAll('.town-card[data-remember-town]')) {
    if (card.dataset.rememberTown === town) card.setAttribute('aria-current', 'true')
  }
  const grade = remember('grade')
  for (const chip of document.querySelectorAll('[data-remember-grade]')) {
    if (chip.dataset.rememberGrade === grade) chip.setAttribute('aria-current', 'true')
  }
  for (const card of document.querySelectorAll('[data-grade-card]')) {
    const choices = card.parentElement.querySelector('template')?.content.querySelectorAll('[data-grade]') ?? []
    for (const choice of choices) {
      if (choice.dataset.grade !== grade) continue
      card.setAttribute('href', choice.getAttribute('href'))
      card.querySelector('.question-title').textContent = choice.textContent
    }
  }
}
