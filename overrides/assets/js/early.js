// Runs before the first paint: applies reading settings kept on this device, makes room for what scripts bring.
(function () {
  var root = document.documentElement, saved = {}
  root.setAttribute('data-js', '')
  try { saved = JSON.parse(localStorage.getItem('pn-reading')) || {} } catch (e) {}
  window.pnReading = function (s) {
    ['size', 'spacing', 'contrast', 'images', 'scheme'].forEach(function (k) {
      var v = s[k]
      if (k === 'scheme' && !v && s.contrast && matchMedia('(prefers-color-scheme: dark)').matches) v = 'dark'
      if (v) root.setAttribute('data-' + k, v); else root.removeAttribute('data-' + k)
    })
  }
  window.pnReading(saved)
})()
