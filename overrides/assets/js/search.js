// Search page: Pagefind is loaded on the first focus of the field or with ?q= in the address.
const STEP = 10
const rules = new Intl.PluralRules('ru')
const found = (n) => {
  const [verb, noun] = { one: ['Нашлась', 'страница'], few: ['Нашлось', 'страницы'] }[rules.select(n)] ?? ['Нашлось', 'страниц']
  return `${verb} ${n.toLocaleString('ru')} ${noun}`
}
function element(tag, name, text = '') {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.textContent = text
  return made
}

// Pagefind looks for «№» as a word and finds nothing: signs that are neither letters nor marks go.
export const plain = (query) => query.replace(/\p{S}+/gu, ' ').trim()
const words = (text) => text.toLowerCase().replaceAll('ё', 'е').match(/[\p{L}\p{N}]+/gu) ?? []
function shared(one, other) {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
// For a word it does not know Pagefind takes its shortest known beginning: «слесарь» would find every «с».
function answers(query, excerpt) {
  const marked = words([...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map((found) => found[1]).join(' '))
  return !marked.length || words(query).some((word) => marked.some((other) => shared(word, other) >= word.length * 0.6))
}

export function start() {
  const form = document.querySelector('[data-search]')
  const field = form.querySelector('input')
  const status = document.querySelector('[data-search-status]')
  const list = document.querySelector('[data-search-results]')
  const more = document.querySelector('[data-search-more]')
  let engine, results = [], shown = 0, turn = 0, timer

  const load = () => engine ??= import(new URL(form.dataset.search, document.baseURI).href)
    .then(async (pagefind) => {
      // Its worker is a second copy of the same 12 KB; a query takes milliseconds without it.
      await pagefind.options({ noWorker: true })
      await pagefind.init()
      return pagefind
    })
    .catch((problem) => { engine = undefined; throw problem })

  function item(data) {
    const row = element('li', 'result')
    const title = element('p', 'result-title')
    const link = element('a', '', data.meta.title)
    link.href = data.url
    title.append(link)
    if (data.meta.type) row.append(element('p', 'result-type', data.meta.type))
    const text = element('p', 'result-text')
    // Pagefind escapes the excerpt and adds only <mark>; keep just that.
    for (const piece of data.excerpt.split(/(<mark>.*?<\/mark>)/)) {
      const inert = document.createElement('template')
      inert.innerHTML = piece
      const plain = inert.content.textContent
      text.append(piece.startsWith('<mark>') ? element('mark', '', plain) : plain)
    }
    row.append(title, text)
    return row
  }

  async function show(mine) {
    const part = await Promise.all(results.slice(shown, shown + STEP).map((result) => result.data()))
    if (mine !== turn) return
    const rows = part.map(item)
    list.append(...rows)
    shown += rows.length
    more.hidden = shown >= results.length
    return rows[0]
  }

  async function run() {
    const query = field.value.trim()
    const mine = ++turn
    const address = new URL(location.href)
    if (query) address.searchParams.set('q', query); else address.searchParams.delete('q')
    history.replaceState(null, '', address)
    if (!query) { list.replaceChildren(); more.hidden = true; status.textContent = ''; return }
    if (!list.childElementCount) status.textContent = 'Ищем…'
    try {
      const answer = await (await load()).search(plain(query))
      const first = await Promise.all(answer.results.slice(0, STEP).map((result) => result.data()))
      if (mine !== turn) return
      results = first.some((data) => answers(query, data.excerpt)) ? answer.results : []
      shown = 0
      list.replaceChildren()
      more.hidden = true
      status.textContent = results.length ? found(results.length)
        : `По запросу «${query}» ничего не нашлось. Попробуйте короче: например, «врач» или «колледж».`
      await show(mine)
    } catch {
      if (mine === turn) status.textContent = 'Поиск сейчас не загрузился. Посмотрите по спискам ниже.'
    }
  }

  field.addEventListener('focus', () => load().catch(() => {}), { once: true })
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(run, 250) })
  form.addEventListener('submit', (event) => { event.preventDefault(); clearTimeout(timer); run() })
  more.querySelector('button').addEventListener('click', async () => (await show(turn))?.querySelector('a').focus())

  const query = new URLSearchParams(location.search).get('q')
  if (query) { field.value = query; run() }
}
