// «Ближайшее» for the town and the grade that this device remembers, with a chip to forget each of them.
const version = new URL(import.meta.url).search
const FEW = 6

export async function start() {
  const place = document.querySelector('[data-soon]')
  const bar = place.querySelector('[data-soon-mine]'), usual = place.querySelector('.cards'), link = place.querySelector('.more')
  if (!bar || !usual || !link) return
  const { Shelf } = await import(`./facet-table.js${version}`)
  const { read, forget, mark } = await import(`./town.js${version}`)
  const shelf = new Shelf(new URL(place.dataset.soon, document.baseURI).href)
  const every = link.getAttribute('href')
  const here = place.dataset.town
  let own

  async function show() {
    const mine = { town: here ? null : read('town'), grade: read('grade') }
    if (!mine.town && !mine.grade) return rest()
    const table = await shelf.table()
    const known = Object.fromEntries(table.facets.map(({ name, values }) => [name, values]))
    const wanted = {}
    for (const name of ['town', 'grade']) {
      const value = here && name === 'town' ? here : mine[name]
      if (value && known[name]?.includes(value)) wanted[name] = [value]
    }
    if (!(mine.town && wanted.town) && !wanted.grade) return rest()
    const { rows } = table.find(wanted, {}, false)
    const cards = await shelf.cards(rows.slice(0, FEW))
    own?.remove()
    own = usual.cloneNode()
    own.append(...cards)
    usual.before(own)
    own.hidden = !rows.length
    usual.hidden = Boolean(rows.length)
    link.setAttribute('href', rows.length ? `${every.split('?')[0]}?${asked(wanted)}` : every)
    tell(wanted, mine, rows.length)
  }

  const asked = (wanted) => new URLSearchParams(Object.entries(wanted).map(([name, [value]]) => [name, value]))

  function tell(wanted, mine, number) {
    const chips = bar.querySelector('ul')
    chips.replaceChildren()
    const chip = (name, words) => {
      const item = document.createElement('li'), button = document.createElement('button')
      button.type = 'button'
      button.className = 'chip chip-off'
      button.textContent = words
      button.setAttribute('aria-label', `Забыть: ${words}`)
      button.addEventListener('click', async () => {
        forget(name)
        mark()
        await show()
        ;((!bar.hidden && bar.querySelector('button')) || link).focus()
      })
      item.append(button)
      chips.append(item)
    }
    if (!here && wanted.town) chip('town', `Ваш город: ${titleOf('.town-card[data-remember-town]', 'rememberTown', mine.town)}`)
    if (wanted.grade) chip('grade', `Ваш класс: ${titleOf('[data-remember-grade]', 'rememberGrade', mine.grade)}`)
    bar.hidden = false
    bar.querySelector('p').textContent = number ? '' : 'Для вас дат пока не объявили. Ниже — всё, что известно.'
  }

  function titleOf(selector, key, value) {
    const found = [...document.querySelectorAll(selector)].find((link) => link.dataset[key] === value)
    return (found?.querySelector('.town-card-name') ?? found)?.textContent ?? value
  }

  function rest() {
    own?.remove()
    usual.hidden = false
    bar.hidden = true
    link.setAttribute('href', every)
  }

  await show().catch(rest)
}
