/* Only makes quicker what works without it: filters stand open on wide screens, a slow act says so, errors get the focus. */
(function () {
  'use strict'
  var wide = window.matchMedia && window.matchMedia('(min-width:56rem)').matches
  if (wide) document.querySelectorAll('details[data-open-wide]').forEach(function (box) { box.open = true })
  var seen = document.querySelector('[data-seen]')
  if (seen && navigator.sendBeacon) navigator.sendBeacon(seen.getAttribute('data-seen'))
  var summary = document.getElementById('error-summary')
  if (summary) summary.focus()
  document.addEventListener('submit', function (event) {
    var form = event.target, button = event.submitter
    if (form.method !== 'post' || !button) return
    var told = document.querySelector('[data-sending]')
    setTimeout(function () { if (told) button.textContent = told.getAttribute('data-sending') }, 1000)
  })
})()
