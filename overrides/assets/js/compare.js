// «Сравнение»: up to four professions or programmes side by side; the address says which, the facts are their pages'.
const version = new URL(import.meta.url).search
const ROOT = new URL('../../', import.meta.url)

export async function start() {
  const root = document.querySelector('[data-compare]')
  const [store, { element }] = await Promise.all(['plan-store', 'plan-list'].map((name) => import(`./${name}.js${version}`)))
  const part = (name) => root.querySelector(`[data-compare-${name}]`)
  const icons = document.querySelector('template[data-plan-icons]').content
  const facts = new Map()
  const say = (text) => { part('status').textContent = text }

  function chosen() {
    const asked = new URLSearchParams(location.search)
    const given = store.COMPARED.filter((folder) => asked.has(folder))
    if (given.length) {
      const { compare } = store.clean({ compare: Object.fromEntries(given.map((folder) => [folder, asked.get(folder).split(',')])) })
      return { folder: given[0], ids: compare[given[0]] }
    }
    const { compare } = store.read()
    const folder = store.COMPARED.find((name) => compare[name].length) ?? store.COMPARED[0]
    return { folder, ids: compare[folder] }
  }
  function get(folder, id) {
    const key = `${folder}/${id}`
    if (!facts.has(key)) {
      facts.set(key, fetch(new URL(`compare/${key}.json`, ROOT), { cache: 'no-cache' }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null))
    }
    return facts.get(key)
  }
  // Our own finished HTML, read as a document of its own: it runs nothing, and only its nodes come here.
  const nodes = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].map((node) => document.importNode(node, true))

  function go(folder, ids) {
    const query = ids.length ? `?${folder}=${ids.join(',')}` : location.pathname
    history.replaceState(null, '', query)
    const state = store.read()
    store.write({ ...state, compare: { ...state.compare, [folder]: ids } })
    return show()
  }

  function table(folder, ids, found) {
    const labels = [...new Set(found.flatMap(({ rows }) => rows.map(([label]) => label)))]
    const head = element('tr', '', element('th', 'compare-corner', element('span', 'vh', 'Что сравниваем')))
    found.forEach(({ title, line, badges }, place) => {
      const link = element('a', '', title)
      link.href = new URL(`${folder}/${ids[place]}/`, ROOT)
      const gone = element('button', 'quiz-link no-print', 'Убрать', element('span', 'vh', ` из сравнения: ${title}`))
      gone.type = 'button'
      gone.addEventListener('click', async () => {
        await go(folder, ids.filter((id) => id !== ids[place]))
        say(`Убрано из сравнения: ${title}.`)
        root.querySelector('h1').focus()
      })
      const marks = element('p', 'badges', ...badges.flatMap(([kind, text]) => [element('span', `badge badge-${kind}`, text), ' ']))
      const cell = element('th', '', element('p', 'compare-name', link), ...(line ? [element('p', 'soft', line)] : []), marks, gone)
      cell.scope = 'col'
      cell.setAttribute('role', 'columnheader')
      head.append(cell)
    })
    const rows = labels.map((label) => {
      const name = element('th', '', label)
      name.scope = 'row'
      name.setAttribute('role', 'rowheader')
      const told = found.map((each) => each.rows.find(([own]) => own === label)?.[1])
      const cells = found.map(({ title }, place) => element('td', '', element('span', 'compare-who', title),
        element('div', 'compare-fact', ...(told[place] ? nodes(told[place]) : [element('span', 'soft', 'нет данных')]))))
      const row = element('tr', new Set(told).size === 1 && found.length > 1 ? 'is-same' : '', name, ...cells)
      return row
    })
    const made = element('table', 'compare', element('caption', 'vh', 'Сравнение по фактам'), element('thead', '', head), element('tbody', '', ...rows))
    // On a phone the cells stand under each other, which takes a table's meaning away: these words give it back.
    made.setAttribute('role', 'table')
    for (const [selector, role] of [['thead, tbody', 'rowgroup'], ['tr', 'row'], ['td', 'cell']]) {
      for (const each of made.querySelectorAll(selector)) each.setAttribute('role', role)
    }
    made.style.setProperty('--columns', found.length)
    return made
  }

  async function suggest(folder, ids) {
    const { items, compare } = store.read()
    const saved = items.filter((key) => key.startsWith(`${folder}/`)).map((key) => key.split('/')[1])
    const others = [...new Set([...compare[folder], ...saved])].filter((id) => !ids.includes(id)).slice(0, 8)
    const found = ids.length < store.MOST ? await Promise.all(others.map((id) => get(folder, id))) : []
    const chips = found.flatMap((each, place) => {
      if (!each) return []
      const chip = element('button', 'chip', icons.querySelector('[data-icon=plus]').cloneNode(true), each.title)
      chip.type = 'button'
      chip.addEventListener('click', async () => {
        await go(folder, [...ids, others[place]])
        say(`Добавлено: ${each.title}.`)
        root.querySelector('h1').focus()
      })
      return [element('li', '', chip)]
    })
    part('saved').hidden = !chips.length
    part('saved').querySelector('ul').replaceChildren(...chips)
  }

  async function show() {
    const { folder, ids } = chosen()
    const answers = await Promise.all(ids.map((id) => get(folder, id)))
    const there = ids.filter((id, place) => answers[place])
    const found = answers.filter(Boolean)
    if (there.length < ids.length) say(`Не нашлось на сайте: ${ids.length - there.length}.`)
    for (const tab of root.querySelectorAll('[data-compare-tab]')) {
      const name = tab.dataset.compareTab
      const own = name === folder ? there : store.read().compare[name]
      tab.href = `?${name}=${own.join(',')}`
      tab.toggleAttribute('aria-current', false)
      if (name === folder) tab.setAttribute('aria-current', 'true')
      tab.querySelector('.chip-count').textContent = own.length || ''
    }
    part('empty').hidden = found.length > 0
    part('filled').hidden = found.length === 0
    part('one').hidden = found.length !== 1
    part('same').hidden = found.length < 2
    part('table').replaceChildren(...(found.length ? [table(folder, there, found)] : []))
    for (const link of root.querySelectorAll('[data-compare-list]')) link.hidden = link.dataset.compareList !== folder || there.length >= store.MOST
    await suggest(folder, there)
  }

  part('print').addEventListener('click', () => print())
  part('different').addEventListener('change', ({ target }) => part('table').classList.toggle('only-different', target.checked))
  for (const each of root.querySelectorAll('[data-compare-without]')) each.hidden = true
  part('app').hidden = false
  await show()
  root.classList.add('is-ready')
}
