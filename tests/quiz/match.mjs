// Runs overrides/assets/js/matching.js over many answers: {module, data, cases} on stdin, a list of results on stdout.
import { readFileSync } from 'node:fs'

const { module, data, cases } = JSON.parse(readFileSync(0, 'utf-8'))
// A browser takes the file as a module; by its name alone Node would not be sure.
const source = Buffer.from(readFileSync(module)).toString('base64')
const matching = await import(`data:text/javascript;base64,${source}`)
const results = cases.map(({ answers, wishes, professions, statements }) => {
  const used = { ...data, professions: professions ?? data.professions, statements: statements ?? data.statements }
  const ranked = matching.rank(used, answers, wishes)
  const chosen = matching.choose(used, ranked)
  const swaps = []
  for (let gone = [], shown = chosen.shown; ;) {
    const next = matching.next(used, ranked, shown.slice(1), [...gone, shown[0], chosen.unexpected])
    if (!next) break
    gone = [...gone, shown[0]]
    shown = [next, ...shown.slice(1)]
    swaps.push(next)
  }
  const why = Object.fromEntries(ranked.map(({ id }) => [id, matching.reasons(used, id, answers, wishes)]))
  return { ranked, ...chosen, swaps, why, levels: matching.levels(used, answers) }
})
process.stdout.write(JSON.stringify(results))
