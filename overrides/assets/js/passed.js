// Dates seen from today: hides what has passed, says «через 12 дней», warns about an old build.
const DAY = 86400000
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate())
// A date alone means the local day, not midnight in London.
const parse = (text) => new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text)
export const endOf = (text) => parse(text).getTime() + (/^\d{4}-\d\d-\d\d$/.test(text) ? DAY : 0)

export function start() {
  const now = new Date()
  for (const card of document.querySelectorAll('[data-end]')) {
    if (!card.dataset.end || !(endOf(card.dataset.end) < now)) continue
    if (card.closest('[data-hide-passed]')) (card.closest('li') ?? card).hidden = true
    else card.classList.add('is-past')
  }
  for (const list of document.querySelectorAll('[data-hide-passed]')) {
    const cards = [...list.querySelectorAll('li:has([data-end]), .cards > li')]
    const over = cards.length > 0 && cards.every((card) => card.hidden)
    const note = list.querySelector('[data-when-empty]')
    if (note) note.hidden = !over
  }
  const words = new Intl.RelativeTimeFormat('ru', { numeric: 'auto' })
  for (const place of document.querySelectorAll('[data-relative]')) {
    const days = Math.round((midnight(parse(place.dataset.relative)) - midnight(now)) / DAY)
    if (Number.isNaN(days)) continue
    const end = place.dataset.relativeEnd
    const over = end ? endOf(end) < now : days < 0
    place.textContent = over ? 'прошло' : days < 0 ? 'идёт сейчас' : Math.abs(days) < 60 ? words.format(days, 'day') : words.format(Math.round(days / 30.4), 'month')
    place.hidden = false
  }
  for (const notice of document.querySelectorAll('[data-built]')) {
    const days = Math.floor((now - parse(notice.dataset.built)) / DAY)
    if (!(days > 3)) continue
    notice.textContent = `Данные могли устареть: сайт обновлялся ${words.format(-days, 'day')}. Проверьте дату у организатора.`
    notice.hidden = false
  }
}
