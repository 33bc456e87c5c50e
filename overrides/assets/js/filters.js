// Filters of a catalogue: the choice lives in the address, the numbers come from facets.json once a filter is touched.
const STEP = 20
const EVERYTHING = 'all'
const version = new URL(import.meta.url).search
const rules = new Intl.PluralRules('ru')
const remembered = (name) => { try { return localStorage.getItem(`pn-${name}`) } catch { return null } }

function element(tag, name, text = '') {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.textContent = text
  return made
}
function button(name, text, act) {
  const item = element('li'), made = element('button', name, text)
  made.type = 'button'
  made.addEventListener('click', () => act(item))
  item.append(made)
  return item
}

export async function start() {
  const { Shelf, Stale } = await import(`./facet-table.js${version}`)
  const panel = document.querySelector('[data-filters]')
  const at = (name) => document.querySelector(`[data-${name}]`)
  const count = at('count'), listed = at('listed'), found = at('found'), more = at('more'), chosen = at('chosen')
  const body = count.closest('.catalogue-body')
  const order = at('order').querySelector('select')
  const untouched = count.textContent
  const listClass = listed.querySelector('.cards')?.className ?? 'cards'
  const shelf = new Shelf(new URL(panel.dataset.table, document.baseURI).href)

  // What can be chosen: chips by facet and value, and what several choices of a facet mean.
  const chips = [...panel.querySelectorAll('[data-facet]')]
  const modes = {}, mine = {}
  for (const chip of chips) {
    const { facet, value } = chip.dataset, row = chip.closest('[data-mode]')
    modes[facet] = row.dataset.mode
    if (row.dataset.mine && remembered(facet) === value) mine[facet] = value
  }
  const chipOf = (facet, value) => chips.find((chip) => chip.dataset.facet === facet && chip.dataset.value === value)
  const single = (facet) => modes[facet] === 'one' || modes[facet] === 'flag'
  function wordsOf(facet, value) {
    const chip = chipOf(facet, value), title = chip.firstChild.textContent.trim()
    return mine[facet] === value ? `${chip.closest('[data-mine]').dataset.mine}: ${title}` : chip.dataset.words ?? title
  }

  // `state` maps a facet to its chosen values; `turn` tells the newest request from those it overtook.
  let state = {}, rows = [], shown = 0, turn = 0, renewed = false
  const isEmpty = () => !Object.keys(state).length && !order.value

  // Takes the choice from the address; true when the address asks for nothing at all.
  function read() {
    const asked = new URLSearchParams(location.search)
    state = {}
    for (const facet of Object.keys(modes)) {
      const known = [...new Set(asked.getAll(facet))].filter((value) => chipOf(facet, value))
      if (known.length) state[facet] = single(facet) ? known.slice(0, 1) : known
    }
    order.value = asked.get('sort') === 'name' ? 'name' : ''
    return isEmpty() && !asked.has(EVERYTHING)
  }

  function write(how) {
    const asked = new URLSearchParams()
    for (const facet of Object.keys(modes)) for (const value of state[facet] ?? []) asked.append(facet, value)
    if (order.value) asked.set('sort', order.value)
    // Without this word the remembered town would come back with the next reload.
    if (isEmpty() && Object.keys(mine).length) asked.set(EVERYTHING, '1')
    const address = new URL(location.href)
    address.search = asked
    address.hash = ''
    history[how](null, '', address)
  }

  function toggle(facet, value) {
    const before = state[facet] ?? []
    const after = before.includes(value) ? before.filter((item) => item !== value) : [...(single(facet) ? [] : before), value]
    if (after.length) state[facet] = after
    else delete state[facet]
  }

  function query(table, { past, ...wanted } = state) {
    return table.find(wanted, modes, Boolean(past))
  }
  // What is left of a facet's answer may find nothing beside the others: then the whole answer goes.
  const toggled = (facet, value) => {
    toggle(facet, value)
    return change((table) => { if (!query(table).rows.length) delete state[facet] })
  }

  async function change(step, how = 'pushState') {
    const own = ++turn
    body.setAttribute('aria-busy', 'true')
    try {
      const table = await shelf.table()
      if (own !== turn) return
      step?.(table)
      if (how) write(how)
      await show(table, own)
      if (own === turn) body.removeAttribute('aria-busy')
    } catch (problem) {
      if (own !== turn) return
      if (problem instanceof Stale && !renewed) {
        renewed = true
        await shelf.renew().catch(() => {})
        return change(null, null)
      }
      body.removeAttribute('aria-busy')
      count.textContent = 'Отбор сейчас не загрузился. Ниже — весь список.'
      listed.hidden = false
      found.hidden = more.hidden = true
    }
  }

  async function show(table, own) {
    const answer = query(table)
    mark(answer)
    if (isEmpty()) {
      listed.hidden = false
      found.hidden = more.hidden = true
      found.replaceChildren()
      count.textContent = untouched
      return
    }
    const ranks = order.value && await shelf.ranks()
    const wanted = ranks ? [...answer.rows].sort((one, other) => ranks[one] - ranks[other]) : answer.rows
    const list = document.createDocumentFragment()
    const part = await cards(table, list, wanted, 0)
    if (own !== turn) return
    rows = wanted
    shown = part
    found.replaceChildren(rows.length ? list : nothing(table))
    listed.hidden = true
    found.hidden = false
    more.hidden = shown >= rows.length
    count.textContent = rows.length ? say(rows.length) : 'Ничего не нашлось'
  }

  function say(number) {
    const [one, few, many] = panel.dataset.counted.split('|')
    return `Найдено: ${number.toLocaleString('ru', { useGrouping: 'min2' })}\u00a0${{ one, few }[rules.select(number)] ?? many}`
  }

  // The next cards, below the titles of their groups; returns how many rows are shown then.
  async function cards(table, into, wanted, from) {
    const part = wanted.slice(from, from + STEP)
    const items = await shelf.cards(part)
    for (const [index, row] of part.entries()) {
      const title = order.value ? '' : table.groupOf(row)
      let group = into.lastElementChild
      if (group?.dataset.title !== title) {
        group = element('section', 'group')
        group.dataset.title = title
        group.append(element('h2', title ? '' : 'vh', title || 'Список'), element('ul', listClass))
        into.append(group)
      }
      if (table.over[row]) items[index].firstElementChild.classList.add('is-past')
      group.lastElementChild.append(items[index])
    }
    return from + part.length
  }

  // Only an old or mistyped address leads here: say which condition to leave out, and what that would bring.
  function nothing(table) {
    const way = (text, number, facets) => {
      const item = button('chip', `${text} `, () => {
        for (const facet of facets) delete state[facet]
        change()
        document.getElementById('list').focus()
      })
      item.firstElementChild.append(element('span', 'chip-count', number))
      return item
    }
    const ways = element('ul', 'chips')
    for (const [facet, values] of Object.entries(state)) {
      const { [facet]: dropped, ...rest } = state
      const number = query(table, rest).rows.length
      if (number) ways.append(way(`Без «${values.map((value) => wordsOf(facet, value)).join(', ')}»`, number, [facet]))
    }
    if (!ways.childElementCount) ways.append(way('Показать всё', query(table, {}).rows.length, Object.keys(state)))
    const box = element('div', 'empty')
    box.append(element('p', 'empty-title', 'Вместе такого нет'), element('p', '', 'Попробуйте убрать условие:'), ways)
    return box
  }

  // Chips follow the answer: pressed, counted, and out of reach where nothing would be found.
  function mark(answer) {
    for (const chip of chips) {
      const { facet, value } = chip.dataset
      const pressed = Boolean(state[facet]?.includes(value))
      const number = facet === 'past' ? answer.past : answer.counts[facet]?.[value] ?? 0
      chip.setAttribute('aria-pressed', pressed)
      chip.disabled = !number && !pressed
      chip.querySelector('.chip-count').textContent = number
    }
    const items = Object.entries(state).flatMap(([facet, values]) => values.map((value) => {
      const words = wordsOf(facet, value)
      const item = button('chip chip-off', words, () => remove(item, () => toggled(facet, value)))
      item.firstElementChild.setAttribute('aria-label', `Убрать: ${words}`)
      return item
    }))
    if (items.length > 1) {
      const clear = button('chip chip-clear', 'Сбросить всё', () => remove(clear, () => { state = {}; return change() }))
      items.push(clear)
    }
    chosen.replaceChildren(...items)
    chosen.hidden = !items.length
  }

  // The button that was pressed goes away: the focus moves on to its neighbour, or to the list.
  async function remove(item, act) {
    const place = [...chosen.children].indexOf(item)
    await act()
    const left = chosen.querySelectorAll('button')
    ;(left[Math.min(place, left.length - 1)] ?? document.getElementById('list')).focus()
  }

  panel.addEventListener('click', (event) => {
    const chip = event.target.closest('[data-facet]')
    if (!chip) return
    toggled(chip.dataset.facet, chip.dataset.value)
    chip.setAttribute('aria-pressed', Boolean(state[chip.dataset.facet]?.includes(chip.dataset.value)))
  })
  // Whoever reaches for the filters will want the table in a moment; its counts know what passed since the build.
  const prepare = () => shelf.table().then((table) => mark(query(table))).catch(() => {})
  for (const sign of ['pointerover', 'focusin']) panel.addEventListener(sign, prepare, { once: true })
  order.addEventListener('change', () => change())
  more.querySelector('button').addEventListener('click', async () => {
    const before = shown
    shown = await cards(await shelf.table(), found, rows, shown)
    more.hidden = shown >= rows.length
    found.querySelectorAll('.cards > li')[before].querySelector('a').focus()
  })
  addEventListener('popstate', () => { read(); change(null, null) })

  panel.hidden = false
  at('order').hidden = false
  const nothingAsked = read()
  if (!isEmpty()) await change(null, null)
  else if (nothingAsked && Object.keys(mine).length) await change(preselect, 'replaceState')
  for (const chip of panel.querySelectorAll('[aria-pressed=true]')) {
    if (chip.closest('details')) chip.closest('details').open = true
    const row = chip.closest('ul')
    row.scrollLeft = chip.offsetLeft - row.offsetLeft - row.clientWidth / 2 + chip.clientWidth / 2
  }

  // The remembered town and class, as far as anything is found for them; chips above the list say so.
  function preselect(table) {
    for (const [facet, value] of Object.entries(mine)) {
      state[facet] = [value]
      if (!query(table).rows.length) delete state[facet]
    }
  }
}
