// Search page: the engine and the list of words come with the first focus of the field, or with ?q= in the address.
const STEP = 10
const version = new URL(import.meta.url).search
const rules = new Intl.PluralRules('ru')
const found = (n) => {
  const [verb, noun] = { one: ['Нашлась', 'страница'], few: ['Нашлось', 'страницы'] }[rules.select(n)] ?? ['Нашлось', 'страниц']
  return `${verb} ${n.toLocaleString('ru', { useGrouping: 'min2' })} ${noun}`
}
const told = (asked, { pages, how, query }) => {
  if (!pages.length) return `По запросу «${asked}» ничего не нашлось.`
  if (how === 'layout') return `${found(pages.length)} по запросу «${query.trim()}»`
  if (how === 'typos') return `Точно таких слов на сайте нет. ${found(pages.length)} с похожими`
  if (how === 'part') return `Все эти слова вместе не встречаются. ${found(pages.length)} с частью из них`
  return found(pages.length)
}

function element(tag, name, ...inside) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...inside)
  return made
}

export function start() {
  const form = document.querySelector('[data-search]')
  const field = form.querySelector('input')
  const status = document.querySelector('[data-search-status]')
  const list = document.querySelector('[data-search-results]')
  const more = document.querySelector('[data-search-more]')
  const nothing = document.querySelector('[data-search-nothing]')
  const folder = new URL(form.dataset.search, document.baseURI)
  const root = new URL('..', folder)
  let engine, loading, answer, turn = 0, timer

  // The list of words is always asked for anew; it names the other files, and those never change.
  async function read(name) {
    const response = await fetch(new URL(name, folder), name === 'words.json' ? { cache: 'no-cache' } : {})
    if (!response.ok) throw new Error(`${response.status} ${name}`)
    return response.json()
  }
  const load = () => loading ??= import(`./search-engine.js${version}`)
    .then((module) => { engine = module; return engine.open(read) })
    .catch((problem) => { loading = undefined; throw problem })

  async function ask(query) {
    const index = await load()
    const next = await index.find(query)
    return { ...next, index, first: await some(index, next.pages, 0) }
  }
  const some = (index, pages, from) => Promise.all(pages.slice(from, from + STEP).map((number) => index.page(number)))

  // A text with the words that were sought marked; nothing of it is ever read as HTML.
  const sought = (text) => engine.words(text).some((word) => answer.stems.has(engine.stem(word)))
  const marked = (text) => text.split(/([\p{L}\p{N}]+(?:\.[\p{N}]+)*)/u)
    .map((piece) => sought(piece) ? element('mark', '', piece) : piece)

  function show(entries) {
    const rows = entries.map(([address, title, label, summary, also]) => {
      const link = element('a', '', ...marked(title))
      link.href = new URL(address, root)
      const row = element('li', 'result', element('p', 'result-type', ...marked(label)), element('p', 'result-title', link))
      if (summary) row.append(element('p', 'result-text', ...marked(summary)))
      if (also && sought(also) && !sought(title)) row.append(element('p', 'result-text', 'Также: ', ...marked(also)))
      return row
    })
    list.append(...rows)
    more.hidden = list.childElementCount >= answer.pages.length
    return rows[0]
  }

  async function run() {
    const query = field.value.trim()
    const mine = ++turn
    const address = new URL(location.href)
    if (query) address.searchParams.set('q', query); else address.searchParams.delete('q')
    history.replaceState(null, '', address)
    if (query && !list.childElementCount) status.textContent = 'Ищем…'
    try {
      // A site published anew since the words were loaded has other files: then everything is loaded once more.
      const next = query && await ask(field.value).catch(() => { loading = undefined; return ask(field.value) })
      if (mine !== turn) return
      answer = next
      list.replaceChildren()
      more.hidden = true
      nothing.hidden = !query || answer.pages.length > 0
      if (query) show(answer.first)
      status.textContent = query ? told(query, answer) : ''
    } catch {
      if (mine === turn) status.textContent = 'Поиск сейчас не загрузился. Посмотрите по спискам ниже.'
    }
  }

  async function showMore() {
    const mine = turn
    const entries = await some(answer.index, answer.pages, list.childElementCount)
    if (mine === turn) show(entries).querySelector('a').focus()
  }

  // Arrows go from the field through the results to «Показать ещё» and back, Escape returns to the field.
  function walk(event) {
    const stops = [field, ...list.querySelectorAll('a'), ...more.hidden ? [] : [more.querySelector('button')]]
    const at = stops.indexOf(event.target)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key]
    if (at < 0 || to === undefined || !stops[to]) return
    event.preventDefault()
    if (event.key === 'Escape' && at === 0) { field.value = ''; run() } else stops[to].focus()
  }

  const soon = () => { clearTimeout(timer); timer = setTimeout(run, 200) }
  field.addEventListener('focus', () => load().catch(() => {}), { once: true })
  field.addEventListener('input', soon)
  form.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); run() })
  more.querySelector('button').addEventListener('click', showMore)
  for (const part of [field, list, more]) part.addEventListener('keydown', walk)

  const query = new URLSearchParams(location.search).get('q')
  if (query) { field.value = query; run() }
}
