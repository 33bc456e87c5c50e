// Joins our calendar files into one: their VEVENT and VTIMEZONE blocks stay as they are, byte for byte.
const EOL = '\r\n'
const BEGINNING = 'DTSTART:19700101T000000'
const value = (block, name) => block.replace(/\r\n[ \t]/g, '').match(new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, 'm'))?.[1] ?? ''
const blocks = (text, name) => text.match(new RegExp(`^BEGIN:${name}\\r\\n[^]*?^END:${name}\\r\\n`, 'gm')) ?? []
const startOf = (event) => value(event, 'DTSTART')

// The events of a file, all or those whose UID begins so: [{zones, events}], first day first.
export function piece(text, uid = '') {
  const events = blocks(text, 'VEVENT').filter((event) => value(event, 'UID').startsWith(uid))
  return { zones: blocks(text, 'VTIMEZONE'), events, first: events.map(startOf).sort()[0] ?? '' }
}

// A zone is exact only around the days of its own file, so a later file's rules begin on its first day.
function joinZones(pieces) {
  const found = new Map()
  for (const { zones, first } of pieces) {
    for (const zone of zones) {
      const name = value(zone, 'TZID')
      const rules = zone.match(/^BEGIN:(STANDARD|DAYLIGHT)\r\n[^]*?^END:\1\r\n/gm)
      const known = found.get(name)
      if (!known) { found.set(name, rules); continue }
      for (const rule of rules) {
        const same = value(known.at(-1), 'TZOFFSETTO') === value(rule, 'TZOFFSETTO')
        if (rule.includes(BEGINNING) ? same : known.includes(rule)) continue
        known.push(rule.replace(BEGINNING, `DTSTART:${first.slice(0, 8)}T000000`))
      }
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, rules]) =>
    `BEGIN:VTIMEZONE${EOL}TZID:${name}${EOL}${rules.join('')}END:VTIMEZONE${EOL}`)
}

export function join(files, name) {
  const pieces = files.filter(({ events }) => events.length).sort((a, b) => (a.first < b.first ? -1 : 1))
  const events = [...new Set(pieces.flatMap(({ events: own }) => own))].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Profnavigator//Feeds 1.0//RU', 'CALSCALE:GREGORIAN',
    `NAME:${name}`, `X-WR-CALNAME:${name}`, '']
  return [head.join(EOL), ...joinZones(pieces), ...events, `END:VCALENDAR${EOL}`].join('')
}
