// Copy buttons: [data-copy] takes the text of [data-copy-source] in the same .copy.
export function start() {
  if (!navigator.clipboard) return
  for (const button of document.querySelectorAll('[data-copy]')) {
    const source = button.closest('.copy')?.querySelector('[data-copy-source]')
    const word = button.querySelector('[data-copy-word]')
    if (!source || !word) continue
    const usual = word.textContent
    word.setAttribute('aria-live', 'polite')
    button.hidden = false
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim())
        word.textContent = 'Скопировано'
      } catch {
        getSelection().selectAllChildren(source)
        word.textContent = 'Выделено, скопируйте'
      }
      setTimeout(() => { word.textContent = usual }, 2500)
    })
  }
}
