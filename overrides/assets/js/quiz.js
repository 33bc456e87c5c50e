// Questionnaire: one statement a screen, two optional questions, the result. Nothing leaves the page, and
// nothing is written to the device until the reader asks for it.
const version = new URL(import.meta.url).search
const KEY = 'pn-quiz'

// What was kept, without what the questionnaire no longer has.
function recall(data) {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY))
    if (!kept || typeof kept.answers !== 'object') return null
    const known = (list, terms) => (Array.isArray(list) ? list.filter((id) => terms.some((term) => term.id === id)) : [])
    const answers = {}
    for (const { id } of data.statements) {
      const value = kept.answers[id]
      if (Number.isInteger(value) && value >= 0 && value <= data.highest) answers[id] = value
    }
    return Object.keys(answers).length
      ? { answers, subjects: known(kept.subjects, data.subjects), refused: known(kept.refused, data.conditions) }
      : null
  } catch { return null }
}

export async function start() {
  const root = document.querySelector('[data-quiz]')
  const [matching, { Result }, { endOf }] = await Promise.all(
    ['matching', 'quiz-result', 'passed'].map((name) => import(`./${name}.js${version}`)))
  const part = (name) => root.querySelector(`[data-quiz-${name}]`)
  const data = JSON.parse(part('data').content.textContent)
  const { statements } = data
  const buttons = [...root.querySelectorAll('[data-quiz-answer]')]
  const form = part('more')
  let answers = {}, at = 0, keeping = false
  const wishes = { subjects: [], refused: [] }
  const result = new Result(root, data, matching, endOf)

  const done = () => statements.every(({ id }) => answers[id] !== undefined)
  function show(state) {
    for (const name of ['start', 'run', 'more', 'result']) part(name).hidden = name !== state
    part('lead').hidden = state !== 'start'
    part('crumbs').hidden = state === 'run' || state === 'more'
    part('onward').hidden = state !== 'result'
    part('paper').hidden = true
    root.classList.toggle('has-result', state === 'result')
    root.classList.toggle('is-running', state === 'run' || state === 'more')
  }

  // Keeping

  function save() {
    if (!keeping) return true
    try {
      localStorage.setItem(KEY, JSON.stringify({ answers, ...wishes }))
      return true
    } catch { keeping = false; return false }
  }
  function keep() {
    keeping = true
    const kept = save()
    marks()
    return kept
  }
  function forget() {
    keeping = false
    try { localStorage.removeItem(KEY) } catch { /* private mode has nothing to remove */ }
    marks()
  }
  function marks() {
    part('keep-result').hidden = keeping
    part('erase').hidden = !keeping
  }

  // Statements

  function ask(number) {
    at = number
    const { id, text } = statements[at]
    show('run')
    part('number').textContent = `Вопрос ${at + 1} из ${statements.length}`
    part('progress').value = at
    part('statement').textContent = text
    for (const button of buttons) button.setAttribute('aria-pressed', String(Number(button.value) === answers[id]))
    part('statement').focus()
  }
  function answer(value) {
    answers[statements[at].id] = value
    save()
    if (at + 1 < statements.length) ask(at + 1); else askMore()
  }
  for (const button of buttons) button.addEventListener('click', () => answer(Number(button.value)))
  // Digits work only while the questions hold the focus, so they take nothing from anybody.
  part('run').addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    const button = buttons.find((item) => String(Number(item.value) + 1) === event.key)
    if (button) { event.preventDefault(); answer(Number(button.value)) }
  })
  part('back').addEventListener('click', () => { if (at) ask(at - 1); else begin().focus() })
  part('keep').addEventListener('click', () => { keep(); begin().focus() })

  // Subjects and conditions

  const ticked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value)
  function askMore() {
    show('more')
    for (const name of ['subjects', 'refused']) {
      for (const box of form.querySelectorAll(`[name=${name}]`)) box.checked = wishes[name].includes(box.value)
    }
    part('more-title').focus()
  }
  form.addEventListener('change', () => {
    Object.assign(wishes, { subjects: ticked('subjects'), refused: ticked('refused') })
    save()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    Object.assign(wishes, { subjects: ticked('subjects'), refused: ticked('refused') })
    save()
    finish()
  })
  part('more-back').addEventListener('click', () => ask(statements.length - 1))

  // Result

  function finish() {
    show('result')
    marks()
    result.show(answers, wishes)
    root.querySelector('#result-title').focus()
  }
  part('print').addEventListener('click', () => print())
  part('edit').addEventListener('click', () => ask(0))
  part('keep-result').addEventListener('click', () => {
    result.say(keep() ? 'Ответы запомнены на этом устройстве.' : 'Не получилось: браузер не даёт ничего запомнить.')
    if (keeping) part('erase').focus()
  })
  part('erase').addEventListener('click', () => {
    forget()
    result.say('Запомненное стёрто.')
    part('keep-result').focus()
  })

  // Beginning

  function begin() {
    show('start')
    const some = Object.keys(answers).length
    part('fresh').hidden = some > 0
    part('kept').hidden = some === 0
    const where = keeping ? 'Ответы запомнены на этом устройстве.' : 'Ответы проживут, пока открыта страница.'
    part('kept-words').textContent = `${done() ? 'Все ответы на месте' : `Отвечено: ${some} из ${statements.length}`}. ${where}`
    return part(some ? 'resume' : 'begin')
  }
  part('begin').addEventListener('click', () => ask(0))
  part('resume').addEventListener('click', () => {
    if (done()) finish(); else ask(statements.findIndex(({ id }) => answers[id] === undefined))
  })
  part('forget').addEventListener('click', () => {
    forget()
    answers = {}
    Object.assign(wishes, { subjects: [], refused: [] })
    ask(0)
  })

  // Paper

  part('paper-print').hidden = false
  part('paper-show').addEventListener('click', () => {
    part('paper').hidden = false
    root.querySelector('#paper-title').focus()
  })
  part('paper-print').querySelector('button').addEventListener('click', () => print())

  const kept = recall(data)
  if (kept) {
    answers = kept.answers
    Object.assign(wishes, { subjects: kept.subjects, refused: kept.refused })
    keeping = true
  }
  begin()
}
