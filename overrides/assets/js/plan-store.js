// The plan on this device: what was saved, what is compared, the project. One key, nothing is ever sent.
const KEY = 'pn-plan-1'
export const FOLDERS = ['events', 'dates', 'professions', 'study', 'organizations', 'series']
export const COMPARED = ['professions', 'study']
export const MOST = 4
const LIMIT = 200
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
const DAY = /^\d{4}-\d\d-\d\d$/

const isKey = (key) => {
  if (typeof key !== 'string') return false
  const [folder, id, ...rest] = key.split('/')
  return FOLDERS.includes(folder) && ID.test(id ?? '') && !rest.length
}
const list = (value) => (Array.isArray(value) ? value : [])
const once = (values) => [...new Set(values)]

// What somebody's hand or another version left is taken only as far as it makes sense.
export function clean(value) {
  const given = value && typeof value === 'object' ? value : {}
  const steps = {}
  for (const [id, step] of Object.entries(given.route?.steps ?? {})) {
    if (!ID.test(id) || !step || typeof step !== 'object') continue
    const kept = { ...(DAY.test(step.day) && { day: step.day }), ...(step.done === true && { done: true }) }
    if (Object.keys(kept).length) steps[id] = kept
  }
  const route = Object.keys(steps).length ? { steps } : {}
  if (ID.test(given.route?.kind ?? '')) route.kind = given.route.kind
  for (const name of COMPARED) if (isKey(given.route?.[name])) route[name] = given.route[name]
  return {
    items: once(list(given.items).filter(isKey)).slice(0, LIMIT),
    compare: Object.fromEntries(COMPARED.map((folder) => [
      folder, once(list(given.compare?.[folder]).filter((id) => ID.test(id))).slice(0, MOST)])),
    route,
  }
}

export function read() {
  try { return clean(JSON.parse(localStorage.getItem(KEY))) } catch { return clean(null) }
}

// False when the browser keeps nothing. Everybody on the page hears of the change.
export function write(state) {
  const { items, compare, route } = clean(state)
  const empty = !items.length && COMPARED.every((folder) => !compare[folder].length) && !Object.keys(route).length
  try {
    if (empty) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, JSON.stringify({ items, compare, route }))
  } catch { return false }
  document.dispatchEvent(new Event('pn:plan'))
  return true
}

export function onChange(listen) {
  document.addEventListener('pn:plan', listen)
  addEventListener('storage', (event) => { if (event.key === KEY || event.key === null) listen() })
}

// The record an address leads to, "events/x", or "".
export function keyOf(address, root) {
  const { origin, pathname } = new URL(address, root)
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return ''
  const key = pathname.slice(root.pathname.length).replace(/\/(index\.html)?$/, '')
  return isKey(key) ? key : ''
}

// "#plan=events.a.b~professions.c": only signs that no messenger cuts off or rewrites.
export function toFragment(items) {
  const groups = FOLDERS.map((folder) => [folder, ...items.filter((key) => key.startsWith(`${folder}/`)).map((key) => key.slice(folder.length + 1))])
  return `#plan=${groups.filter(([, ...ids]) => ids.length).map((group) => group.join('.')).join('~')}`
}
export function fromFragment(fragment) {
  const text = fragment.match(/^#plan=(.*)$/)?.[1] ?? ''
  const keys = text.split('~').flatMap((group) => {
    const [folder, ...ids] = group.split('.')
    return ids.map((id) => `${folder}/${id}`)
  })
  return clean({ items: keys }).items
}

// CRC-32, as macros/pages/plan_index.py counts it.
export function partOf(key, count) {
  let crc = -1
  for (let at = 0; at < key.length; at += 1) {
    crc ^= key.charCodeAt(at)
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ((crc ^ -1) >>> 0) % count
}
