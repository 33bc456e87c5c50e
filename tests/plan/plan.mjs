// Runs the plan's browser modules: {store, calendar, ask} on stdin, answers on stdout.
import { readFileSync } from 'node:fs'

const { store: storePath, calendar: calendarPath, ask } = JSON.parse(readFileSync(0, 'utf-8'))
// A browser takes the files as modules; by their names alone Node would not be sure.
const load = (path) => import(`data:text/javascript;base64,${Buffer.from(readFileSync(path)).toString('base64')}`)
const [store, calendar] = [await load(storePath), await load(calendarPath)]
const answers = {
  part: ({ key, count }) => store.partOf(key, count),
  clean: ({ value }) => store.clean(value),
  fragment: ({ items }) => store.toFragment(items),
  items: ({ fragment }) => store.fromFragment(fragment),
  join: ({ files, uid, name }) => calendar.join(files.map((text) => calendar.piece(text, uid ?? '')), name),
}
process.stdout.write(JSON.stringify(ask.map((each) => answers[each.what](each))))
