// Makes the site readable without a network: starts the worker of sw.js and tells it what this page is made of.
const PAGES = 'pn-pages-1'
const root = new URL('../../', import.meta.url)

export async function start() {
  listSaved()
  const kept = document.documentElement.dataset.saved
  // A page from memory may name an older version: it must not bring its worker back.
  if (kept || !('serviceWorker' in navigator) || !window.isSecureContext) return
  try {
    await navigator.serviceWorker.register(new URL(`sw.js${new URL(import.meta.url).search}`, root))
    const { active } = await navigator.serviceWorker.ready
    const assets = performance.getEntriesByType('resource').map((entry) => entry.name)
    active?.postMessage({ type: 'seen', page: location.href, assets })
  } catch { /* the browser forbids workers here: the site works without one */ }
}

// The page «Нет связи»: which pages are at hand, and the one that was wanted.
async function listSaved() {
  const place = document.querySelector('[data-saved-pages]')
  if (!place || !('caches' in window)) return
  const wanted = new URLSearchParams(location.search).get('page')
  if (wanted) addLink(place, new URL(wanted, root), 'Попробовать ещё раз открыть нужную страницу')
  const cache = await caches.open(PAGES)
  for (const request of (await cache.keys()).reverse()) {
    if (request.url === new URL('offline/', root).href) continue
    const page = new DOMParser().parseFromString(await (await cache.match(request)).text(), 'text/html')
    addLink(place, new URL(request.url), page.title)
  }
  place.hidden = !place.children.length
}

function addLink(place, address, words) {
  // Whatever an address says, only pages of this site are offered.
  if (!address.href.startsWith(root.href)) return
  const link = document.createElement('a')
  link.href = address.href
  link.textContent = words
  const row = document.createElement('li')
  row.append(link)
  place.append(row)
}
