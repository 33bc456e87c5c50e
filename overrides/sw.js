// The site without a network: pages once seen and what they are drawn with. Dates from memory always say so.
//
// Registered as sw.js?v=<hash of the assets> by assets/js/offline.js, so a new version of the site is a new worker.
// Only pages (HTML) and files of assets/ pass through here. Calendars, feeds, open data and the lists of filters
// go to the network as if there were no worker: a date that was kept must never look like one just told.
const VERSION = new URL(self.location).searchParams.get('v') || 'dev'
const ROOT = new URL('./', self.location).href
const ASSETS = `pn-assets-${VERSION}`
const PAGES = 'pn-pages-1'
const OFFLINE = `${ROOT}offline/`
const CORE = ['css/site.css', 'js/early.js', 'js/site.js', 'js/offline.js', 'js/passed.js', 'js/settings.js']
const FONTS = ['fonts/golos-cyrillic.woff2', 'fonts/golos-latin.woff2']
const PATIENCE = 4000
const MOST_PAGES = 80
const SAVED = 'X-Saved'

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('message', (event) => {
  if (event.data?.type === 'seen') event.waitUntil(remember(event.data.page, event.data.assets))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(ROOT)) return
  const path = new URL(request.url).pathname
  if (request.mode === 'navigate' && isPage(path)) event.respondWith(page(event))
  else if (request.url.startsWith(`${ROOT}assets/`)) event.respondWith(asset(request))
})

const isPage = (path) => path.endsWith('/') || path.endsWith('.html')

async function install() {
  const assets = await caches.open(ASSETS)
  await assets.addAll([...CORE.map((name) => `${ROOT}assets/${name}?v=${VERSION}`), ...FONTS.map((name) => `${ROOT}assets/${name}`)])
  const answer = await fetch(OFFLINE, { cache: 'no-cache' })
  if (answer.ok) await keep(OFFLINE, answer)
  await self.skipWaiting()
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith('pn-') && name !== ASSETS && name !== PAGES) await caches.delete(name)
  }
  await self.clients.claim()
}

// What the very first page loaded before the worker was there; the browser has most of it at hand.
async function remember(address, assets) {
  const own = address.split(/[?#]/)[0]
  const kept = await caches.open(ASSETS)
  for (const url of assets.filter((each) => each.startsWith(`${ROOT}assets/`))) {
    if (!(await kept.match(url))) await kept.add(url).catch(() => {})
  }
  if (!own.startsWith(ROOT) || !isPage(new URL(own).pathname) || (await (await caches.open(PAGES)).match(own))) return
  const answer = await fetch(own).catch(() => null)
  if (answer?.ok) await keep(own, answer)
}

// The network first. When it is silent for long, or gone, the page as it was kept, under a banner that says when.
async function page(event) {
  const address = event.request.url.split(/[?#]/)[0]
  // Asked anew each time: what the browser itself still holds would pass for fresh.
  const fresh = fetch(event.request.url, { cache: 'no-cache', redirect: 'manual' }).then((answer) => {
    if (answer.ok) event.waitUntil(keep(address, answer.clone()))
    return answer
  })
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, 'late'))
  const first = await Promise.race([fresh.catch(() => null), late])
  if (first && first !== 'late') return first
  const kept = await (await caches.open(PAGES)).match(address)
  if (kept && address !== OFFLINE) return withBanner(kept)
  if (kept) return kept
  if (first === 'late') return fresh.catch(() => nothing(address))
  return nothing(address)
}

async function nothing(address) {
  const kept = await (await caches.open(PAGES)).match(OFFLINE)
  if (!kept) return Response.error()
  return Response.redirect(`${OFFLINE}?page=${encodeURIComponent(address.slice(ROOT.length))}`)
}

// Files whose address names their version never change; of the others the network knows better.
async function asset(request) {
  const cache = await caches.open(ASSETS)
  const versioned = new URL(request.url).searchParams.get('v')
  if (versioned) {
    const kept = await cache.match(request)
    if (kept) return kept
  }
  try {
    const answer = await fetch(request)
    if (answer.ok && (!versioned || versioned === VERSION)) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true })
    if (kept) return kept
    throw error
  }
}

async function keep(address, answer) {
  if (!answer.headers.get('Content-Type')?.startsWith('text/html')) return
  const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8', [SAVED]: new Date().toISOString() })
  const body = await answer.text()
  const cache = await caches.open(PAGES)
  // Put anew at the end, so that the pages seen longest ago are the first to go.
  await cache.delete(address)
  await cache.put(address, new Response(body, { headers }))
  const known = (await cache.keys()).filter((each) => each.url !== OFFLINE)
  for (const each of known.slice(0, Math.max(0, known.length - MOST_PAGES))) await cache.delete(each)
}

async function withBanner(kept) {
  const saved = new Date(kept.headers.get(SAVED))
  const words = saved.toLocaleDateString('ru-RU', { day: 'numeric', month: 'long', year: 'numeric' }).replace(/\s?г\.$/, ' года')
  const banner = `<p class="saved-bar" role="status"><span>Сохранено ${words}, даты могли измениться.</span> <a href="">Обновить</a></p>`
  const body = (await kept.text())
    .replace('<html ', `<html data-saved="${saved.toISOString()}" `)
    .replace('<header class="top"', `${banner}\n<header class="top"`)
  return new Response(body, { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
}
