// The planner of a fair: what is ticked is the plan of this device; the dates below can be those of picked places only.
const version = new URL(import.meta.url).search
const ROOT = new URL('../../', import.meta.url)
const plural = new Intl.PluralRules('ru')
const counted = (number, one, few, many) => `${number}\u00a0${{ one, few }[plural.select(number)] ?? many}`

export async function start() {
  const root = document.querySelector('[data-fair]')
  const store = await import(`./plan-store.js${version}`)
  const part = (name) => document.querySelector(`[data-fair-${name}]`)
  const boxes = [...root.querySelectorAll('[data-pick]')]
  const rows = [...document.querySelectorAll('[data-fair-dates] > li')]
  const stands = () => [...root.querySelectorAll('[data-stand]')].filter((stand) => stand.querySelector(':checked'))

  function showDates(chosen) {
    if (!rows.length) return
    const only = chosen.length > 0 && part('only').checked
    const keys = chosen.map((stand) => stand.dataset.stand)
    for (const row of rows) row.hidden = only && !row.dataset.of.split(' ').some((key) => keys.includes(key))
    part('mine').hidden = !chosen.length
    part('none').hidden = rows.some((row) => !row.hidden)
  }

  function show() {
    const { items } = store.read()
    for (const box of boxes) box.checked = items.includes(box.dataset.pick)
    const chosen = stands()
    const programs = boxes.filter((box) => box.checked && box.dataset.pick.startsWith('study/')).map((box) => box.dataset.pick.split('/')[1])
    part('status').textContent = !chosen.length ? 'Пока ничего не отмечено.'
      : `Отмечено: ${counted(chosen.length, 'стол', 'стола', 'столов')}, ${counted(programs.length, 'программа', 'программы', 'программ')}.`
    const compare = part('compare')
    compare.hidden = programs.length < 2
    compare.href = new URL(`compare/?study=${programs.slice(0, store.MOST).join(',')}`, ROOT)
    showDates(chosen)
  }

  root.addEventListener('change', ({ target }) => {
    const key = target.dataset.pick
    if (!key) return
    const state = store.read()
    const items = target.checked ? [...state.items, key] : state.items.filter((item) => item !== key)
    // Without memory the boxes still choose what is printed.
    if (!store.write({ ...state, items })) part('status').textContent = 'Браузер ничего не запоминает: отметки останутся до ухода со страницы.'
    else if (target.checked && !store.read().items.includes(key)) part('status').textContent = 'План полон: уберите из него лишнее.'
  })
  part('only')?.addEventListener('change', () => showDates(stands()))
  part('kept').hidden = false
  store.onChange(show)
  show()
}
