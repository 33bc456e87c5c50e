// What a saved record looks like in the plan: its next date, whether that has passed, its line.
export function element(tag, name, ...children) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...children)
  return made
}

// The next date that is not over, else the last one.
export function dated(item, now, endOf) {
  const dates = item.dates ?? []
  const [words, start] = dates.find(([, , end]) => endOf(end) >= now) ?? dates.at(-1) ?? []
  const past = dates.length ? dates.every(([, , end]) => endOf(end) < now) : Boolean(item.until) && endOf(item.until) < now
  return { words: words ?? item.when ?? '', start: start ?? '', past }
}

// Dated records by their next date, then those without, then what has passed; the others as the reader put them.
export function arrange(keys, items, now, endOf) {
  const rows = keys.map((key, place) => ({ key, place, item: items[key], ...dated(items[key] ?? {}, now, endOf) }))
  const rank = (row) => (row.past ? 2 : row.start ? 0 : 1)
  return rows.sort((a, b) => rank(a) - rank(b) || (a.past ? -1 : 1) * (new Date(a.start || 0) - new Date(b.start || 0)) || a.place - b.place)
}

const badge = ([kind, text]) => element('span', `badge badge-${kind}`, text)

export function line(row, { root, icons, movable, compared }) {
  const { key, item, words, past } = row
  const made = element('li', `mine-item${past ? ' is-past' : ''}${item?.off ? ' is-off' : ''}`)
  made.dataset.key = key
  if (item?.accent) made.dataset.accent = item.accent
  const what = element('div', 'mine-what')
  const address = new URL(`${key}/`, root)
  if (item) {
    const link = element('a', '', item.title)
    link.href = address
    what.append(element('p', 'kicker', [item.kind, item.town].filter(Boolean).join(' · ')),
      element('h3', 'mine-title', item.off ? element('s', '', link) : link))
    const marks = [...(past ? [['archive', 'Прошло']] : []), ...(item.badges ?? [])]
    if (words) what.append(element('p', 'mine-when', words))
    if (item.line) what.append(element('p', 'soft', item.line))
    if (marks.length) what.append(element('p', 'badges', ...marks.flatMap((mark) => [badge(mark), ' '])))
    what.append(element('p', 'print-only mine-address', address.href))
  } else {
    what.append(element('h3', 'mine-title', 'Этой записи на сайте больше нет'), element('p', 'soft', key))
  }
  const title = item?.title ?? key
  const tool = (name, icon, word) => {
    const button = element('button', 'card-tool', icons.querySelector(`[data-icon=${icon}]`).cloneNode(true), element('span', 'vh', `${word}: ${title}`))
    button.type = 'button'
    button.title = word
    button.dataset[name] = key
    return button
  }
  const tools = element('div', 'mine-tools no-print')
  if (movable) tools.append(tool('up', 'up', 'Выше'), tool('down', 'down', 'Ниже'))
  if (compared && item) {
    const weigh = tool('weigh', 'weigh', 'К сравнению')
    weigh.dataset.title = title
    tools.append(weigh)
  }
  tools.append(tool('remove', 'remove', 'Убрать'))
  made.append(what, tools)
  return made
}
