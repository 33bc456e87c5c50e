// A form that makes a record: asks, checks by the rules of the check, shows card and calendar entry, makes the file.
// Nothing leaves the page by itself, and a draft is kept on the device only when the reader asks for it.
const version = new URL(import.meta.url).search
const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

export async function start() {
  const root = document.querySelector('[data-ask]')
  const [check, yaml, names, preview, questions, { given }] = await Promise.all(
    ['check', 'yaml', 'names', 'preview', 'fields', 'given'].map((name) => import(`./form-${name}.js${version}`)))
  const part = (name) => root.querySelector(`[data-ask-${name}]`)
  const spec = JSON.parse(part('data').content.textContent)
  const form = part('form'), source = form.querySelector('#source'), town = form.querySelector('#town')
  const status = part('status')
  const KEY = `pn-draft-${spec.type}`
  const isEvent = spec.type === 'events'
  const fieldNames = new Map(spec.fields.map(({ name, title }) => [name, title]))
  const touched = new Set()
  let known = { records: {}, events: [] }, checkedAll = false, made = null

  // --- names of records

  const byTitle = (type) => new Map((known.records[type] ?? []).map(([id, title]) => [title.toLowerCase(), id]))
  const titles = {}, ids = {}
  const resolve = (type, text) => {
    if (!known.records[type]) return text
    ids[type] ??= byTitle(type)
    return ids[type].get(text.toLowerCase()) ?? (known.records[type].some(([id]) => id === text) ? text : '')
  }
  const lookup = (type, id) => {
    titles[type] ??= new Map((known.records[type] ?? []).map(([own, title]) => [own, title]))
    return titles[type].get(id) ?? id
  }
  const words = isEvent ? preview.words(spec, lookup, check.later) : null

  // --- the record

  function sources() {
    const text = source.value.trim()
    if (!text) return undefined
    const link = /https?:\/\/\S+/.exec(text)?.[0]
    if (!link) return [{ kind: 'editorial', note: text }]
    const note = text.replace(link, '').replace(/^[ ,;—()-]+|[ ,;—()-]+$/g, '')
    return [{ kind: 'url', url: link, date: today(), ...(note && { note }) }]
  }
  function record() {
    const { data, places, unknown } = questions.read(form, spec, resolve)
    for (const name of ['sources', 'verification', 'checked']) places.set(name, source.closest('[data-field]'))
    const said = sources()
    Object.assign(data, said && { sources: said }, { verification: 'needs-verification', checked: today() })
    const faults = check.check(spec, town.value ? { ...data, municipality: town.value } : data).map((fault) => ({ ...fault, field: fault.field.replace(/^sources\..*/, 'sources') }))
    for (const { path, type } of unknown) {
      const other = type === 'Organization' && spec.type === 'events' ? ' Если её нет в списке, предложите сначала организацию.' : ''
      faults.push({ field: path, kind: 'unknown-reference', severity: 'error', found: '', expected: `такой записи на сайте нет: выберите из списка.${other}` })
    }
    for (const [path, box] of places) {
      const half = [...box.querySelectorAll('input')].find((input) => input.validity.badInput && input.closest('[data-field]') === box)
      const hour = box.querySelector(':scope > .ask-pair [data-time]'), day = box.querySelector(':scope > .ask-pair [data-day]')
      if (half || (hour?.value && !day.value)) {
        faults.push({ field: path, kind: 'date', severity: 'error', found: '', expected: half ? 'дата или время вписаны не до конца' : 'к часу впишите день' })
      }
    }
    const taken = new Set((known.records[isEvent ? 'Event' : 'Organization'] ?? []).map(([id]) => id))
    const id = names.fileName(spec, data, town.value, taken)
    return { data, faults, places, id, path: `${names.folder(spec, town.value)}${id}.yml`, text: yaml.dump(spec, data) }
  }

  // --- what is wrong, beside its question

  // The check speaks to people who write files; here its codes are called as the form calls them.
  const human = (text) => text.replace(/; образец: .*$/, '').replace(/: (?:имя файла|[a-z]).*$/, '')
    .replace(/^поле обязательно: .*/, 'без этого нельзя')
    .replace(/\b[a-z]+(?:_[a-z]+)*\b/g, (word) => (fieldNames.has(word) ? `«${fieldNames.get(word)}»` : word))
  const sentence = ({ found, expected }) => {
    const said = [found && found !== spec.sayings.missing ? human(found) : '', human(expected)].filter(Boolean).join(': ')
    return said[0].toUpperCase() + said.slice(1)
  }
  function boxOf(places, path) {
    for (let at = path; at; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') if (places.has(at)) return places.get(at)
    return form
  }
  const errorLine = (box) => [...box.querySelectorAll('[data-error]')].find((line) =>
    line.closest('[data-item], [data-field]') === box && !line.closest('template')) ?? box.querySelector('[data-error]')
  const controlsOf = (box) => [...box.querySelectorAll('input, select, textarea')].filter((item) => item.closest('[data-field], [data-item]') === box)
  function show({ faults, places }) {
    const byBox = new Map()
    for (const fault of faults) {
      const box = boxOf(places, fault.field)
      if (!checkedAll && !touched.has(box)) continue
      byBox.set(box, [...(byBox.get(box) ?? []), fault])
    }
    for (const box of new Set([...places.values()])) {
      const line = errorLine(box), found = byBox.get(box) ?? []
      const wrong = found.some(({ severity }) => severity === 'error')
      line.textContent = found.map(sentence).join('. ')
      line.hidden = !found.length
      line.classList.toggle('is-advice', found.length > 0 && !wrong)
      for (const control of controlsOf(box)) {
        if (wrong) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid')
      }
    }
  }
  function summarise({ faults, places }) {
    const errors = faults.filter(({ severity }) => severity === 'error')
      .sort((a, b) => (boxOf(places, a.field).compareDocumentPosition(boxOf(places, b.field)) & 4 ? -1 : 1))
    const rules = { one: 'место', few: 'места', many: 'мест' }
    const count = `${errors.length} ${rules[new Intl.PluralRules('ru').select(errors.length)] ?? 'места'}`
    part('errors-title').textContent = `Осталось исправить: ${count}`
    part('errors-list').replaceChildren(...errors.map((fault) => {
      const box = boxOf(places, fault.field)
      for (let outer = box.closest('details'); outer; outer = outer.parentElement.closest('details')) outer.open = true
      const name = box.querySelector('legend, label')?.textContent ?? ''
      const link = document.createElement('a')
      const control = box.querySelector('input, select, textarea, button')
      link.href = `#${control?.id || ''}`
      link.textContent = `${name}: ${sentence(fault)}`
      link.addEventListener('click', (event) => { event.preventDefault(); control?.focus() })
      const row = document.createElement('li')
      row.append(link)
      return row
    }))
    part('errors').hidden = !errors.length
    return errors.length
  }

  // --- card, calendar entry, near duplicates

  function fillCard(values, name) {
    const template = [...root.querySelectorAll('template[data-card]')].find((item) => item.dataset.card === name)
    const card = template.content.cloneNode(true).firstElementChild
    const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT)
    const slots = []
    while (walker.nextNode()) {
      const slot = /^\s*\{(\w+)\}\s*$/.exec(walker.currentNode.data)
      if (slot) slots.push([walker.currentNode, slot[1]])
    }
    for (const [node, slot] of slots) if (values[slot]) node.data = values[slot]; else node.parentElement.remove()
    for (const row of card.querySelectorAll('.card-line, .badges')) if (!row.textContent.trim()) row.remove()
    card.querySelector('.date')?.classList.toggle('date-long', (values.day ?? '').length > 2)
    if (town.value) card.dataset.accent = town.value
    part('card').replaceChildren(card)
  }
  function draw({ data }) {
    if (!isEvent) {
      const kind = spec.fields.find(({ name }) => name === 'kind').options.find(([id]) => id === data.kind)?.[1] ?? ''
      fillCard({ title: data.title || 'Название', kind, place: spec.towns[town.value] ?? '', line: data.field || data.summary || '' }, '')
      return
    }
    const card = words.card(data)
    fillCard({ ...card, title: card.title || 'Название' }, `${card.state} ${card.day ? 'dated' : 'open'}`)
    const entry = words.entry(data)
    part('entry').hidden = !entry
    for (const line of part('entry').querySelectorAll('[data-entry]')) line.textContent = entry?.[line.dataset.entry] ?? ''
    const found = names.twins(spec, known.events, data, town.value)
    part('twins-list').replaceChildren(...found.map(({ event: [id, , , , title], alike }) => {
      const link = document.createElement('a')
      link.href = `${spec.root}events/${id}/`
      link.textContent = title
      const row = document.createElement('li')
      row.append(link, ` — в тот же день и час, совпадение ${Math.round(alike * 100)}${'\u00a0'}%`)
      return row
    }))
    part('twins').hidden = !found.length
  }

  // --- the ways to send

  function address({ id, path, text }, withText) {
    const folder = path.slice(0, path.lastIndexOf('/'))
    const values = { path: encodeURIComponent(path), folder: encodeURI(folder), name: `${id}.yml`, text: withText ? encodeURIComponent(text) : '' }
    const filled = spec.new_url.replace(/\{(\w+)\}/g, (_, name) => values[name])
    return withText ? filled : filled.replace(/[?&]\w+=$/, '')
  }
  function offer(now) {
    made = now
    part('path').textContent = now.path
    part('text').textContent = now.text
    part('letter').textContent = `${spec.title}: ${now.data.title}\n\nЗдравствуйте! Прошу добавить запись на сайт «Профнавигатор».\n\n`
      + `Файл: ${now.path}\n\n${now.text}\nДобавить одной командой: python -m macros import ${now.id}.yml\n`
    part('forge').hidden = !spec.new_url
    if (!spec.new_url) return
    const whole = address(now, true)
    const fits = spec.new_url.includes('{text}') && whole.length <= spec.longest_address
    part('long').hidden = fits
    part('forge-link').href = fits ? whole : address(now, false)
  }
  part('forge-link').addEventListener('click', () => {
    if (!part('long').hidden) navigator.clipboard?.writeText(made.text).catch(() => { part('text').closest('details').open = true })
  })
  part('file').addEventListener('click', () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([made.text], { type: 'application/yaml' }))
    link.download = `${made.id}.yml`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  })

  // --- flow

  function update() {
    const now = record()
    show(now)
    draw(now)
    const errors = now.faults.some(({ severity }) => severity === 'error')
    if (checkedAll) summarise(now)
    if (errors) part('done').hidden = true
    else if (!part('done').hidden) offer(now)
    return now
  }
  form.addEventListener('input', update)
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    for (let box = target.closest?.('[data-field], [data-item]'); box; box = box.parentElement.closest('[data-field], [data-item]')) {
      if (!box.contains(relatedTarget)) touched.add(box)
    }
    show(record())
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    checkedAll = true
    const now = update()
    if (summarise(now)) { part('errors').focus(); return }
    offer(now)
    part('done').hidden = false
    root.querySelector('#done-title').focus()
  })
  questions.startLists(form, update)

  // --- a draft

  const kept = (() => { try { return JSON.parse(localStorage.getItem(KEY)) } catch { return null } })()
  part('keep').addEventListener('click', () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(questions.draftOf(form)))
      part('forget').hidden = false
      status.textContent = 'Черновик запомнен на этом устройстве.'
    } catch { status.textContent = 'Не получилось: браузер не даёт ничего запомнить.' }
  })
  part('forget').addEventListener('click', () => {
    try { localStorage.removeItem(KEY) } catch { /* private mode has nothing to remove */ }
    part('forget').hidden = true
    status.textContent = 'Черновик стёрт.'
    part('keep').focus()
  })

  // --- beginning

  part('off').hidden = true
  part('paper').open = false
  form.hidden = false
  part('side').hidden = false
  const own = (() => { try { return localStorage.getItem('pn-town') } catch { return null } })()
  if (own && own in spec.towns) town.value = own
  const told = given(spec, location.search), toldTown = new URLSearchParams(location.search).get('town')
  if (told) {
    questions.putDraft(form, told)
    if (toldTown in spec.towns) town.value = toldTown
    part('given').hidden = false
  } else if (kept && typeof kept === 'object') {
    questions.putDraft(form, kept)
    status.textContent = 'Это ваш черновик, запомненный на этом устройстве.'
  }
  part('forget').hidden = !kept
  update()
  try {
    const response = await fetch(spec.known)
    if (!response.ok) throw new Error(response.status)
    known = await response.json()
    for (const list of form.querySelectorAll('datalist')) {
      list.replaceChildren(...(known.records[list.id.slice('known-'.length)] ?? []).map(([, title]) => {
        const option = document.createElement('option')
        option.value = title
        return option
      }))
    }
    // The address names records as files do; people read their titles.
    for (const input of form.querySelectorAll('input[data-ref]')) if (input.value) input.value = lookup(input.dataset.ref, input.value)
    update()
  } catch { status.textContent = 'Списки организаций не загрузились: названия сверит редактор.' }
}
