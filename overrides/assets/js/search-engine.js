// Finds pages by the files that macros/pages/search_index.py writes; knows neither the page nor the network.

// Words and stems: the same as in macros/text/search_words.py, a test holds the two together.
const V = 'аеиоуыэюя'
const TO_VOWEL = new RegExp(`^[^${V}]*[${V}]`)
const TO_R2 = new RegExp(`^[^${V}]*[${V}]+[^${V}]+[${V}]+[^${V}]`)
// A pattern for one of the endings; those of the second list count only after а or я, which stays.
const oneOf = (endings, afterA) => `(?:${endings}|([ая])(?:${afterA}))`.replaceAll(' ', '|')
const GERUND = new RegExp(`${oneOf('ив ивши ившись ыв ывши ывшись', 'в вши вшись')}$`)
const ADJECTIVE = new RegExp(`${oneOf('ивш ывш ующ', 'ем нн вш ющ щ')}?(?:${
  'ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею'.replaceAll(' ', '|')})$`)
const VERB = new RegExp(`${oneOf(
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно')}$`)
const NOUN = new RegExp(`()(?:${
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я'
    .replaceAll(' ', '|')})$`)

export function words(text) {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').match(/[0-9]+(?:\.[0-9]+)+|[a-zа-я0-9]+/g) ?? []
}

export function stem(word) {
  const start = TO_VOWEL.exec(word)?.[0]
  if (!start) return word
  let rest = word.slice(start.length)
  if (GERUND.test(rest)) rest = rest.replace(GERUND, '$1')
  else {
    rest = rest.replace(/с[ья]$/, '')
    const ending = [ADJECTIVE, VERB, NOUN].find((one) => one.test(rest))
    if (ending) rest = rest.replace(ending, '$1')
  }
  rest = rest.replace(/и$/, '')
  const quality = rest.replace(/ость?$/, '')
  if (quality !== rest && TO_R2.test(start + quality)) rest = quality
  const plain = rest.replace(/ейше?$/, '')
  if (plain.endsWith('нн')) return start + plain.slice(0, -1)
  return start + (plain !== rest ? plain : plain.replace(/ь$/, ''))
}

// How many letters to change, add, leave out or swap to make one word of the other; more than `limit` is Infinity.
// With `begun` the other word may go on as it likes.
export function distance(one, other, limit, begun = false) {
  if (one.length - other.length > limit || (!begun && other.length - one.length > limit)) return Infinity
  const width = Math.min(other.length, one.length + limit)
  let before, last, row = Array.from({ length: width + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    [before, last, row] = [last, row, [i]]
    for (let j = 1; j <= width; j++) {
      const same = one[i - 1] === other[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1)
      }
    }
    if (Math.min(...row) > limit) return Infinity
  }
  const found = begun ? Math.min(...row) : row[width]
  return found > limit ? Infinity : found
}

const LATIN = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~{}:"<>'
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ёхъжэбю'
// What the same keys write in the other layout: ghbdtn is привет.
export function otherLayout(text) {
  const small = text.toLowerCase()
  const [from, to] = /[a-z]/.test(small) ? [LATIN, RUSSIAN] : /[а-яё]/.test(small) ? [RUSSIAN, LATIN] : ['', '']
  const turned = [...small].map((letter) => to[from.indexOf(letter)] ?? letter).join('')
  return turned === small ? '' : turned
}

// What a word found in a field is worth, by the field's mark: a one-word name, title, other name, near, text.
const WORTH = { 4: 10, 3: 8, 2: 6, 1: 3, 0: 1 }
const BEGUN = 0.6, TYPO = 0.7, SYNONYM = 0.75
// Synonyms are told from the nearest on.
const LESS = 0.04
const LONGEST_SYNONYM = 4

// `read(name)` gives a parsed file; names are from the folder of words.json.
export async function open(read) {
  return new Index(await read('words.json'), read)
}

class Index {
  #read
  #head
  #stop
  #synonyms
  #stems = []
  #weights
  #parts = new Map()
  #known

  constructor(head, read) {
    this.#read = read
    this.#head = head
    this.#stop = new Set(head.stop.split(' '))
    this.#synonyms = new Map(Object.entries(head.synonyms))
    for (const item of head.words.match(/[A-Z][^A-Z]*/g) ?? []) {
      const shared = item.charCodeAt(0) - 65
      this.#stems.push((this.#stems.at(-1) ?? '').slice(0, shared) + item.slice(1))
    }
    this.#weights = head.groups.flatMap(([count, weight]) => Array(count).fill(weight))
  }

