// «Маршрут успеха»: a pupil's own project in steps; what is ticked and which day is picked stays on this device.
let store, root, element
let titles = {}
const part = (name) => root.querySelector(`[data-route-${name}]`)
const words = new Intl.DateTimeFormat('ru', { weekday: 'long', day: 'numeric', month: 'long' })

function change(edit) {
  const state = store.read()
  edit(state.route)
  if (!store.write(state)) part('status').textContent = 'Не получилось: браузер не даёт ничего запомнить.'
  show()
}
function changeStep(id, values) {
  change((route) => { route.steps = { ...route.steps, [id]: { ...route.steps?.[id], ...values } } })
}

export function show() {
  const { route } = store.read()
  const steps = [...root.querySelectorAll('[data-step]')]
  for (const step of steps) {
    const { day = '', done = false } = route.steps?.[step.dataset.step] ?? {}
    step.querySelector('[data-step-done]').checked = done
    step.querySelector('[data-step-day]').value = day
    step.querySelector('[data-step-words]').textContent = day ? words.format(new Date(`${day}T00:00`)) : ''
    step.classList.toggle('is-done', done)
  }
  for (const box of root.querySelectorAll('[data-route-kind]')) box.checked = box.value === (route.kind ?? '')
  for (const name of ['professions', 'study']) {
    const select = part(name)
    const key = route[name] ?? ''
    if (key && ![...select.options].some((option) => option.value === key)) select.append(new Option(titles[key]?.title ?? key, key))
    select.value = key
  }
  const done = steps.filter((step) => step.classList.contains('is-done')).length
  part('progress').textContent = done ? `Сделано шагов: ${done} из ${steps.length}` : ''
  root.classList.toggle('has-route', Object.keys(route).length > 0)
}

// Saved professions and programmes to choose from, saved events to take a day from.
export function offer(known, items) {
  titles = known
  for (const name of ['professions', 'study']) {
    const select = part(name)
    const keys = items.filter((key) => key.startsWith(`${name}/`) && known[key])
    select.replaceChildren(new Option('Пока не знаю', ''), ...keys.map((key) => new Option(known[key].title, key)))
    part(`${name}-hint`).hidden = keys.length > 0
  }
  for (const group of root.querySelectorAll('[data-step-saved]')) {
    const keys = items.filter((key) => key.startsWith('events/') && known[key]?.dates && !known[key].off)
    group.hidden = !keys.length
    group.replaceChildren(...keys.map((key) => {
      const [[text, start]] = known[key].dates
      return new Option(`${text} — ${known[key].title}`, start.slice(0, 10))
    }))
  }
  show()
}

export function begin(ourStore, ourRoot, makeElement) {
  [store, root, element] = [ourStore, ourRoot, makeElement]
  for (const each of root.querySelectorAll('[data-route-form], [data-route-tools], [data-step-form], [data-step-done]')) each.hidden = false
  part('clear').addEventListener('click', () => {
    const state = store.read()
    if (store.write({ ...state, route: {} })) part('status').textContent = 'Маршрут стёрт.'
    show()
  })
  for (const step of root.querySelectorAll('[data-step]')) {
    const id = step.dataset.step
    step.querySelector('[data-step-done]').addEventListener('change', ({ target }) => changeStep(id, { done: target.checked }))
    step.querySelector('[data-step-day]').addEventListener('change', ({ target }) => changeStep(id, { day: target.value }))
    const pick = step.querySelector('[data-step-pick]')
    pick.append(...part('dates').content.cloneNode(true).childNodes)
    pick.addEventListener('change', () => {
      if (pick.value) changeStep(id, { day: pick.value })
      pick.value = ''
    })
  }
  for (const box of root.querySelectorAll('[data-route-kind]')) {
    box.addEventListener('change', () => change((route) => { route.kind = box.value }))
  }
  for (const name of ['professions', 'study']) {
    part(name).addEventListener('change', ({ target }) => change((route) => { route[name] = target.value }))
  }
  show()
  if (root.classList.contains('has-route') || location.hash === '#marshrut') root.querySelector('[data-route]').open = true
}
