// A proposed event in the words of the site's cards and calendars (macros/pages/cards.py, macros/feeds/entries.py).
// `lookup` names a record by type and id; `later` moves a day.

const NBSP = '\u00a0'
const capitalise = (text) => text.replace(/^[«„“"(]*[\p{L}\p{N}_]/u, (start) => start.toUpperCase())
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`)

export function words(spec, lookup, later) {
  const W = spec.words
  const options = (name) => new Map(spec.fields.find((field) => field.name === name).options)
  const place = spec.fields.find((field) => field.name === 'place').fields
  const hidden = new Map(place.find((field) => field.name === 'visibility').options)
  const titles = { kind: options('kind'), status: options('status'), format: options('format'), audience: options('audience') }

  // --- dates

  const dayOf = (value) => value.slice(0, 10)
  const clockOf = (value) => value.slice(11)
  const weekday = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const number = (day) => Number(day.slice(8))
  const month = (day) => Number(day.slice(5, 7)) - 1
  const dayAndMonth = (day, year) => `${number(day)}${NBSP}${W.months[month(day)]}${year ? ` ${day.slice(0, 4)}` : ''}`
  const dayText = (day, year) => `${W.weekdays[weekday(day)]}, ${dayAndMonth(day, year)}`
  const schoolYear = (day) => Number(day.slice(0, 4)) - (month(day) < 8 ? 1 : 0)
  const ends = (value) => (clockOf(value) === '00:00' ? [later(dayOf(value), -1), '24:00'] : [dayOf(value), clockOf(value)])

  function wholeDays(first, last, withYear) {
    if (first === last) return dayText(first, withYear)
    const years = first.slice(0, 4) !== last.slice(0, 4)
    const end = dayAndMonth(last, withYear || years)
    if (first.slice(0, 7) === last.slice(0, 7)) return `${number(first)}–${end}`
    return `${dayAndMonth(first, years)}${NBSP}— ${end}`
  }
  function when(start, end, openEnd, withYear) {
    if (!clockOf(start)) return wholeDays(start, end || start, withYear)
    const day = dayOf(start)
    if (openEnd) return `${dayText(day, withYear)}, с${NBSP}${clockOf(start)}`
    if (!end || !clockOf(end) || end === start) return `${dayText(day, withYear)}, ${clockOf(start)}`
    const [last, closing] = ends(end)
    const year = withYear || last.slice(0, 4) !== day.slice(0, 4)
    const opening = `${dayText(day, year)}, ${clockOf(start)}`
    return last === day ? `${opening}–${closing}` : `${opening}${NBSP}— ${dayText(last, year)}, ${closing}`
  }
  const clean = (value) => {
    const text = (value ?? '').replace('T', ' ')
    return text.endsWith(' 24:00') ? `${later(dayOf(text), 1)} 00:00` : text
  }

  // The first date of an event, and how many days it is open.
  function first(data) {
    const start = clean(data.start), end = clean(data.end)
    if (!start) return null
    if (data.hours && !clockOf(start)) {
      const [opening, closing] = data.hours.split(/[-–]/)
      const total = (Date.parse(end || start) - Date.parse(start)) / 864e5 + 1
      return { start: `${start} ${opening}`, end: clean(`${start} ${closing}`), total }
    }
    return { start, end: end || null, total: 1 }
  }

  // --- words

  const bounds = (grades) => {
    const [from, to = from] = grades.replace(/[–—]/, '-').split('-').map(Number)
    return [from, to]
  }
  function gradesText([from, to]) {
    if (to === 0) return 'дошкольники'
    if (from === 0) return `дошкольники и${NBSP}${gradesText([1, to])}`
    return from === to ? `${to}${NBSP}класс` : `${from}–${to}${NBSP}классы`
  }
  const audienceTitle = (item) => (titles.audience.get(item) ?? item).toLowerCase()
  function audienceLine({ grades, audience = [] }) {
    const text = grades ? gradesText(bounds(grades)) : ''
    const told = new Set(!grades ? [] : /^0(\D|$)/.test(grades) ? ['pupils', 'preschoolers'] : ['pupils'])
    const rest = audience.filter((item) => !told.has(item)).map(audienceTitle)
    if (!text) return rest.join(', ')
    return (audience.some((item) => told.has(item)) ? [text, ...rest] : [...rest, text]).join(', ')
  }
  // Preschoolers named as such are not told once more as a grade.
  function audienceText({ grades, audience = [] }) {
    const small = audience.includes('preschoolers')
    const [from, to] = grades ? bounds(grades) : []
    const inBrackets = grades ? ` (${gradesText([small && to ? Math.max(from, 1) : from, to])})` : ''
    const text = audience.map((item) => audienceTitle(item) + (item === 'pupils' ? inBrackets : '')).join(', ')
    if (!grades || audience.includes('pupils') || (small && to === 0)) return text
    return `${text} (${gradesText([from, to])})`
  }
  function venue({ place: where }, brief) {
    if (!where) return ''
    if (where.visibility && where.visibility !== 'open') return hidden.get(where.visibility) ?? ''
    const known = [where.organization && lookup('Organization', where.organization), where.name, where.address].filter(Boolean)
    return (brief ? known.slice(0, 1) : known).join(', ')
  }
  function placeText(data, brief = false) {
    if (data.format === 'remote-contest') return 'Заочно'
    if (data.format === 'online' || data.status === 'moved-online') return 'Онлайн'
    return [venue(data, brief), data.format === 'hybrid' ? 'онлайн' : ''].filter(Boolean).join(' / ')
  }
  const STATES = { cancelled: 'cancelled', suspended: 'suspended', moved: 'moved', 'moved-online': 'online' }
  const WITHHELD = 'время уточняется у школы'
  const said = (data, shown) => when(shown.start, shown.end, isOpen(data, shown), true) + (data.time_withheld === 'true' ? `, ${WITHHELD}` : '')
  const isOpen = (data, shown) => data.end_unknown === 'true' && Boolean(clockOf(shown.start))

  function card(data) {
    const shown = first(data)
    const made = {
      title: data.title ?? '',
      day: '', month: '', weekday: '', time: '',
      when: data.date_words ? `Дата: ${data.date_words}` : 'Дата ещё не объявлена',
      place: placeText(data, true),
      format: data.format === 'hybrid' ? titles.format.get('hybrid') : '',
      audience: audienceLine(data),
      age: data.age_mark ?? '',
      state: STATES[data.status] ?? '',
      state_text: titles.status.get(data.status) ?? '',
    }
    if (!shown) return made
    const day = dayOf(shown.start)
    const allDay = !clockOf(shown.start)
    const last = allDay ? shown.end ?? day : shown.end ? ends(shown.end)[0] : day
    const several = allDay && last !== day
    const sameMonth = last.slice(5, 7) === day.slice(5, 7)
    let time = ''
    if (allDay) time = last.slice(0, 7) === day.slice(0, 7) ? '' : `по ${dayAndMonth(last, schoolYear(last) !== schoolYear(day))}`
    else if (!shown.end) time = `с ${clockOf(shown.start)}`
    else time = `${clockOf(shown.start)}–${ends(shown.end)[1]}`
    if (data.time_withheld === 'true') time = WITHHELD
    return {
      ...made,
      day: several && sameMonth ? `${number(day)}–${number(last)}` : String(number(day)),
      month: W.short_months[month(day)],
      weekday: several ? '' : W.short_weekdays[weekday(day)],
      when: said(data, shown),
      time,
    }
  }

  // --- the calendar

  function summary(data, shown) {
    const kind = titles.kind.get(data.kind) ?? ''
    const named = !kind || kind.includes(' ') || data.title.toLowerCase().includes(kind.slice(0, 5).toLowerCase())
    let title = named ? data.title : `${kind} · ${data.title}`
    if (shown.total > 1) title += ` (день 1 из ${shown.total})`
    if (data.status === 'cancelled') return `ОТМЕНЕНО: ${title}`
    if (data.status === 'suspended') return `Приостановлено: ${title}`
    return data.status === 'planned' ? `${title} (дата может измениться)` : title
  }
  function changes(data) {
    const why = []
    if (data.status_reason) why.push(capitalise(data.status_reason).replace(/\.+$/, ''))
    if (data.status_date) why.push(`Решение от ${dayAndMonth(clean(data.status_date), true)}`)
    const reason = why.map((each) => ` ${each}.`).join('')
    const said = { cancelled: 'Отменено.', suspended: 'Приостановлено.', 'moved-online': 'Переведено в онлайн.' }[data.status]
    const lines = said ? [said + reason] : []
    if (data.moved_from) {
      const before = clean(data.moved_from)
      const clock = clockOf(before) ? `, ${clockOf(before)}` : ''
      const from = `${W.from_weekdays[weekday(dayOf(before))]}, ${dayAndMonth(dayOf(before), true)}${clock}`
      lines.push(`Перенесено ${from}.${data.status === 'moved' ? reason : ''}`)
    }
    return lines
  }
  function registration({ deadline, who, link }) {
    const parts = []
    if (deadline) {
      const until = clean(deadline)
      parts.push(`до ${dayAndMonth(dayOf(until), true)}${clockOf(until) ? `, ${clockOf(until)}` : ''}`)
    }
    parts.push(...[who, link].filter(Boolean))
    if (!parts.length) return 'Нужна запись.'
    const line = `Запись: ${parts.join('; ')}`
    return link ? line : sentence(line)
  }
  function entry(data) {
    const shown = first(data)
    if (!shown || !data.title) return null
    const lines = changes(data)
    const off = data.status === 'cancelled'
    if (data.time_withheld === 'true') lines.push(`${capitalise(WITHHELD)}.`)
    if (data.summary) lines.push(data.summary)
    if (data.audience?.length) lines.push(`Для кого: ${audienceText(data)}.`)
    const hosts = [data.host, ...(data.co_hosts ?? [])].filter(Boolean).map((id) => lookup('Organization', id))
    if (hosts.length) lines.push(sentence(`Организатор: ${hosts.join(', ')}`))
    if (data.registration && data.registration.needed !== 'false' && !off && data.status !== 'suspended') lines.push(registration(data.registration))
    if (data.bring?.length) lines.push(sentence(`Взять с собой: ${data.bring.join(', ')}`))
    if (data.online?.note && !off) lines.push(sentence(`Онлайн: ${data.online.note}`))
    if (data.description) lines.push(data.description)
    if (data.age_mark) lines.push(`Возрастная отметка: ${data.age_mark}.`)
    return {
      summary: summary(data, shown),
      when: capitalise(when(shown.start, shown.end, isOpen(data, shown), true)),
      location: placeText(data),
      description: lines.join('\n'),
    }
  }
  return { card, entry, when }
}
