// Runs the browser's modules of the form on many cases: {modules, spec, lookup, cases} on stdin, results on stdout.
import { readFileSync } from 'node:fs'

const { modules, spec, names, cases } = JSON.parse(readFileSync(0, 'utf-8'))
// A browser takes the file as a module; by its name alone Node would not be sure.
const load = (path) => import(`data:text/javascript;base64,${Buffer.from(readFileSync(path)).toString('base64')}`)
const [check, yaml, files, preview] = await Promise.all(modules.map(load))
const words = spec.type === 'events' && preview.words(spec, (type, id) => names[type]?.[id] ?? id, check.later)
const asked = {
  check: ({ data }) => check.check(spec, data),
  dump: ({ data, own }) => yaml.dump({ ...spec, ...own }, data),
  name: ({ data, town, taken }) => files.fileName(spec, data, town, new Set(taken)),
  ratio: ({ pair }) => files.ratio(...pair),
  twins: ({ events, data, town }) => files.twins(spec, events, data, town),
  card: ({ data }) => words.card(data),
  entry: ({ data }) => words.entry(data),
}
process.stdout.write(JSON.stringify(cases.map((item) => asked[item.ask](item))))