  // Numbers of the pages that answer, the best first. `how` tells what it took to find any: nothing (''), another
  // layout ('layout', then `query` is what it gives), near words ('typos'), leaving words out ('part').
  async find(query) {
    const turned = otherLayout(query)
    for (const [text, typos, how] of [
      [query, false, ''], [turned, false, 'layout'], [query, true, 'typos'], [turned, true, 'layout'],
    ]) {
      const slots = this.#slots(text, typos)
      if (!slots.length || slots.some((slot) => !slot.ways.length)) continue
      const pages = await this.#pages(slots, slots.length)
      if (pages.length) return { pages, how, query: text, stems: stemsOf(slots) }
    }
    const slots = this.#slots(query, true).filter((slot) => slot.ways.length)
    return { pages: await this.#pages(slots, 1), how: 'part', query, stems: stemsOf(slots) }
  }

  // What is shown of a page: [address from the site's root, title, label, summary, other names].
  async page(number) {
    const size = this.#head.pages
    return (await this.#part(`pages-${Math.floor(number / size)}`))[number % size]
  }

  #part(name) {
    if (!this.#parts.has(name)) {
      const loading = this.#read(`${this.#head.version}/${name}.json`)
      loading.catch(() => this.#parts.delete(name))
      this.#parts.set(name, loading)
    }
    return this.#parts.get(name)
  }

  // --- from words to what they may mean

  // A slot is a word of the question, or several that have a synonym together. Each of its ways is enough for
  // a page: a list of terms that all must occur, each a Map of stems to what an occurrence is worth here.
  #slots(query, typos) {
    const all = words(query)
    let begun = /[a-zа-яё0-9]$/i.test(query)
    let said = all.filter((word) => !this.#stop.has(word))
    if (!said.length && begun) said = all.slice(-1)
    begun &&= said.at(-1) === all.at(-1)
    const stems = said.map(stem)
    const terms = said.map((word, index) => this.#term(word, begun && index === said.length - 1, typos))
    const slots = []
    for (let start = 0, size; start < said.length; start += size) {
      size = Math.min(LONGEST_SYNONYM, said.length - start)
      while (size > 1 && !this.#meant(stems.slice(start, start + size)).length) size--
      const own = terms.slice(start, start + size)
      const ways = own.every((term) => term.size) ? [own] : []
      const phrases = [[stems.slice(start, start + size), 1]]
      if (size === 1) phrases.push(...[...own[0]].filter(([, worth]) => worth === TYPO).map(([one]) => [[one], TYPO]))
      for (const [phrase, worth] of phrases) {
        this.#meant(phrase).forEach((synonym, place) => {
          const less = worth * (SYNONYM - place * LESS)
          ways.push(synonym.split(' ').map((one) => new Map([[one, less]])))
        })
      }
      slots.push({ size, ways })
    }
    return slots
  }

  // Synonyms are kept by their stems in alphabetical order: «9 класс экзамены» is «экзамены 9 класс».
  #meant(stems) {
    return this.#synonyms.get([...stems].sort().join(' ')) ?? []
  }

  #term(word, begun, typos) {
    const found = new Map()
    const own = stem(word)
    if (begun) {
      for (let at = this.#at(word); this.#stems[at]?.startsWith(word); at++) found.set(this.#stems[at], BEGUN)
    }
    if (this.#has(own)) found.set(own, 1)
    // In the middle of an ending: «обучающ» of «обучающий», whose stem is «обуча».
    for (let cut = 1; begun && !found.size && cut <= 3 && word.length - cut >= 4; cut++) {
      if (this.#has(word.slice(0, -cut))) found.set(word.slice(0, -cut), BEGUN)
    }
    return found.size || !typos ? found : this.#similar(word, own, begun)
  }

  // The nearest words: one error is allowed in four to seven letters, two in more.
  #similar(word, own, begun) {
    const found = new Map()
    if (word.length < 4 || /[0-9]/.test(word)) return found
    this.#known ??= [...this.#stems, ...this.#synonyms.keys()].map((other) => [other, letters(other)])
    let least = word.length < 8 ? 1 : 2
    for (const [mine, goesOn] of begun ? [[own, false], [word, true]] : [[own, false]]) {
      const needed = letters(mine)
      for (const [other, had] of this.#known) {
        if (count(needed & ~had) > least) continue
        const errors = distance(mine, other, least, goesOn)
        if (errors > least) continue
        if (errors < least) found.clear()
        least = errors
        found.set(other, TYPO)
      }
      if (found.size) break
    }
    return found
  }

  // The place of the first stem that does not stand before the text.
  #at(text) {
    let low = 0, high = this.#stems.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#stems[middle] < text) low = middle + 1; else high = middle
    }
    return low
  }

