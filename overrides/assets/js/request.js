// A letter between schools: what is written on the sheet stands in the text to copy as well.
export function start() {
  for (const letter of document.querySelectorAll('[data-request]')) {
    for (const slot of letter.querySelectorAll('[data-slot]')) {
      const empty = slot.textContent
      const field = letter.querySelector(`input[name=${slot.dataset.slot}]`)
      const copy = () => { slot.textContent = field.value.trim() || empty }
      field.addEventListener('input', copy)
      copy()
    }
  }
}
