// Entry: loads a part only where its element stands on the page.
const version = new URL(import.meta.url).search
const parts = [
  ['[data-settings-open]', 'settings'],
  ['[data-end], [data-relative], [data-built]', 'passed'],
  ['[data-copy]', 'copy'],
  ['[data-remember-town], [data-remember-grade], [data-grade-card]', 'town'],
  ['[data-search]', 'search'],
  ['[data-quiz]', 'quiz'],
  ['[data-kids]', 'kids'],
  ['[data-print], [data-guest-choice]', 'paper'],
  ['[data-ask]', 'form'],
  ['[data-letter]', 'letter'],
  ['[data-network]', 'network'],
  ['[data-request]', 'request'],
  ['[data-change]', 'change'],
  ['[data-builder]', 'calendar'],
  ['[data-filters]', 'filters'],
  ['[data-soon]', 'soon'],
  ['[data-plan-icons]', 'plan-buttons'],
  ['[data-plan]', 'plan'],
  ['[data-compare]', 'compare'],
  ['[data-fair]', 'fair'],
  ['link[rel=manifest]', 'offline'],
]
for (const [selector, name] of parts) {
  if (document.querySelector(selector)) import(`./${name}.js${version}`).then((part) => part.start())
}

// Phone menu: Escape and a click outside close it.
const menu = document.querySelector('.menu')
menu?.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu.open) return
  menu.open = false
  menu.querySelector('summary').focus()
})
document.addEventListener('click', (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false
})

// A scrolling row of filters shows the chosen one.
for (const chip of document.querySelectorAll('.filters [aria-current]')) {
  const row = chip.closest('ul')
  row.scrollLeft = chip.offsetLeft - row.offsetLeft - row.clientWidth / 2 + chip.clientWidth / 2
}

// Wide tables of prose scroll in their own box, reachable from the keyboard.
for (const table of document.querySelectorAll('.prose > table')) {
  const box = document.createElement('div')
  box.className = 'scroll'
  table.replaceWith(box)
  box.append(table)
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0
    box.setAttribute('role', 'region')
    box.setAttribute('aria-label', 'Таблица, прокручивается вбок')
  }
}
