// Questions of a form and the values in them: reading, items of lists, a draft. Values are put in as values only.

const own = (scope, path) => scope.querySelector(`[data-field="${CSS.escape(path)}"]`)
const empty = (value) => value === undefined || value === '' || (typeof value === 'object' && !Object.keys(value).length)

// Lists

export function addItem(list, number = nextNumber(list)) {
  const part = list.querySelector(':scope > template').content.cloneNode(true)
  for (const element of part.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes('_n_')) element.setAttribute(name, value.replaceAll('_n_', number))
    }
  }
  const item = part.firstElementChild
  list.querySelector(':scope > [data-items]').append(part)
  return item
}
const items = (list) => [...list.querySelectorAll(':scope > [data-items] > [data-item]')]
const nextNumber = (list) => Math.max(-1, ...items(list).map((item) => Number(item.dataset.item))) + 1

export function startLists(root, changed) {
  root.addEventListener('click', ({ target }) => {
    const add = target.closest('[data-add]'), drop = target.closest('[data-drop]')
    if (add) addItem(add.parentElement).querySelector('input, select, textarea').focus()
    if (drop) {
      const list = drop.closest('[data-field]:has(> [data-items])')
      drop.closest('[data-item]').remove()
      list.querySelector('[data-add]').focus()
    }
    if (add || drop) changed()
  })
}

// Reading: the record's data, and where each value was read, by its path in the data.

export function read(form, spec, resolve) {
  const places = new Map(), unknown = []
  const simple = (field, box, path) => {
    const controls = [...box.querySelectorAll('input, select, textarea')]
    if (field.kind === 'when' || field.kind === 'moment') {
      const [day, time] = controls
      return [day.value, time.value].filter(Boolean).join(' ')
    }
    if (field.kind === 'grades') {
      const [from, to] = controls.map(({ value }) => value)
      return from && to && from !== to ? `${from}-${to}` : from || to
    }
    const [control] = controls
    if (control.type === 'checkbox') return control.checked ? 'true' : ''
    const text = field.kind === 'text' ? control.value.replaceAll('\r', '').trim() : control.value.trim()
    if (field.kind === 'ref' && text) {
      const id = resolve(field.ref, text)
      if (!id) unknown.push({ path, type: field.ref, text })
      return id || text
    }
    return field.kind === 'term' && text === field.default ? '' : text
  }
  const model = (fields, scope, dom, path) => {
    const data = {}
    for (const field of fields) {
      const box = own(scope, dom ? `${dom}.${field.name}` : field.name)
      if (!box) continue
      const where = path ? `${path}.${field.name}` : field.name
      places.set(where, box)
      const value = whole(field, box, where)
      if (!empty(value)) data[field.name] = value
    }
    return data
  }
  const whole = (field, box, path) => {
    if (!field.list) return field.kind === 'model' ? model(field.fields, box, box.dataset.field, path) : simple(field, box, path)
    if (field.kind === 'term') return [...box.querySelectorAll('input:checked')].map(({ value }) => value)
    const values = []
    for (const item of items(box)) {
      const where = `${path}.${values.length}`
      const dom = `${box.dataset.field}.${item.dataset.item}`
      const value = field.kind === 'model' ? model(field.fields, item, dom, where) : simple(field, item, where)
      if (empty(value)) continue
      places.set(where, item)
      values.push(value)
    }
    return values
  }
  return { data: model(spec.fields, form, '', ''), places, unknown }
}

// A draft: what stands in every question, by its id.

const controls = (form) => [...form.querySelectorAll('input, select, textarea')]
const keyOf = (control) => (control.type === 'checkbox' && control.value !== 'on'
  ? `${control.closest('[data-field]').dataset.field}=${control.value}` : control.id)

export function draftOf(form) {
  const lists = [...form.querySelectorAll('[data-field]:has(> [data-items])')]
  return {
    items: Object.fromEntries(lists.map((list) => [list.dataset.field, items(list).map((item) => Number(item.dataset.item))])),
    values: Object.fromEntries(controls(form).map((control) =>
      [keyOf(control), control.type === 'checkbox' ? control.checked : control.value])),
  }
}

export function putDraft(form, draft) {
  for (const [path, numbers] of Object.entries(draft.items ?? {})) {
    const list = own(form, path)
    for (const number of Array.isArray(numbers) ? numbers : []) {
      if (list && Number.isInteger(number)) addItem(list, number)
    }
  }
  for (const control of controls(form)) {
    const value = draft.values?.[keyOf(control)]
    if (control.type === 'checkbox' && typeof value === 'boolean') control.checked = value
    else if (control.type !== 'checkbox' && typeof value === 'string') control.value = value
  }
  for (const { open, box } of [...form.querySelectorAll('details')].map((box) => ({ box, open: controls(box).some(isFilled) }))) {
    box.open = open
  }
}
const isFilled = (control) => (control.type === 'checkbox' ? control.checked
  : control.tagName === 'SELECT' ? !control.options[control.selectedIndex]?.defaultSelected && Boolean(control.value) && control.selectedIndex > 0
    : Boolean(control.value))
