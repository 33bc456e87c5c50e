// Answers → levels of interest → professions in order, with reasons. Pure: values in, values out; the weights
// and thresholds come with the data (data/questionnaires/interests.yml, explained at /about/matching/).

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

// Pearson's correlation: only the shape of a profile counts, not whether a person says «yes» easily.
export function correlation(one, other) {
  const a = sum(one) / one.length, b = sum(other) / other.length
  let product = 0, left = 0, right = 0
  for (let i = 0; i < one.length; i++) {
    product += (one[i] - a) * (other[i] - b)
    left += (one[i] - a) ** 2
    right += (other[i] - b) ** 2
  }
  // A flat profile has no shape: it speaks neither for nor against.
  return left < 1e-9 || right < 1e-9 ? 0 : product / Math.sqrt(left * right)
}

// What two lists share, of all that stands in either.
function overlap(one, other) {
  const shared = one.filter((item) => other.includes(item)).length
  const all = one.length + other.length - shared
  return all ? shared / all : 0
}

// Points by letter and by world, as shares of the highest possible; statements without an answer do not count.
export function levels(data, answers) {
  const count = (key, id) => {
    const given = data.statements.filter((item) => item[key] === id).map((item) => answers[item.id])
      .filter((value) => value !== undefined)
    return given.length ? sum(given) / given.length / data.highest : 0
  }
  return {
    letters: Object.fromEntries(data.letters.map(({ id }) => [id, count('letter', id)])),
    worlds: Object.fromEntries(data.worlds.map(({ id }) => [id, count('klimov', id)])),
  }
}

const spread = (shares) => Math.max(...Object.values(shares)) - Math.min(...Object.values(shares))
export const isFlat = (found) => spread(found.letters) < 1e-9 && spread(found.worlds) < 1e-9
export const isShaky = (data, found) => spread(found.letters) * 100 < data.matching.spread

const worldOf = (profession, id) => (id === profession.klimov ? 1 : profession.also.includes(id) ? 0.5 : 0)

// All professions, best first: [{id, score, parts}]. `wishes` holds the subjects liked and the conditions refused.
export function rank(data, answers, wishes = { subjects: [], refused: [] }) {
  const found = levels(data, answers)
  const { weights } = data.matching
  const letters = data.letters.map(({ id }) => id), worlds = data.worlds.map(({ id }) => id)
  const used = {
    interests: spread(found.letters) > 1e-9 ? weights.interests : 0,
    worlds: spread(found.worlds) > 1e-9 ? weights.worlds : 0,
    subjects: wishes.subjects.length ? weights.subjects : 0,
    conditions: wishes.refused.length ? weights.conditions : 0,
  }
  const whole = sum(Object.values(used))
  const rows = data.professions.map((profession) => {
    const met = profession.conditions.filter((item) => wishes.refused.includes(item)).length
    const parts = {
      interests: correlation(letters.map((id) => found.letters[id]), letters.map((id) => profession.interests[id])),
      worlds: correlation(worlds.map((id) => found.worlds[id]), worlds.map((id) => worldOf(profession, id))),
      subjects: overlap(profession.subjects, wishes.subjects),
      conditions: met ? -met / wishes.refused.length : 0,
    }
    const points = sum(Object.keys(used).map((key) => used[key] * parts[key]))
    // Rounded, so that equal matches stay equal and keep the order of their names.
    return { id: profession.id, score: whole ? Math.round((points / whole) * 1e6) / 1e6 : 0, parts }
  })
  return rows.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

const byId = (data, id) => data.professions.find((item) => item.id === id)
const codeOf = (profession) => Object.keys(profession.interests)
  .filter((letter) => profession.interests[letter] > 1)
  .sort((a, b) => profession.interests[b] - profession.interests[a])

// The next one to show beside `shown`, without `gone`; not too many of one kind while there is another.
export function next(data, ranked, shown, gone = []) {
  const free = ranked.filter((row) => !shown.includes(row.id) && !gone.includes(row.id))
  const blank = ranked.every((row) => row.score === ranked[0].score)
  // Nothing to go by: one profession of each world to begin with.
  const kind = (id) => (blank ? byId(data, id).klimov : codeOf(byId(data, id)).join(''))
  const limit = blank ? 1 : data.matching.alike
  const fits = free.find((row) => shown.filter((id) => kind(id) === kind(row.id)).length < limit)
  return (fits ?? free[0])?.id ?? null
}

// One that a person would hardly have thought of: the best of the worlds that are not shown yet.
export function unexpected(data, ranked, shown, gone = []) {
  const free = ranked.filter((row) => !shown.includes(row.id) && !gone.includes(row.id))
  const worlds = shown.map((id) => byId(data, id).klimov), first = shown.map((id) => codeOf(byId(data, id))[0])
  const other = free.find((row) => !worlds.includes(byId(data, row.id).klimov))
    ?? free.find((row) => !first.includes(codeOf(byId(data, row.id))[0]))
  return (other ?? free[0])?.id ?? null
}

// What to begin with: the shown ones and the unexpected one. Fewer rather than ones that speak against the answers.
export function choose(data, ranked) {
  const shown = [], blank = ranked.every((row) => row.score === 0)
  while (shown.length < data.matching.shown) {
    const id = next(data, ranked, shown)
    if (!id || (shown.length && !blank && ranked.find((row) => row.id === id).score <= 0)) break
    shown.push(id)
  }
  return { shown, unexpected: unexpected(data, ranked, shown) }
}

// Why and why not: [{good, kind, …}] from interests, worlds, subjects and conditions.
export function reasons(data, id, answers, wishes = { subjects: [], refused: [] }) {
  const profession = byId(data, id), found = levels(data, answers)
  const { near, far } = data.matching
  const list = []
  const code = codeOf(profession)
  if (spread(found.letters) > 1e-9) {
    const most = Math.max(...Object.values(found.letters))
    code.forEach((letter, place) => {
      if (found.letters[letter] * 100 >= near) list.push({ good: true, kind: 'letter', letter, place })
      else if (found.letters[letter] * 100 <= far && place < 2) list.push({ good: false, kind: 'letter', letter, place })
    })
    for (const { id: letter } of data.letters) {
      const loved = found.letters[letter] === most && most * 100 >= near
      if (loved && !code.includes(letter)) list.push({ good: false, kind: 'missing', letter })
    }
  }
  if (spread(found.worlds) > 1e-9) {
    const most = Math.max(...Object.values(found.worlds)), least = Math.min(...Object.values(found.worlds))
    for (const world of [profession.klimov, ...profession.also]) {
      if (found.worlds[world] === most) list.push({ good: true, kind: 'world', world })
    }
    if (found.worlds[profession.klimov] === least) list.push({ good: false, kind: 'world', world: profession.klimov })
  }
  if (wishes.subjects.length) {
    const liked = profession.subjects.filter((item) => wishes.subjects.includes(item))
    const rest = profession.subjects.filter((item) => !liked.includes(item))
    if (liked.length) list.push({ good: true, kind: 'subjects', subjects: liked })
    if (rest.length) list.push({ good: false, kind: 'subjects', subjects: rest })
  }
  if (wishes.refused.length) {
    const met = profession.conditions.filter((item) => wishes.refused.includes(item))
    list.push(met.length ? { good: false, kind: 'conditions', conditions: met } : { good: true, kind: 'conditions', conditions: [] })
  }
  return list.sort((a, b) => b.good - a.good)
}

// «strong», «fair» or «weak»: how the match is called.
export const strength = (data, score) =>
  (score * 100 >= data.matching.strong ? 'strong' : score * 100 >= data.matching.fair ? 'fair' : 'weak')
