// Sheets of paper: a button prints one sheet alone; a letter takes its guest from the address of the page.
function printAlone(event) {
  event.preventDefault()
  location.hash = event.currentTarget.hash // the sheet that is :target is printed alone
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
}

function chooseGuest(box) {
  const choice = box.querySelector('select')
  const show = () => {
    for (const link of box.querySelectorAll('[data-guest-letter]')) {
      const url = new URL(link.href)
      if (choice.value) url.searchParams.set('komu', choice.value)
      else url.searchParams.delete('komu')
      link.href = url.href
    }
  }
  choice.closest('[hidden]').hidden = false
  choice.addEventListener('change', show)
  show()
}

export function start() {
  for (const link of document.querySelectorAll('[data-print]')) link.addEventListener('click', printAlone)
  for (const box of document.querySelectorAll('[data-guest-choice]')) chooseGuest(box)
  const guest = new URLSearchParams(location.search).get('komu')
  const field = document.querySelector('input[name=komu]')
  if (guest && field) field.value = guest
}
