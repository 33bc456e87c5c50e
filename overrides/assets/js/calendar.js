// «Соберите свой календарь»: town, grade, people and interests lead to the calendars that fit.
// The choice is in the address; town and grade are kept on this device too.
const SHOWN = 5
const version = new URL(import.meta.url).search
const plurals = new Intl.PluralRules('ru')
const plural = (n, one, few, many) => `${n.toLocaleString('ru', { useGrouping: 'min2' })} ${{ one, few }[plurals.select(n)] ?? many}`
const read = (key) => { try { return localStorage.getItem(key) } catch { return null } }
const write = (key, value) => { try { localStorage.setItem(key, value) } catch { /* private mode */ } }
const same = (one, other) => {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}

// What calendars would do, for each the best first; the last one always exists.
function wanted(choice) {
  const { grade, people, interests, deadlines } = choice
  const rows = interests.map((interest) => {
    const [key, value] = interest.split('.')
    const grades = key === 'field' ? choice.band : key === 'type' ? grade : ''
    return { interest, filters: [...(grades ? [{ [key]: value, grades }] : []), { [key]: value }] }
  })
  if (!rows.length) {
    const base = { ...(grade && !choice.implied && { grades: grade }), ...(people && { audience: people }) }
    const near = people && !choice.joins ? { audience: people } : grade ? { grades: grade } : {}
    rows.push({ filters: [base, near] })
  }
  if (deadlines) {
    rows.push({ deadlines, filters: [...(grade ? [{ type: 'deadline', grades: grade }] : []), { type: 'deadline' }] })
  }
  return rows
}

function query(choice) {
  const found = new URLSearchParams()
  for (const key of ['town', 'grade', 'people']) if (choice[key]) found.set(key, choice[key])
  for (const interest of choice.interests) found.append('interest', interest)
  if (choice.deadlines) found.set('deadlines', '1')
  return found.toString()
}

