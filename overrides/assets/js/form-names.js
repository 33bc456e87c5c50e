// Where a new record lies and what its file is called (macros/editing/drafts.py), and which known event it may be
// (macros/catalog/duplicates.py).

export function safeName(spec, name) {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return name
  const latin = [...name.toLowerCase()].map((letter) => spec.latin[letter] ?? letter)
  return latin.join('').replace(/[^a-z0-9]/g, '-').split('-').filter(Boolean).join('-')
}

function cut(name, longest) {
  if (name.length <= longest) return name
  const whole = name.slice(0, longest + 1)
  return whole.slice(0, Math.max(whole.lastIndexOf('-'), 0)) || name.slice(0, longest)
}

// `taken` are ids of records of the type; a taken name gets a number.
export function fileName(spec, data, town, taken) {
  let name = cut(safeName(spec, data.title ?? ''), spec.longest_name)
  if (!name) return ''
  if (spec.organization && town && !name.startsWith(`${town}-`)) name = `${town}-${name}`
  const day = /^20\d\d/.test(data.start ?? '') ? data.start.slice(0, 10) : /^20\d\d/.test(data.period ?? '') ? data.period : ''
  if (day) {
    const year = `-${day.slice(0, 4)}`
    name = `${name.endsWith(year) ? name.slice(0, -year.length) : name}-${day}`
  }
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`
  return free
}

export const folder = (spec, town) => `data/${spec.type}/${town ? `${town}/` : ''}`

// Events at the same time at the same host in the same town, titles nearly alike: [id, start, host, town, title].
export function twins(spec, events, data, town) {
  if (!data.start || !data.host || !data.title || data.status === 'cancelled') return []
  return events
    .filter(([, start, host, place]) => start === data.start.replace('T', ' ') && host === data.host && place === town)
    .map((event) => ({ event, alike: ratio(data.title.toLowerCase(), event[4].toLowerCase()) }))
    .filter(({ alike }) => alike >= spec.alike)
}

// Ratcliff and Obershelp: twice the letters in common blocks, the longest block first, by the letters of both.
export function ratio(first, second) {
  const a = [...first], b = [...second]
  if (!a.length && !b.length) return 1
  let common = 0
  const parts = [[0, a.length, 0, b.length]]
  while (parts.length) {
    const [fromA, toA, fromB, toB] = parts.pop()
    let best = 0, bestA = fromA, bestB = fromB, before = new Map()
    for (let i = fromA; i < toA; i += 1) {
      const row = new Map()
      for (let j = fromB; j < toB; j += 1) {
        if (a[i] !== b[j]) continue
        const run = (before.get(j - 1) ?? 0) + 1
        row.set(j, run)
        if (run > best) [best, bestA, bestB] = [run, i - run + 1, j - run + 1]
      }
      before = row
    }
    if (!best) continue
    common += best
    parts.push([fromA, bestA, fromB, bestB], [bestA + best, toA, bestB + best, toB])
  }
  return (2 * common) / (a.length + b.length)
}
