// The lines by which an event is cancelled or moved, made of what its page tells in the address and of new dates.
const today = () => {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
const WHEN = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$/
const FILE = /^data\/(demo\/)?events\/([a-z0-9-]+\/)?[a-z0-9-]+\.yml$/

export async function start() {
  const { dump } = await import(`./form-yaml.js${new URL(import.meta.url).search}`)
  const root = document.querySelector('[data-change]')
  const part = (name) => root.querySelector(`[data-change-${name}]`)
  const told = new URLSearchParams(location.search)
  const file = told.get('file') ?? '', before = told.get('start') ?? '', beforeEnd = told.get('end') ?? ''
  if (!FILE.test(file)) return

  part('title').textContent = (told.get('title') ?? '').slice(0, 200)
  part('file').textContent = file
  part('which').hidden = false
  for (const link of root.querySelectorAll('[data-change-edit]')) link.href = link.dataset.changeEdit + file
  for (const sample of root.querySelectorAll('[data-change-sample]')) sample.hidden = true

  const kinds = { start: 'when', end: 'when', status: 'term', status_reason: 'line', status_date: 'day', moved_from: 'when' }
  const spec = { width: 118, fields: Object.entries(kinds).map(([name, kind]) => ({ name, kind })) }
  const line = (form) => form.querySelector('[data-reason]').value.split(/\s+/).filter(Boolean).join(' ')
  const put = (kind, data) => {
    const box = root.querySelector(`[data-change-made="${kind}"]`)
    box.hidden = !data
    if (data) box.querySelector('[data-copy-source]').textContent = dump(spec, data)
  }

  const cancel = root.querySelector('[data-change-form="cancel"]')
  cancel.hidden = false
  const cancelled = () => {
    const reason = line(cancel)
    put('cancel', reason.length > 1 && { status: 'cancelled', status_reason: reason, status_date: today() })
  }
  cancel.addEventListener('input', cancelled)

  if (!WHEN.test(before)) { root.querySelector('#move').hidden = true; return }
  const move = root.querySelector('[data-change-form="move"]')
  move.hidden = false
  const timed = before.includes(' ')
  for (const hour of move.querySelectorAll('[data-hour]')) hour.hidden = !timed
  move.querySelector('[data-moment="end"]').hidden = !WHEN.test(beforeEnd)
  const moment = (name) => {
    const [day, time] = move.querySelectorAll(`[data-moment="${name}"] input`)
    return day.value && (time.value || !timed) ? [day.value, timed ? time.value : ''].filter(Boolean).join(' ') : ''
  }
  const moved = () => {
    const starts = moment('start'), ends = WHEN.test(beforeEnd) ? moment('end') : ''
    const late = starts && ends && (timed ? ends <= starts : ends < starts)
    const wrong = late ? 'Окончание должно быть позже начала.' : starts && starts === before ? 'Прежняя дата совпадает с новой.' : ''
    part('error').textContent = wrong
    part('error').hidden = !wrong
    const whole = starts && !wrong && (ends || !WHEN.test(beforeEnd))
    const reason = line(move)
    put('move', whole && {
      start: starts, ...(ends && { end: ends }), status: 'moved', ...(reason.length > 1 && { status_reason: reason }),
      status_date: today(), moved_from: before,
    })
  }
  move.addEventListener('input', moved)
}