  #has(text) {
    return this.#stems[this.#at(text)] === text
  }

  // --- from meanings to pages; an array has a place for every page, 0 where there is nothing

  // Pages on which at least `wanted` slots are met; of fewer than all slots, as many as any page has.
  async #pages(slots, wanted) {
    const met = this.#perPage()
    const score = this.#perPage()
    const named = this.#perPage()
    for (const [worths, names] of await Promise.all(slots.map((slot) => this.#met(slot)))) {
      const count = worths.reduce((sum, worth) => sum + (worth > 0), 0)
      const rarity = Math.log2(1 + worths.length / count)
      worths.forEach((worth, page) => {
        if (!worth) return
        met[page] += 1
        score[page] += worth * rarity
        named[page] += names[page]
      })
    }
    const most = met.reduce((one, other) => Math.max(one, other), wanted)
    const pages = [...met.keys()].filter((page) => met[page] === most)
    for (const page of pages) {
      // A page whose title the question names whole counts twice.
      const length = parseInt(this.#head.titles[page], 36) || 1
      score[page] *= this.#weights[page] * (1 + Math.min(1, named[page] / length))
    }
    return pages.sort((one, other) => score[other] - score[one] || one - other)
  }

  #perPage() {
    return new Float64Array(this.#weights.length)
  }

  // Of each page: what its best way to meet the slot is worth, and how many words of the title that names.
  async #met(slot) {
    const [worths, names] = [this.#perPage(), this.#perPage()]
    for (const way of slot.ways) {
      const terms = await Promise.all(way.map((term) => this.#occurrences(term)))
      terms[0][0].forEach((first, page) => {
        if (!first || !terms.every(([worth]) => worth[page])) return
        const worth = terms.reduce((sum, [each]) => sum + each[page], 0) / terms.length * slot.size
        if (worth <= worths[page]) return
        worths[page] = worth
        names[page] = terms.reduce((sum, [, named]) => sum + named[page], 0)
      })
    }
    return [worths, names]
  }

  // The same for one term, whose stems are as good as one another.
  async #occurrences(term) {
    const [worths, names] = [this.#perPage(), this.#perPage()]
    const known = [...term].filter(([one]) => this.#has(one))
    const texts = await Promise.all(known.map(([one]) => this.#text(this.#at(one))))
    known.forEach(([, share], index) => readOccurrences(texts[index], (page, mark) => {
      const worth = WORTH[mark] * share
      if (worth <= worths[page]) return
      worths[page] = worth
      names[page] = mark === 4 && share === 1 ? Infinity : mark >= 3 ? share : 0
    }))
    return [worths, names]
  }

  async #text(place) {
    let part = 0
    while (place >= this.#head.parts[part]) place -= this.#head.parts[part++]
    return (await this.#part(`words-${part}`))[place]
  }
}

// Tells of each page and the mark of its field, from «3aBc1b»: a digit begins a field, then come the numbers of
// pages, each as how many are skipped after the one before, by 26 letters; the last letter of a number is small.
function readOccurrences(text, tell) {
  let mark, page, number
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 65) [mark, page, number] = [code - 48, -1, 0]
    else if (code < 97) number = number * 26 + code - 65
    else {
      page += number * 26 + code - 96
      number = 0
      tell(page, mark)
    }
  }
}

// The letters of a word as bits: each that another word lacks is an error, and bits are counted fast.
function letters(word) {
  let bits = 0
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) & 31)
  return bits
}

function count(bits) {
  let number = 0
  for (; bits; bits &= bits - 1) number++
  return number
}

// Everything by which pages were found: what to highlight.
function stemsOf(slots) {
  return new Set(slots.flatMap((slot) => slot.ways.flat()).flatMap((term) => [...term.keys()]))
}
