// A catalogue's facets as columns of small numbers: what matches a choice, and how many each choice would leave.
const MINUTE = 60000

export class FacetTable {
  // `end` (events only): when the date of each row is over, days and minutes after the build's day, in UTC.
  constructor(data, now) {
    this.version = data.version
    this.block = data.block
    this.facets = Object.entries(data.facets).map(([name, facet]) => ({ name, ...facet }))
    this.size = data.groups.reduce((sum, [, count]) => sum + count, 0)
    this.groups = data.groups
    const start = data.end && Date.parse(`${data.today}T00:00Z`)
    this.over = Array.from({ length: this.size }, (_, row) => Boolean(data.end) && data.end.days[row] !== null
      && start + (data.end.days[row] * 1440 + data.end.minutes[row]) * MINUTE < now)
  }

  // `chosen` maps a facet's name to an array of values; modes are `one`, `any`, `all`, `flag`.
  // Returns the matching rows, those that are over last, and the counts: what is found when a value joins.
  find(chosen, modes, past) {
    const facets = this.facets.map((facet) => {
      const wanted = (chosen[facet.name] ?? []).map((value) => facet.values.indexOf(value))
      const every = modes[facet.name] === 'all'
      const fits = facet.sets.map((set) => !wanted.length
        || (every ? wanted.every((value) => set.includes(value)) : wanted.some((value) => set.includes(value))))
      return { ...facet, fits, every, tally: new Uint32Array(facet.sets.length) }
    })
    const coming = [], over = []
    let hidden = 0
    for (let row = 0; row < this.size; row++) {
      let misses = 0, missed
      for (const facet of facets) {
        if (facet.fits[facet.rows[row]]) continue
        missed = facet
        if (++misses > 1) break
      }
      if (misses > 1) continue
      if (this.over[row] && !past) {
        if (!misses) hidden++
        continue
      }
      if (!misses) {
        (this.over[row] ? over : coming).push(row)
        for (const facet of facets) facet.tally[facet.rows[row]]++
      } else if (!missed.every) missed.tally[missed.rows[row]]++
    }
    const counts = {}
    for (const { name, values, sets, tally } of facets) {
      counts[name] = Object.fromEntries(values.map((value) => [value, 0]))
      sets.forEach((set, index) => { for (const place of set) counts[name][values[place]] += tally[index] })
    }
    return { rows: [...coming, ...over], counts, past: past ? over.length : hidden }
  }

  // The title of the group in which a row stands.
  groupOf(row) {
    if (this.over[row]) return 'Уже прошло'
    let end = 0
    for (const [title, count] of this.groups) {
      end += count
      if (row < end) return title
    }
  }
}

// The table of a catalogue and its cards, fetched once each. `address` is that of facets.json.
export class Shelf {
  constructor(address) {
    this.address = address
    this.blocks = new Map()
  }

  table() {
    this.loading ??= get(this.address).then((data) => new FacetTable(data, Date.now()))
    this.loading.catch(() => { this.loading = undefined })
    return this.loading
  }

  // Forget everything: the site was published anew while the page was open.
  async renew() {
    this.blocks.clear()
    this.names = undefined
    this.loading = get(this.address, 'reload').then((data) => new FacetTable(data, Date.now()))
    return this.loading
  }

  async ranks() {
    const { version } = await this.table()
    this.names ??= await this.part('names.json', version)
    return this.names.ranks
  }

  // Cards of rows as list items, the same that the server's own lists show.
  async cards(rows) {
    const { version, block } = await this.table()
    const blocks = await Promise.all(rows.map((row) => this.texts(Math.floor(row / block), version)))
    return rows.map((row, index) => this.card(blocks[index][row % block]))
  }

  texts(number, version) {
    if (!this.blocks.has(number)) {
      const loading = this.part(`cards/${number}.json`, version).then(({ cards }) => cards)
      loading.catch(() => this.blocks.delete(number))
      this.blocks.set(number, loading)
    }
    return this.blocks.get(number)
  }

  // Made by our own templates, which escape; links are made whole, because pages differ in depth.
  card(text) {
    const item = new DOMParser().parseFromString(text, 'text/html').querySelector('.cards > li')
    for (const link of item.querySelectorAll('a[href]')) link.href = new URL(link.getAttribute('href'), this.address).href
    return document.importNode(item, true)
  }

  async part(name, version) {
    const data = await get(new URL(`${name}?v=${version}`, this.address))
    if (data.version !== version) throw new Stale()
    return data
  }
}

export class Stale extends Error {}

async function get(address, cache = 'default') {
  const answer = await fetch(address, { cache })
  if (!answer.ok) throw new Error(`${answer.status} ${address}`)
  return answer.json()
}
