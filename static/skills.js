/* Only makes quicker what works without it: the hits of the same page, fetched while one types. */
(function () {
  'use strict'
  var form = document.querySelector('form[data-find]')
  if (!form || !window.fetch || !window.URLSearchParams) return
  var box = form.elements.q, place = document.getElementById('hits'), timer, last = 0
  box.addEventListener('input', function () {
    clearTimeout(timer)
    timer = setTimeout(function () {
      var turn = ++last
      fetch('?' + new URLSearchParams({ q: box.value }), { credentials: 'same-origin' }).then(function (answer) {
        return answer.ok ? answer.text() : ''
      }).then(function (text) {
        var found = text && turn === last && new DOMParser().parseFromString(text, 'text/html').getElementById('hits')
        if (found) place.innerHTML = found.innerHTML
      }).catch(function () {})
    }, 250)
  })
})()
