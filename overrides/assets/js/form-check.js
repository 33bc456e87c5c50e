// What `python -m macros check` says of a record's own fields, said in the browser: the same rules and words, both
// from the record's JSON Schema (macros/editing/form_fields.py). What only other records can tell is left to it.

const QUOTED = 60
export const absent = (value) => value === undefined || value === '' || value === null || (Array.isArray(value) && !value.length)
const size = (text) => [...text].length
const oneLine = (text) => text.split(/\s+/).filter(Boolean).join(' ')
const flow = (value) => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object') return `{${Object.entries(value).map(([key, item]) => `${key}: ${flow(item)}`).join(', ')}}`
  const text = oneLine(value)
  const plain = /^[^\s\-?:,[\]{}#&*!|>'"%@`](?:[^,[\]{}"]*[^,[\]{}":\s])?$/.test(text) && !/: | #/.test(text)
  return plain ? text : `"${text.replaceAll('\\', '/').replaceAll('"', "'")}"`
}
const quoted = (value) => {
  const letters = [...oneLine(typeof value === 'string' ? value : flow(value))]
  return `«${letters.length <= QUOTED ? letters.join('') : `${letters.slice(0, QUOTED - 1).join('')}…`}»`
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

// One value as the record will hold it: the way conditions see it.
function plain(field, value) {
  if (absent(value)) return field.default === undefined ? undefined : field.default
  if (Array.isArray(value)) return value.map((item) => plain({ ...field, list: false, default: undefined }, item))
  if (field.kind === 'model') {
    return Object.fromEntries(field.fields.map((inner) => [inner.name, plain(inner, value[inner.name])]))
  }
  if (field.kind === 'flag') return value === 'true' || value === true
  if (field.kind === 'line') return oneLine(value)
  if (field.kind === 'when' || field.kind === 'moment') return midnight(value.replace('T', ' '))
  if (field.kind === 'grades') return value.replaceAll(' ', '').replace(/[–—]/, '-')
  return String(value)
}
function midnight(text) {
  return text.endsWith(' 24:00') ? `${later(text.slice(0, 10), 1)} 00:00` : text
}
export function later(day, days) {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

export function check(spec, data) {
  const { sayings, years } = spec
  const faults = new Map()
  const say = (field, kind, found, expected, more = {}) => {
    const fault = { field, kind, severity: 'error', found, expected, fix: '', ...more }
    faults.set(JSON.stringify(fault), fault)
  }

  // --- one value

  function day(path, text) {
    const [year, month, number] = text.split('-').map(Number)
    const real = new Date(Date.UTC(2000, 0, 1))
    real.setUTCFullYear(year, month - 1, number)
    if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== number || !year) {
      say(path, 'impossible-date', quoted(text), sayings['no-day'])
    } else if (year < years[0] || year > years[1]) {
      say(path, 'impossible-date', quoted(text), sayings.years)
    } else return true
    return false
  }
  function moment(path, text) {
    if (!day(path, text.slice(0, 10))) return
    const [hour, minute] = text.slice(11).split(':').map(Number)
    if (!(hour === 24 && minute === 0) && (hour > 23 || minute > 59)) say(path, 'impossible-date', quoted(text), sayings['no-time'])
  }
  const DAY = /^\d{4}-\d{2}-\d{2}$/, MOMENT = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/
  const kinds = {
    line: (path, text, field) => length(path, oneLine(text), field),
    text: (path, text, field) => length(path, text, field),
    day: (path, text) => (DAY.test(text) ? day(path, text) : say(path, 'date', quoted(text), sayings.day)),
    moment: (path, text) => (MOMENT.test(text) ? moment(path, text) : say(path, 'date', quoted(text), sayings.moment)),
    when(path, text) {
      if (DAY.test(text)) day(path, text)
      else if (MOMENT.test(text)) moment(path, text)
      else say(path, 'date', quoted(text), sayings.when)
    },
    flag(path, text) {
      if (text !== 'true' && text !== 'false') say(path, 'flag', quoted(text), sayings.flag)
    },
    number(path, text, field) {
      if (!/^[0-9]{1,15}$/.test(text)) say(path, 'number', quoted(text), sayings.number)
      else if (Number(text) < (field.least ?? 0)) range('at-least', field.least)
      else if (Number(text) > (field.most ?? Infinity)) range('at-most', field.most)
      function range(saying, limit) { say(path, 'range', quoted(String(Number(text))), fill(sayings[saying], { limit })) }
    },
    url(path, text) {
      const link = text.trim()
      if (!/^https?:\/\/[^/?#\s]/i.test(link) || link.includes(' ')) say(path, 'url', quoted(link), sayings.url)
    },
    'age-mark'(path, text, field) {
      const mark = text.trim()
      if (mark.startsWith('18')) say(path, 'age-mark', quoted(mark), sayings['age-18'])
      else if (!field.options.some(([id]) => id === mark)) say(path, 'age-mark', quoted(mark), sayings['age-mark'])
    },
    pattern: (path, text, field) => {
      if (!new RegExp(field.pattern).test(text.trim())) say(path, 'pattern', quoted(text.trim()), field.expected)
    },
    'time-zone': (path, text, field) => {
      if (!new RegExp(field.pattern).test(text.trim())) say(path, 'pattern', quoted(text.trim()), sayings['time-zone'])
    },
    grades(path, text) {
      const found = /^([0-9]{1,2})(?:[-–—]([0-9]{1,2}))?$/.exec(text.replaceAll(' ', ''))
      const [first, last] = found ? [Number(found[1]), Number(found[2] ?? found[1])] : []
      if (!found) say(path, 'grades', quoted(text), sayings.grades)
      else if (first > 11 || last > 11) say(path, 'grades', quoted(text), sayings['grades-bounds'])
      else if (first > last) say(path, 'grades', quoted(text), sayings['grades-order'])
    },
    term(path, text, field) {
      const id = text.trim()
      if (field.options.some(([known]) => known === id)) return
      const shown = field.options.slice(0, 14).map(([known, title]) => `${known} (${title.toLowerCase()})`).join(', ')
      const more = field.options.length > 14 ? ` и ещё ${field.options.length - 14}` : ''
      say(path, 'unknown-term', quoted(id), `нужно одно из значений словаря ${field.vocabulary}: ${shown}${more}`)
    },
    ref() {},
    model: (path, value, field) => model(path, value, field),
  }
  function length(path, text, field) {
    const unit = sayings.letters, letters = size(text)
    if (letters > field.longest) say(path, 'too-long', `${unit}: ${letters}`, fill(sayings['too-long'], { limit: field.longest }))
    if (letters < field.shortest) {
      say(path, 'too-short', text.trim() ? quoted(text) : sayings.nothing, fill(sayings['too-short'], { unit, limit: field.shortest }))
    }
  }
  function model(path, value, { fields }) {
    for (const field of fields) {
      const own = path ? `${path}.${field.name}` : field.name
      const inner = value[field.name]
      if (absent(inner)) {
        if (field.required) say(own, 'missing', sayings.missing, field.missing)
      } else if (!field.list) {
        kinds[field.kind](own, inner, field)
      } else if (Array.isArray(inner)) {
        inner.forEach((item, index) => kinds[field.kind](`${own}.${index}`, item, field))
      }
    }
  }

  // --- conditions: silent where one of their own fields is at fault, because one mistake is one message

  function conditions(value, node, path, broken) {
    const values = Object.fromEntries(node.fields.map((field) => [field.name, plain(field, value[field.name])]))
    // The town is no field of the file: it is chosen above the form, as the folder is.
    if (!path) values.municipality = value.municipality
    for (const condition of node.conditions) {
      if (!path && condition.fields.some((name) => broken.has(name))) continue
      const holds = Object.entries(condition.when).every(([where, test]) => passes(at(values, where), test))
      if (!holds || !(condition.compared ?? []).every((asked) => compares(values, asked))) continue
      const filled = (text) => text.replace(/\{([a-z_.]+)(?:[:~]([a-z_.]+|\d+))?\}/g, (_, where, cut) => {
        const shown = String(at(values, where))
        if (!cut) return shown
        return shown.slice(0, /^\d+$/.test(cut) ? Number(cut) : at(values, cut).length)
      })
      const { kind, found, expected, fix = '', severity = 'error' } = condition
      say([path, condition.field].filter(Boolean).join('.'), kind, filled(found), expected, { severity, fix: filled(fix) })
    }
    for (const field of node.fields) {
      const inner = value[field.name]
      if (field.kind !== 'model' || absent(inner) || (!path && broken.has(field.name))) continue
      const own = path ? `${path}.${field.name}` : field.name
      if (Array.isArray(inner)) inner.forEach((item, index) => conditions(item, field, `${own}.${index}`, broken))
      else conditions(inner, field, own, broken)
    }
  }

  model('', data, spec)
  const told = [...faults.values()]
  const broken = new Set(told.filter(({ kind }) => kind !== 'unknown-term').map(({ field }) => field.split('.')[0]))
  conditions(data, spec, '', broken)
  return [...faults.values()]
}

function at(values, where) {
  const [path, side] = where.split('@')
  const value = path.split('.').reduce((found, name) => found?.[name], values)
  return side && value ? value.split(/[-–]/)[Number(side)] : value
}

export function passes(value, test) {
  if (typeof test === 'boolean') return absent(value) !== test
  if (test.not) return absent(value) || !passes(value, test.not)
  return !absent(value)
    && (test.const === undefined || value === test.const)
    && (!test.enum || test.enum.includes(value))
    && (!test.pattern || new RegExp(test.pattern).test(value))
    && (!test.contains || value.some((item) => passes(item, test.contains)))
    && Object.entries(test.properties ?? {}).every(([name, inner]) => passes(value[name], inner))
}

function compares(values, [leftPath, sign, rightPath, days]) {
  let left = at(values, leftPath), right = at(values, rightPath)
  if (absent(left) || absent(right) || (days && left.length !== right.length)) return false
  if (days) right = later(right.slice(0, 10), days) + right.slice(10)
  const shorter = Math.min(left.length, right.length)
  left = left.slice(0, shorter)
  right = right.slice(0, shorter)
  return { '<': left < right, '<=': left <= right, '=': left === right, '>=': left >= right, '>': left > right }[sign]
}
