// «Мой план»: what is kept on this device, by kind and date; order, removal, printing, calendar file, link.
const version = new URL(import.meta.url).search
const ROOT = new URL('../../', import.meta.url)
const plural = new Intl.PluralRules('ru')
const counted = (number, one, few, many) => `${number}\u00a0${{ one, few }[plural.select(number)] ?? many}`
const records = (number) => counted(number, 'запись', 'записи', 'записей')

export async function start() {
  const root = document.querySelector('[data-plan]')
  const [store, { element, arrange, line }, { endOf }, route] = await Promise.all(
    ['plan-store', 'plan-list', 'passed', 'plan-route'].map((name) => import(`./${name}.js${version}`)))
  const part = (name) => root.querySelector(`[data-plan-${name}]`)
  const icons = document.querySelector('template[data-plan-icons]').content
  const groups = [...root.querySelectorAll('[data-plan-group]')]
  const known = {}
  let undo = null

  // Records, from the parts that hold them

  const parts = new Map()
  async function load(keys) {
    const wanted = new Set(keys.filter((key) => !(key in known)).map((key) => store.partOf(key, Number(root.dataset.planParts))))
    const found = await Promise.all([...wanted].map((number) => {
      if (!parts.has(number)) {
        parts.set(number, fetch(new URL(`plan/parts/${number}.json`, ROOT), { cache: 'no-cache' }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer))))
      }
      return parts.get(number).catch(() => { parts.delete(number); return null })
    }))
    for (const items of found) if (items) for (const key of keys) if (items[key]) known[key] = items[key]
    return !found.includes(null)
  }

  function say(text, ...more) { part('status').replaceChildren(text, ...more) }

  // The list

  async function show() {
    const { items } = store.read()
    const whole = await load(items)
    const now = Date.now()
    part('empty').hidden = items.length > 0
    part('filled').hidden = items.length === 0
    part('failed').hidden = whole
    for (const group of groups) {
      const folder = group.dataset.planGroup
      const keys = items.filter((key) => key.startsWith(`${folder}/`))
      const compared = store.COMPARED.includes(folder)
      const movable = keys.length > 1 && folder !== 'events' && folder !== 'dates'
      group.hidden = !keys.length
      group.querySelector('ul').replaceChildren(...(whole ? arrange(keys, known, now, endOf) : keys.filter((key) => known[key]).map((key) => ({ key, item: known[key], words: '' })))
        .map((row) => line(row, { root: ROOT, icons, movable, compared })))
      const all = group.querySelector('[data-plan-compare]')
      if (all) {
        all.hidden = keys.length < 2
        all.href = new URL(`compare/?${folder}=${keys.slice(0, store.MOST).map((key) => key.split('/')[1]).join(',')}`, ROOT)
      }
    }
    part('day').textContent = `Составлено ${new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric' }).format(now)}`
    document.dispatchEvent(new Event('pn:cards'))
    route.offer(known, items)
  }

  function change(items) {
    if (store.write({ ...store.read(), items })) return true
    say('Не получилось: браузер не даёт ничего запомнить.')
    return false
  }
  function remove(key) {
    const { items } = store.read()
    undo = items
    if (!change(items.filter((item) => item !== key))) return
    const back = element('button', 'quiz-link', 'Вернуть')
    back.type = 'button'
    back.addEventListener('click', async () => {
      change(undo)
      say('Возвращено.')
      await show()
      root.querySelector(`[data-remove="${key}"]`)?.focus()
    })
    say(`Убрано: ${known[key]?.title ?? key}. `, back)
    back.focus()
  }
  async function move(key, step) {
    const { items } = store.read()
    const folder = key.split('/')[0]
    const own = items.filter((item) => item.startsWith(`${folder}/`))
    const from = own.indexOf(key)
    const to = from + step
    if (to < 0 || to >= own.length) { say(`${known[key]?.title ?? key}: уже ${step < 0 ? 'первое' : 'последнее'} в списке.`); return }
    own.splice(to, 0, ...own.splice(from, 1))
    const rest = items.filter((item) => !item.startsWith(`${folder}/`))
    change([...rest, ...own])
    await show()
    root.querySelector(`[data-${step < 0 ? 'up' : 'down'}="${key}"]`).focus()
    say(`${known[key]?.title ?? key}: место ${to + 1} из ${own.length}.`)
  }
  root.addEventListener('click', (event) => {
    const { remove: gone, up, down } = event.target.closest?.('button')?.dataset ?? {}
    if (gone) remove(gone)
    else if (up) move(up, -1)
    else if (down) move(down, 1)
  })

  // Paper

  function printOnly(what) {
    root.dataset.printed = what
    addEventListener('afterprint', () => { delete root.dataset.printed }, { once: true })
    print()
  }
  for (const button of root.querySelectorAll('[data-plan-print]')) {
    button.addEventListener('click', () => printOnly(button.dataset.planPrint))
  }
  part('paper-show').addEventListener('click', () => {
    part('paper').hidden = false
    root.querySelector('#paper-title').focus()
  })

  // Calendar file

  part('export').addEventListener('click', async () => {
    const { piece, join } = await import(`./plan-calendar.js${version}`)
    const now = Date.now()
    const { items } = store.read()
    const rows = arrange(items.filter((key) => known[key]?.dates), known, now, endOf).filter(({ item, past }) => !past && !item.off)
    const get = (address) => fetch(new URL(address, ROOT), { cache: 'no-cache' }).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
    const days = rows.filter(({ key }) => key.startsWith('dates/'))
    try {
      const feed = days.length ? await get(root.dataset.planFeed) : ''
      const files = await Promise.all(rows.map(async ({ key }) => {
        const [folder, id] = key.split('/')
        return folder === 'dates' ? piece(feed, `key-date.${id}@`) : piece(await get(`events/${id}/event.ics`))
      }))
      const number = files.filter(({ events }) => events.length).length
      if (!number) { say('В плане нет ни одной будущей даты: файл был бы пустым.'); return }
      const link = element('a', '')
      link.href = URL.createObjectURL(new Blob([join(files, 'Мой план')], { type: 'text/calendar' }))
      link.download = 'moy-plan.ics'
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 60000)
      const skipped = items.filter((key) => /^(events|dates)\//.test(key)).length - number
      say(`В файле ${records(number)}.${skipped ? ` Без будущей даты или отменено: ${skipped} — их в файле нет.` : ''} Перенос и отмена в него не придут: для этого подпишитесь на календарь города.`)
    } catch {
      say('Файл не получился: нет связи с сайтом. Попробуйте ещё раз.')
    }
  })

  // Link

  part('share').addEventListener('click', () => {
    const box = part('link')
    box.hidden = !box.hidden
    part('share').setAttribute('aria-expanded', String(!box.hidden))
    box.querySelector('[data-copy-source]').textContent = new URL(store.toFragment(store.read().items), location.href.split('#')[0]).href
  })
  async function receive() {
    const keys = store.fromFragment(location.hash)
    const box = part('incoming')
    box.hidden = !location.hash.startsWith('#plan=')
    if (box.hidden) return
    await load(keys)
    const { items } = store.read()
    const fresh = keys.filter((key) => known[key] && !items.includes(key))
    const gone = keys.filter((key) => !known[key]).length
    const words = [!keys.length ? 'Ссылка пуста или обрезана: записей в ней нет.'
      : fresh.length ? `Новых для вас — ${fresh.length} из ${keys.length}. Добавить их в ваш план на этом устройстве?` : 'Всё, что есть в ссылке, уже есть в вашем плане.',
    gone ? `Не нашлось на сайте: ${gone}.` : '']
    part('incoming-words').textContent = words.filter(Boolean).join(' ')
    part('incoming-list').replaceChildren(...arrange(keys.filter((key) => known[key]), known, Date.now(), endOf).map(({ key, item, words: when }) => {
      const link = element('a', '', item.title)
      link.href = new URL(`${key}/`, ROOT)
      const about = [when || item.line, item.town].filter(Boolean).join(' · ')
      return element('li', '', link, about ? ` — ${about}` : '')
    }))
    part('accept').hidden = !fresh.length
    part('decline').textContent = fresh.length ? 'Не добавлять' : 'Понятно'
    root.querySelector('#incoming-title').focus()
    const done = (text) => {
      history.replaceState(null, '', location.pathname)
      box.hidden = true
      say(text)
      root.querySelector('#list-title').focus()
    }
    part('accept').onclick = () => { if (change([...store.read().items, ...fresh])) done(`Добавлено: ${records(fresh.length)}.`) }
    part('decline').onclick = () => done('')
  }
  addEventListener('hashchange', receive)

  // End of everything

  const dialog = part('dialog')
  dialog.hidden = false
  part('clear').addEventListener('click', () => dialog.showModal())
  dialog.addEventListener('close', () => {
    if (dialog.returnValue !== 'clear') return
    dialog.returnValue = ''
    const cleared = store.write({})
    say(cleared ? 'План стёрт с этого устройства.' : 'Не получилось стереть: браузер не пускает к своей памяти.')
    route.show()
    root.querySelector('#list-title').focus()
  })

  for (const each of root.querySelectorAll('[data-plan-without]')) each.hidden = true
  part('paper').hidden = true
  for (const name of ['paper-tool', 'paper-print']) part(name).hidden = false
  part('app').hidden = false
  route.begin(store, root, element)
  store.onChange(show)
  await show()
  root.classList.add('is-ready')
  await receive()
}
