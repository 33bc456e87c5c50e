// The questionnaire's result: what a person likes, professions with reasons, swaps, the chosen town.
const number = new Intl.NumberFormat('ru', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const lower = (text) => text[0].toLowerCase() + text.slice(1)
const MARKS = { strong: 'Совпадение сильное', fair: 'Совпадение заметное', weak: 'Совпадение слабое' }
const PLACES = ['Здесь это главное', 'Здесь этого много', 'Здесь это пригодится']
const TIES = 5

function element(tag, name, ...children) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...children)
  return made
}
const listed = (items) => (items.length < 2 ? items.join('') : `${items.slice(0, -1).join('; ')} и ${items.at(-1)}`)

export class Result {
  constructor(root, data, matching, endOf) {
    Object.assign(this, { root, data, matching, endOf })
    this.titles = Object.fromEntries(data.professions.map(({ id, title }) => [id, title]))
    // A letter, a world and a subject may share an id (art): each kind has its own words.
    this.letters = Object.fromEntries(data.letters.map((term) => [term.id, term]))
    this.worlds = Object.fromEntries(data.worlds.map((term) => [term.id, term]))
    this.subjects = Object.fromEntries(data.subjects.map((term) => [term.id, term]))
    this.conditions = Object.fromEntries(data.conditions.map((term) => [term.id, term]))
    this.towns = [...root.querySelectorAll('[data-quiz-town]')]
    for (const button of this.towns) button.addEventListener('click', () => this.inTown(button.dataset.quizTown))
    let town = ''
    try { town = localStorage.getItem('pn-town') ?? '' } catch { /* private mode */ }
    this.town = this.towns.some((button) => button.dataset.quizTown === town) ? town : ''
  }

  part(name) { return this.root.querySelector(`[data-quiz-${name}]`) }
  say(text) { this.part('status').textContent = text }