export function start() {
  const form = document.querySelector('[data-builder]')
  const found = document.querySelector('[data-builder-found]')
  const status = found.querySelector('[data-builder-status]')
  const list = found.querySelector('[data-builder-list]')
  const template = found.querySelector('[data-builder-card]')
  const towns = {}
  let turn = 0

  const load = (town) => towns[town] ??= fetch(new URL(`${form.dataset.builder}${town}/next.json`, document.baseURI))
    .then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json() })
    .catch((problem) => { delete towns[town]; throw problem })

  function chosen() {
    const checked = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)]
    const [grade, people] = [checked('grade')[0], checked('people')[0]]
    return {
      town: checked('town')[0]?.value ?? '',
      grade: grade?.value ?? '',
      band: grade?.dataset.band ?? '',
      people: people?.value ?? '',
      joins: (people?.dataset.grades ?? '').split(' ').includes(grade?.value),
      // Preschoolers are of one age: saying it adds nothing.
      implied: people?.dataset.allGrades === grade?.value,
      interests: checked('interest').map((field) => field.value),
      deadlines: checked('deadlines').length > 0,
    }
  }

  function restore() {
    const asked = new URLSearchParams(location.search)
    const told = [...asked.keys()].length > 0
    const set = (name, value) => {
      const field = [...form.querySelectorAll(`input[name=${name}]`)].find((one) => one.value === value)
      if (field) field.checked = true
      return field
    }
    set('town', asked.get('town') ?? (told ? '' : read('pn-town')))
    set('grade', asked.get('grade') ?? (told ? '' : read('pn-grade') ?? ''))
    set('people', asked.get('people') ?? '')
    for (const interest of asked.getAll('interest')) {
      const box = set('interest', interest)?.closest('details')
      if (box) box.open = true
    }
    set('deadlines', asked.get('deadlines') ?? 'no')
  }

  function card(feed, row, data, choice) {
    const made = template.content.cloneNode(true)
    const part = (name) => made.querySelector(`[data-${name}]`)
    const https = form.dataset.site + feed.url
    const webcal = https.replace(/^https?:/, 'webcal:')
    const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)
    const coming = feed.next.map((number) => data.events[number]).filter((event) => event.until >= today)
    part('title').textContent = feed.title
    if (!same(feed.filters, row.filters[0])) {
      part('note').textContent = 'Отдельного календаря для такого сочетания нет, этот — самый близкий.'
      part('note').hidden = false
    }
    part('count').textContent = coming.length
      ? `Впереди ${plural(feed.coming, 'дата', 'даты', 'дат')}. Ближайшие:`
      : 'Сейчас здесь пусто. Подпишитесь — новые даты появятся сами.'
    for (const event of coming.slice(0, SHOWN)) {
      const line = document.createElement('li')
      const link = document.createElement('a')
      const when = document.createElement('span')
      link.href = new URL(form.dataset.root + event.url, document.baseURI)
      link.textContent = event.title
      when.textContent = event.when
      line.append(when, link)
      part('next').append(line)
    }
    part('webcal').href = webcal
    // Google takes only webcal addresses here.
    part('google').href += encodeURIComponent(webcal)
    for (const link of [part('webcal'), part('google')]) link.append(hidden(`: ${feed.title}`))
    part('address').textContent = https
    const steps = part('steps')
    const buttons = [...made.querySelectorAll('[data-program]')]
    for (const button of buttons) {
      button.append(hidden(`: ${feed.title}`))
      button.addEventListener('click', () => explain(button, buttons, steps, https))
    }
    const own = { ...choice, interests: row.interest ? [row.interest] : [], deadlines: row.deadlines }
    part('qr-box').addEventListener('toggle', (event) => draw(event.target, own), { once: true })
    return made
  }

  function hidden(text) {
    const made = document.createElement('span')
    made.className = 'vh'
    made.textContent = text
    return made
  }

  async function explain(button, buttons, steps, https) {
    const open = button.getAttribute('aria-expanded') === 'false'
    for (const one of buttons) one.setAttribute('aria-expanded', one === button && open)
    steps.hidden = !open
    if (!open) return
    const told = document.createElement('p')
    const how = document.querySelector(`[data-program-steps="${button.dataset.program}"]`)
    try {
      await navigator.clipboard.writeText(https)
      told.textContent = 'Адрес скопирован. Теперь:'
    } catch {
      told.textContent = 'Скопируйте адрес ниже. Потом:'
    }
    steps.replaceChildren(told, how.cloneNode(true))
  }

  async function draw(box, choice) {
    const { picture } = await import(`./qr.js${version}`)
    const address = new URL(`?${query(choice)}`, location.href)
    const drawn = picture(address.href)
    if (drawn) box.querySelector('[data-qr]').replaceChildren(drawn)
    else box.hidden = true
  }

  async function show() {
    const mine = ++turn
    const choice = chosen()
    found.hidden = false
    if (!choice.town) {
      list.replaceChildren()
      status.textContent = 'Выберите город, и здесь появится календарь.'
      return
    }
    try {
      const data = await load(choice.town)
      if (mine !== turn) return
      const cards = new Map()
      for (const row of wanted(choice)) {
        const feed = row.filters.map((filters) => data.feeds.find((one) => same(one.filters, filters))).find(Boolean)
        if (feed && !cards.has(feed.url)) cards.set(feed.url, card(feed, row, data, choice))
      }
      list.replaceChildren(...cards.values())
      status.textContent = cards.size > 1
        ? `Подходит ${plural(cards.size, 'календарь', 'календаря', 'календарей')}. Дата, которая подходит к нескольким, будет в каждом.`
        : ''
    } catch {
      if (mine !== turn) return
      list.replaceChildren()
      status.textContent = 'Список не загрузился. Все календари есть ниже на странице.'
    }
  }

  form.addEventListener('change', () => {
    const choice = chosen()
    if (choice.town && choice.town !== 'all') write('pn-town', choice.town)
    write('pn-grade', choice.grade)
    history.replaceState(null, '', `?${query(choice)}${location.hash}`)
    show()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    found.querySelector('h2').focus()
  })
  restore()
  form.hidden = false
  show()
}
