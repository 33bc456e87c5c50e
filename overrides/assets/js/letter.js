// A form whose answers make a letter. Nothing is sent; `?page=` fills in which page it is about.
export function start() {
  const root = document.querySelector('[data-letter]')
  const part = (name) => root.querySelector(`[data-letter-${name}]`)
  const form = part('form')
  const questions = [...form.querySelectorAll('.ask-field')].map((box) => ({
    title: box.querySelector('label').firstChild.data.trim(),
    control: box.querySelector('input, textarea'),
    error: box.querySelector('.ask-error'),
  }))
  const about = new URLSearchParams(location.search).get('page')
  if (about && questions[0].control.id === 'q-page') questions[0].control.value = about.slice(0, 300)

  const check = ({ control, error }) => {
    const wrong = 'needed' in control.dataset && !control.value.trim()
    error.textContent = wrong ? 'Без этого нельзя' : ''
    error.hidden = !wrong
    if (wrong) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid')
    return !wrong
  }
  form.addEventListener('focusout', ({ target }) => {
    const question = questions.find(({ control }) => control === target)
    if (question?.control.value.trim()) check(question)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const wrong = questions.filter((question) => !check(question))
    part('done').hidden = wrong.length > 0
    if (wrong.length) { wrong[0].control.focus(); return }
    const answers = questions.filter(({ control }) => control.value.trim())
      .map(({ title, control }) => `${title}: ${control.value.trim()}`)
    part('text').textContent = `${root.dataset.letter} для «Профнавигатора»\n\n${answers.join('\n\n')}\n`
    root.querySelector('#done-title').focus()
  })
  part('off').hidden = true
  form.hidden = false
}