  show(answers, wishes) {
    const { data, matching } = this
    Object.assign(this, { answers, wishes, gone: [] })
    this.levels = matching.levels(data, answers)
    this.ranked = matching.rank(data, answers, wishes)
    this.blank = this.ranked.every((row) => row.score === 0)
    const { shown, unexpected } = matching.choose(data, this.ranked)
    Object.assign(this, { shown, unexpected })
    this.say('')
    const day = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date())
    this.part('day').textContent = `Заполнено ${day}`
    this.part('summary').replaceChildren(...this.summary().map((text) => element('p', '', text)))
    this.part('letters').replaceChildren(...this.bars(data.letters, this.levels.letters, 'letter', (term) => term.help))
    this.part('worlds').replaceChildren(...this.bars(data.worlds, this.levels.worlds, 'klimov', (term) => lower(term.short)))
    this.part('fits').replaceChildren(...shown.map((id) => element('li', '', this.card(id))))
    this.showUnexpected()
    this.showGone()
    this.inTown(this.town)
  }

  // What a person likes

  most(key, id) {
    return this.data.statements.filter((item) => item[key] === id).length * this.data.highest
  }
  best(terms, shares) {
    return [...terms].sort((a, b) => shares[b.id] - shares[a.id]).filter((term, place) =>
      place === 0 || (place < 3 && shares[term.id] * 100 >= this.data.matching.near))
  }
  summary() {
    const { data, levels, matching } = this
    if (matching.isFlat(levels)) {
      return [
        'Вы ответили на всё одинаково, поэтому из ответов не видно, что вам ближе. Так бывает: не тот день, не те вопросы или нравится всё сразу.',
        this.blank
          ? 'Ниже — по одной профессии из каждого мира, чтобы было с чего начать. Можно и вернуться к вопросам: даже небольшая разница в ответах уже подскажет направление.'
          : 'Поэтому список ниже составлен только по предметам и условиям, которые вы отметили.',
      ]
    }
    const points = (terms, shares, key, words) => listed(this.best(terms, shares).map((term) =>
      `${words(term)} (${Math.round(shares[term.id] * this.most(key, term.id))} из ${this.most(key, term.id)})`))
    const top = Math.max(...Object.values(levels.letters)) * 100
    const start = top >= data.matching.near ? 'Больше всего вам по душе' : 'Сильных «да» в ответах немного. Ближе других'
    const lines = [
      `${start}: ${points(data.letters, levels.letters, 'letter', (term) => term.help)}.`,
      `Работать хочется прежде всего вот с чем: ${points(data.worlds, levels.worlds, 'klimov', (term) => lower(term.short))}.`,
    ]
    if (matching.isShaky(data, levels)) {
      lines.push('Разница между интересами небольшая, поэтому порядок профессий шаткий: смотрите на них как на список идей.')
    }
    const good = this.ranked.filter((row) => row.score > 0).length
    if (this.shown.length < data.matching.shown && good < data.matching.shown) {
      lines.push('Среди карточек сайта мало таких, что похожи на ваши ответы, поэтому список короткий. Карточек станет больше, а пока посмотрите все профессии.')
    }
    return lines
  }
  bars(terms, shares, key, words) {
    return [...terms].sort((a, b) => shares[b.id] - shares[a.id]).map((term) => {
      const most = this.most(key, term.id)
      const bar = element('span', 'bar')
      bar.setAttribute('aria-hidden', 'true')
      bar.style.setProperty('--share', shares[term.id])
      const name = element('th', '', words(term))
      name.scope = 'row'
      return element('tr', '', name, element('td', '', bar, `${Math.round(shares[term.id] * most)} из ${most}`))
    })
  }

  // Professions

  reason(item) {
    const { letters, worlds, subjects, conditions } = this
    const names = (ids, terms) => ids.map((id) => lower(terms[id].title)).join(', ')
    switch (item.kind) {
      case 'letter':
        return item.good ? `Вам по душе «${letters[item.letter].help}». ${PLACES[item.place]}`
          : `Много того, что вам не близко: ${letters[item.letter].help}`
      case 'missing': return `Почти нет того, что вам нравится больше всего: ${letters[item.letter].help}`
      case 'world':
        return item.good ? `Связана с тем, к чему вас тянет сильнее всего: ${lower(worlds[item.world].short)}`
          : `Связана с тем, к чему вас тянет меньше всего: ${lower(worlds[item.world].short)}`
      case 'subjects':
        return item.good ? `Пригодится то, что вам нравится: ${names(item.subjects, subjects)}`
          : `Понадобится и то, что вы не отметили: ${names(item.subjects, subjects)}`
      default:
        return item.conditions.length ? `Бывает то, что вам не подходит: ${item.conditions.map((id) => lower(conditions[id].title)).join('; ')}`
          : 'Из того, что вам не подходит, в карточке ничего не названо'
    }
  }
  card(id) {
    const { data, matching } = this
    const card = this.root.querySelector(`template[data-profession="${id}"]`).content.cloneNode(true).firstElementChild
    const row = this.ranked.find((item) => item.id === id)
    const find = (name) => card.querySelector(`[data-fit-${name}]`)
    find('mark').textContent = this.blank ? 'Для знакомства' : MARKS[matching.strength(data, row.score)]
    const why = matching.reasons(data, id, this.answers, this.wishes)
    find('why').replaceChildren(...why.map((item) => element('li', item.good ? 'is-for' : 'is-against',
      element('span', 'vh', item.good ? 'За: ' : 'Против: '), this.reason(item))))
    if (!why.some((item) => item.good)) {
      find('why').append(element('li', 'is-plain', this.blank
        ? 'Показана для знакомства: по ответам о ней ничего сказать нельзя'
        : 'Прямых доводов «за» в ваших ответах нет: просто остальное похоже на них ещё меньше'))
    }
    find('sum').textContent = this.counted(row)
    const same = this.blank ? [] : this.ranked.filter((item) => item.score === row.score && item.id !== id)
    if (same.length) {
      const line = element('p', 'soft', 'Точно так же совпадают: ')
      same.slice(0, TIES).forEach((item, place) => {
        const link = element('a', '', this.titles[item.id])
        link.href = this.root.querySelector(`template[data-profession="${item.id}"]`).content.querySelector('.fit-title a').getAttribute('href')
        line.append(place ? ', ' : '', link)
      })
      find('sum').closest('details').before(line)
    }
    const now = Date.now()
    for (const item of card.querySelectorAll('[data-end]')) if (this.endOf(item.dataset.end) < now) item.remove()
    find('swap').append(element('span', 'vh', ` вместо «${this.titles[id]}»`))
    find('swap').addEventListener('click', () => this.swap(id))
    return card
  }
  counted({ score, parts }) {
    const { weights } = this.data.matching
    if (this.blank) return 'Считать не из чего: ответы одинаковы.'
    const used = [
      ['interests', 'интересы', true], ['worlds', 'миры', true],
      ['subjects', 'предметы', this.wishes.subjects.length], ['conditions', 'условия', this.wishes.refused.length],
    ].filter(([, , given]) => given)
    const lines = used.map(([key, name]) => `${name} ${number.format(parts[key])} (вес ${weights[key]})`)
    return `Похожесть от −1 до 1: ${lines.join(', ')}. Вместе с весами — ${number.format(score)}.`
  }
  swap(id) {
    const { data, matching, ranked } = this
    const odd = id === this.unexpected
    const kept = this.shown.filter((item) => item !== id)
    this.gone.push(id)
    const other = odd ? matching.unexpected(data, ranked, this.shown, this.gone)
      : matching.next(data, ranked, kept, [...this.gone, this.unexpected])
    if (!other) {
      this.gone.pop()
      this.say('Все профессии уже показаны. Отложенные можно вернуть под списком.')
      return
    }
    if (odd) {
      this.unexpected = other
      this.showUnexpected()
    } else {
      const place = this.shown.indexOf(id)
      this.shown[place] = other
      this.part('fits').children[place].replaceChildren(this.card(other))
    }
    this.showGone()
    this.inTown(this.town)
    this.say(`Вместо «${this.titles[id]}» — «${this.titles[other]}».`)
    const place = odd ? this.part('unexpected') : this.part('fits').children[this.shown.indexOf(other)]
    place.querySelector('.fit-title').focus()
  }
  showUnexpected() {
    const box = this.part('unexpected')
    if (!this.unexpected) { box.replaceChildren(); return }
    box.replaceChildren(
      element('h2', '', 'А об этом вы думали?'),
      element('p', 'soft', 'Неожиданная профессия: она в стороне от остальных в списке, но ближе прочих таких к вашим ответам.'),
      this.card(this.unexpected))
  }
  showGone() {
    const line = this.part('gone')
    line.hidden = !this.gone.length
    if (line.hidden) { line.replaceChildren(); return }
    const back = element('button', 'quiz-link no-print', 'Вернуть всё')
    back.type = 'button'
    back.addEventListener('click', () => {
      this.show(this.answers, this.wishes)
      this.part('fits').querySelector('.fit-title').focus()
    })
    line.replaceChildren(`Отложено: ${this.gone.map((id) => `«${this.titles[id]}»`).join(', ')}. `, back)
  }

  // The town: chosen here it holds for this page only

  inTown(town) {
    this.town = town
    for (const button of this.towns) button.setAttribute('aria-pressed', String(button.dataset.quizTown === town))
    for (const item of this.root.querySelectorAll('[data-town]')) {
      const near = item.dataset.town.split(' ')
      item.classList.toggle('off-town', Boolean(town && item.dataset.town && !near.includes(town)))
    }
    for (const list of this.root.querySelectorAll('[data-fit-list]')) {
      list.nextElementSibling.hidden = Boolean(list.querySelector('li:not(.off-town)'))
    }
    document.dispatchEvent(new Event('pn:cards'))
  }
}
