// «В план» and «К сравнению» on cards and record pages, the number in the header, a word on what happened.
const version = new URL(import.meta.url).search
const ROOT = new URL('../../', import.meta.url)
const WORDS = { save: 'В план', weigh: 'К сравнению' }

export async function start() {
  const store = await import(`./plan-store.js${version}`)
  const icons = document.querySelector('template[data-plan-icons]').content
  let toast, timer

  function button(action, key, title, name) {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = name
    made.dataset[action] = key
    made.dataset.title = title
    made.setAttribute('aria-label', `${WORDS[action]}: ${title}`)
    made.append(icons.querySelector(`[data-icon=${action}]`).cloneNode(true))
    if (name === 'card-tool') made.title = WORDS[action]
    else made.append(WORDS[action])
    return made
  }
  function buttons(key, title, name) {
    const found = [button('save', key, title, name)]
    if (store.COMPARED.includes(key.split('/')[0])) found.push(button('weigh', key, title, name))
    return found
  }

  function dress() {
    for (const link of document.querySelectorAll('main .card-title a, main .fit-title a')) {
      const key = store.keyOf(link.href, ROOT)
      const card = link.closest('.card, .keydate, .fit')
      if (!key || !card || card.querySelector('[data-save]')) continue
      const fit = card.classList.contains('fit')
      const tools = document.createElement('div')
      tools.className = fit ? 'row no-print' : 'card-tools no-print'
      tools.append(...buttons(key, link.textContent.trim(), fit ? 'btn btn-2' : 'card-tool'))
      card.append(tools)
    }
    const head = document.querySelector('main .record .record-head-grid > div')
    const key = head && store.keyOf(location.href, ROOT)
    if (key && !head.querySelector('[data-save]')) {
      // The page keeps their room, so that nothing moves.
      const rooms = head.querySelectorAll('.record-tools > .room')
      const made = buttons(key, head.querySelector('h1').textContent.trim(), 'btn btn-2')
      rooms[0]?.before(...made)
      for (const room of rooms) room.remove()
    }
    show()
  }

  function show() {
    const { items, compare } = store.read()
    const weighed = Object.entries(compare).flatMap(([folder, ids]) => ids.map((id) => `${folder}/${id}`))
    for (const each of document.querySelectorAll('[data-save]')) each.setAttribute('aria-pressed', String(items.includes(each.dataset.save)))
    for (const each of document.querySelectorAll('[data-weigh]')) each.setAttribute('aria-pressed', String(weighed.includes(each.dataset.weigh)))
    for (const number of document.querySelectorAll('[data-plan-count]')) {
      number.textContent = items.length ? String(items.length) : ''
      number.hidden = !items.length
    }
  }

  function say(text, address, word) {
    if (!toast) {
      toast = document.createElement('div')
      toast.className = 'toast no-print'
      toast.setAttribute('role', 'status')
      document.body.append(toast)
    }
    const words = document.createElement('p')
    words.textContent = text
    toast.replaceChildren(words)
    if (address) {
      const link = document.createElement('a')
      link.href = new URL(address, ROOT)
      link.textContent = word
      toast.append(link)
    }
    toast.hidden = false
    clearTimeout(timer)
    const leave = () => {
      if (toast.matches(':hover, :focus-within')) timer = setTimeout(leave, 2000)
      else toast.hidden = true
    }
    timer = setTimeout(leave, 8000)
  }

  function save(key, title) {
    const state = store.read()
    const there = state.items.includes(key)
    const items = there ? state.items.filter((item) => item !== key) : [...state.items, key]
    if (!store.write({ ...state, items })) { say('Не получилось: браузер не даёт ничего запомнить.'); return }
    if (!there && !store.read().items.includes(key)) { say('План полон: уберите из него лишнее.', 'plan/', 'Открыть план'); return }
    say(there ? `Убрано из плана: ${title}` : `В плане: ${title}`, 'plan/', 'Открыть план')
  }
  function weigh(key, title) {
    const state = store.read()
    const [folder, id] = key.split('/')
    const ids = state.compare[folder]
    const there = ids.includes(id)
    const address = (chosen) => `compare/?${folder}=${chosen.join(',')}`
    if (!there && ids.length >= store.MOST) {
      say(`Рядом помещаются ${store.MOST}. Уберите что-нибудь из сравнения.`, address(ids), 'Открыть сравнение')
      return
    }
    const chosen = there ? ids.filter((item) => item !== id) : [...ids, id]
    if (!store.write({ ...state, compare: { ...state.compare, [folder]: chosen } })) {
      say('Не получилось: браузер не даёт ничего запомнить.')
      return
    }
    const words = there ? `Убрано из сравнения: ${title}` : `К сравнению: ${title} (${chosen.length} из ${store.MOST})`
    say(words, chosen.length ? address(chosen) : '', 'Сравнить')
  }

  document.addEventListener('click', (event) => {
    const pressed = event.target.closest?.('button[data-save], button[data-weigh]')
    if (!pressed) return
    const { save: saved, weigh: weighed, title } = pressed.dataset
    if (saved) save(saved, title)
    else weigh(weighed, title)
  })
  document.addEventListener('pn:cards', dress)
  store.onChange(show)
  dress()
}
