// Pictures for the younger: one a screen, then the five worlds in the child's own order. Nothing is kept.
const rules = new Intl.PluralRules('ru')
const pictures = (count) => `${count} ${{ one: 'картинка', few: 'картинки' }[rules.select(count)] ?? 'картинок'}`

export function start() {
  const root = document.querySelector('[data-kids]')
  const part = (name) => root.querySelector(`[data-kids-${name}]`)
  const cards = [...root.querySelectorAll('.pictures > li')]
  const worlds = [...root.querySelectorAll('.world')]
  const buttons = [...root.querySelectorAll('[data-kids-answer]')]
  const highest = Number(root.dataset.highest)
  let answers = {}, at = 0

  function show(state) {
    part('start').hidden = state !== 'start'
    part('lead').hidden = state !== 'start'
    part('run').hidden = state !== 'run'
    part('crumbs').hidden = state === 'run'
    part('pictures').hidden = state !== 'start'
    part('worlds').hidden = state !== 'result'
    root.classList.toggle('is-running', state === 'run')
    root.classList.toggle('has-result', state === 'result')
  }
  function ask(number) {
    at = number
    show('run')
    const card = cards[at]
    part('number').textContent = `Картинка ${at + 1} из ${cards.length}`
    part('progress').value = at
    part('picture').replaceChildren(card.querySelector('svg').cloneNode(true))
    part('picture').parentElement.className = `kids-card ${card.className}`
    part('statement').textContent = card.querySelector('p').textContent
    for (const button of buttons) button.setAttribute('aria-pressed', String(Number(button.value) === answers[card.dataset.id]))
    part('statement').focus()
  }
  function finish() {
    const sums = new Map(worlds.map((world) => [world, cards
      .filter((card) => card.dataset.world === world.dataset.world)
      .map((card) => answers[card.dataset.id])]))
    const points = (world) => sums.get(world).reduce((total, value) => total + value, 0)
    // A stable order: worlds with as many points stay as they were.
    const order = [...worlds].sort((one, other) => points(other) - points(one))
    part('list').replaceChildren(...order)
    for (const world of worlds) {
      const liked = sums.get(world).filter((value) => value === highest).length
      world.querySelector('[data-kids-sum]').textContent = liked ? `Тебе нравится: ${pictures(liked)} из ${sums.get(world).length}` : 'Здесь тебе пока ничего не понравилось'
    }
    const most = points(order[0]), least = points(order.at(-1))
    const best = order.filter((world) => points(world) === most)
    for (const world of worlds) world.classList.toggle('is-best', most > least && best.includes(world))
    const names = best.map((world) => `«${world.dataset.name}»`)
    const said = names.length > 1 ? `${names.slice(0, -1).join(', ')} и ${names.at(-1)}` : names[0]
    part('words').textContent = most === least
      ? most === 0
        ? 'Пока ничего не понравилось. Так бывает! Попробуй что-нибудь из заданий ниже — вдруг станет интересно.'
        : 'Тебе все миры нравятся одинаково. Значит, можно начать с любого: выбери задание и попробуй.'
      : best.length > 1
        ? `Больше всего тебе нравятся миры ${said}. Посмотри, кто там работает, и выбери, что попробовать.`
        : `Больше всего тебе нравится мир ${said}. Посмотри, кто там работает, и выбери, что попробовать.`
    root.querySelector('#worlds-title').textContent = 'Что у тебя получилось'
    show('result')
    root.querySelector('#worlds-title').focus()
  }
  for (const button of buttons) {
    button.addEventListener('click', () => {
      answers[cards[at].dataset.id] = Number(button.value)
      if (at + 1 < cards.length) ask(at + 1); else finish()
    })
  }
  part('begin').addEventListener('click', () => ask(0))
  part('back').addEventListener('click', () => {
    if (at) { ask(at - 1); return }
    show('start')
    part('begin').focus()
  })
  part('restart').addEventListener('click', () => { answers = {}; ask(0) })
  for (const name of ['print', 'paper']) part(name).addEventListener('click', () => print())
  part('print').hidden = false
  part('again').hidden = false
  show('start')
}
