// What schools offer to one another, narrowed by grade and kind; the choice lives in the address.
const WORDS = ['grade', 'kind']
const plural = new Intl.PluralRules('ru')

export function start() {
  const box = document.querySelector('[data-network]')
  const status = document.querySelector('[data-network-count]')
  const [one, few, many] = box.dataset.counted.split('|')
  const controls = WORDS.map((word) => box.querySelector(`[name=${word}]`))
  let offers = [...document.querySelectorAll('.offers > li')]
  let whole = !document.querySelector('.pages')

  // Long lists stand on several pages: the others join this one before anything is left out.
  const gather = async () => {
    if (whole) return
    const links = [...document.querySelectorAll('.pages a')]
    let pages
    try {
      pages = await Promise.all(links.map(async ({ href }) => ({ href, text: await (await fetch(href)).text() })))
    } catch {
      return // no network: what stands here is still narrowed, the links to the other pages stay
    }
    if (whole) return // two choices in a row asked for the same pages
    whole = true
    for (const { href, text } of pages) {
      const page = new DOMParser().parseFromString(text, 'text/html')
      for (const link of page.querySelectorAll('.offers a')) link.href = new URL(link.getAttribute('href'), href).href
      for (const section of page.querySelectorAll('section:has(> .offers)')) {
        const here = document.getElementById(section.id)
        if (here) here.querySelector('.offers').append(...section.querySelectorAll('.offers > li'))
        else document.querySelector('.pages').before(section)
      }
    }
    document.querySelector('.pages').hidden = true
    offers = [...document.querySelectorAll('.offers > li')]
  }

  const suits = ({ dataset }, grade, kind) => (!kind || dataset.kind === kind)
    && (!grade || dataset.first === '' || (Number(dataset.first) <= grade && grade <= Number(dataset.last)))

  const show = () => {
    const [grade, kind] = controls.map((control) => control.value)
    for (const offer of offers) offer.hidden = !suits(offer, grade, kind)
    const found = offers.filter((offer) => !offer.hidden)
    for (const list of document.querySelectorAll('.offers')) {
      list.closest('section').hidden = !list.querySelector(':scope > :not([hidden])')
    }
    // Nobody can choose into nothing.
    const leads = (...choice) => offers.some((offer) => suits(offer, ...choice))
    for (const option of controls[0].options) option.disabled = option.value && !leads(option.value, kind)
    for (const option of controls[1].options) option.disabled = option.value && !leads(grade, option.value)
    const word = { one, few }[plural.select(found.length)] ?? many
    const nameless = grade ? found.filter(({ dataset }) => dataset.first === '').length : 0
    status.textContent = `${found.length}\u00a0${word}${nameless ? `, из них без класса: ${nameless}` : ''}`
    box.querySelector('[data-network-all]').hidden = !grade && !kind
  }

  const remember = () => {
    const url = new URL(location.href)
    for (const control of controls) {
      if (control.value) url.searchParams.set(control.name, control.value)
      else url.searchParams.delete(control.name)
    }
    history.replaceState(null, '', url)
  }

  const changed = async () => {
    remember()
    await gather()
    show()
  }
  box.addEventListener('change', changed)
  box.querySelector('button').addEventListener('click', () => {
    for (const control of controls) control.value = ''
    controls[0].focus()
    changed()
  })

  const asked = new URLSearchParams(location.search)
  for (const control of controls) {
    const value = asked.get(control.name)
    if ([...control.options].some((option) => option.value === value)) control.value = value
  }
  // They take the place of the links to kinds, which need no script.
  document.querySelector('[data-network-kinds]').hidden = true
  box.hidden = false
  if (controls.some((control) => control.value)) gather().then(show)
}
