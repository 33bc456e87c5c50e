// A record as the text of its file, letter by letter as `python -m macros format` lays it out
// (macros/editing/layout.py; a test compares the two on every record there is).

const NATIVE = new Set(['day', 'moment', 'when', 'flag', 'number', 'grades'])
const size = (text) => [...text].length

export function dump(spec, data) {
  const rows = []
  mapping(data, spec.fields, '', rows, spec.width)
  return rows.map((row) => `${row}\n`).join('')
}

function ordered(data, fields) {
  const known = (fields ?? []).filter(({ name }) => name in data)
  const rest = Object.keys(data).filter((name) => !known.some((field) => field.name === name))
  return [...known.map((field) => [field.name, field]), ...rest.map((name) => [name, {}])]
}

function mapping(data, fields, indent, rows, width) {
  for (const [key, field] of ordered(data, fields)) {
    const value = data[key]
    const start = `${indent}${key}:`
    const whole = inline(value, field)
    if (whole !== null && size(start) + 1 + size(whole) <= width) rows.push(`${start} ${whole}`)
    else if (typeof value === 'string') text(start, value, indent, rows, width)
    else if (Array.isArray(value)) {
      rows.push(start)
      items(value, field, `${indent}  `, rows, width)
    } else {
      rows.push(start)
      mapping(value, field.fields, `${indent}  `, rows, width)
    }
  }
}

function items(values, field, indent, rows, width) {
  for (const value of values) {
    const whole = inline(value, field)
    if (whole !== null && size(indent) + 2 + size(whole) <= width) rows.push(`${indent}- ${whole}`)
    else if (typeof value === 'string') text(`${indent}-`, value, indent, rows, width)
    else {
      const inner = []
      mapping(value, field.fields, `${indent}  `, inner, width)
      rows.push(...inner.map((row, index) => (index ? row : `${indent}- ${row.slice(indent.length + 2)}`)))
    }
  }
}

// A value on one line, or null when it is told better in several.
function inline(value, field) {
  if (typeof value === 'string') return value.includes('\n') ? null : scalar(value, field, false)
  if (Array.isArray(value)) {
    if (!isPlainList(value)) return null
    const parts = value.map((item) => scalar(item, field, true))
    // Sentences want a line each.
    return parts.some((item) => item.split(' ').length > 5 || item.includes(',')) ? null : `[${parts.join(', ')}]`
  }
  const parts = []
  for (const [key, inner] of ordered(value, field.fields)) {
    const item = value[key]
    if (Array.isArray(item)) {
      if (!isPlainList(item)) return null
      parts.push(`${key}: [${item.map((each) => scalar(each, inner, true)).join(', ')}]`)
    } else if (typeof item !== 'string' || item.includes('\n')) return null
    else parts.push(`${key}: ${scalar(item, inner, true)}`)
  }
  return `{${parts.join(', ')}}`
}
const isPlainList = (value) => value.every((item) => typeof item === 'string' && !item.includes('\n'))

function scalar(value, { kind }, inFlow) {
  const native = NATIVE.has(kind)
  if (native && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) value = value.replace('T', ' ')
  return isPlain(value, inFlow) && (native || !looksTyped(value)) ? value : inQuotes(value)
}

const UNSEEN = '[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]'
const ODD = new RegExp(UNSEEN)
function isPlain(value, inFlow) {
  if (!value || value !== value.trim() || '&*!@%`|>?-,]}#[{\'":'.includes(value[0])) return false
  if (value.includes(': ') || value.includes(' #') || value.endsWith(':') || /^(---|\.\.\.)/.test(value)) return false
  return !ODD.test(value) && !(inFlow && /[,[\]{}?]/.test(value))
}

// What some reader of YAML would make a number, a date or a yes of: 1.2, and 1.1 that Python still reads.
const TYPED = [
  /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$|^0[ox][0-9a-fA-F]+$/,
  /^(true|false|yes|no|on|off|y|n|null|~|=)$/i,
  /^[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?$|^\.[0-9][0-9_]*([eE][-+][0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*$|^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/,
  /^[-+]?0b[0-1_]+$|^[-+]?0[0-7_]+$|^[-+]?(0|[1-9][0-9_]*)$|^[-+]?0x[0-9a-fA-F_]+$|^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+$/,
  /^\d{4}-\d{2}-\d{2}$|^\d{4}-\d\d?-\d\d?([Tt]|[ \t]+)\d\d?:\d{2}:\d{2}(\.\d*)?([ \t]*(Z|[-+]\d\d?(:\d{2})?))?$/,
]
const looksTyped = (value) => TYPED.some((pattern) => pattern.test(value))

const ESCAPES = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t' }
function inQuotes(value) {
  const safe = value.replace(new RegExp(`["\\\\]|${UNSEEN}`, 'g'), (letter) =>
    ESCAPES[letter] ?? `\\u${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
  return `"${safe}"`
}

// A text too long for its line: folded where it is one paragraph, as it stands where it has lines.
function text(start, value, indent, rows, width) {
  const inner = `${indent}  `
  const ends = value.endsWith('\n')
  const lines = (ends ? value.slice(0, -1) : value).split('\n')
  const bare = value.replace(/^[ \n]+|[ \n]+$/g, '') + (ends ? '\n' : '')
  const unusual = value !== bare || lines.some((line) => line !== line.trimEnd())
  if (unusual || !value.trim() || ODD.test(value.replaceAll('\n', ''))) rows.push(`${start} ${inQuotes(value)}`)
  else if (lines.length > 1) {
    rows.push(`${start} |${ends ? '' : '-'}`)
    for (const line of lines) rows.push(line ? inner + line : '')
  } else if (value.includes('  ')) rows.push(`${start} ${inQuotes(value)}`)
  else {
    rows.push(`${start} >${ends ? '' : '-'}`)
    rows.push(...folded(lines[0], width - inner.length).map((line) => inner + line))
  }
}

// Lines broken at plain spaces only; no-break spaces stay.
function folded(value, room) {
  const lines = []
  for (const word of value.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && size(line) + 1 + size(word) <= room) lines[lines.length - 1] = `${line} ${word}`
    else lines.push(word)
  }
  return lines
}
