// «Как вам удобно читать»: the panel that early.js applies on the next page.
const KEY = 'pn-reading'

export function start() {
  const dialog = document.getElementById('settings')
  if (!dialog?.showModal) return
  const form = dialog.querySelector('form')
  let saved = {}
  try { saved = JSON.parse(localStorage.getItem(KEY)) || {} } catch { /* private mode */ }

  const apply = () => {
    const chosen = Object.fromEntries([...new FormData(form)].filter(([, value]) => value))
    window.pnReading(chosen)
    try { localStorage.setItem(KEY, JSON.stringify(chosen)) } catch { /* lives until the page closes */ }
  }
  for (const [name, value] of Object.entries(saved)) {
    const field = form.elements[name]
    if (field) field.value = value
  }
  form.addEventListener('change', apply)
  form.addEventListener('reset', () => setTimeout(apply))
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
  for (const button of document.querySelectorAll('[data-settings-open]')) {
    button.hidden = false
    button.addEventListener('click', () => dialog.showModal())
  }
}
