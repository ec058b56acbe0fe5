/* The desk with the keyboard, where the officer wants it; zoom and turning of a document. Everything has a button beside it. */
(function () {
  'use strict'
  var pages = document.querySelector('[data-pages]')
  function zoom () { if (pages) pages.classList.toggle('zoomed') }
  function turn () {
    if (!pages) return
    var now = Number(pages.getAttribute('data-turned') || 0)
    pages.setAttribute('data-turned', (now + 1) % 4)
  }
  var acts = { zoom: zoom, turn: turn }
  document.querySelectorAll('[data-act]').forEach(function (button) {
    button.hidden = false
    button.addEventListener('click', acts[button.getAttribute('data-act')])
  })
  var wish = document.querySelector('[data-keys]')
  if (!wish) return
  wish.closest('[hidden]').hidden = false
  var store = window.localStorage
  try { wish.checked = store.getItem('desk-keys') === '1' } catch (e) { store = null }
  wish.addEventListener('change', function () { if (store) store.setItem('desk-keys', wish.checked ? '1' : '0') })
  function open (key) {
    var box = document.querySelector('details[data-key="' + key + '"]')
    if (!box) return
    document.querySelectorAll('details[data-key]').forEach(function (other) { other.open = other === box })
    box.querySelector('summary').focus()
  }
  function read () {
    var box = document.querySelector('details[data-read]')
    if (!box) return
    box.open = true
    box.querySelector('input:not([type=hidden])').focus()
  }
  function choose (place) {
    var radios = document.querySelectorAll('details[data-key][open] input[type=radio]')
    if (radios[place]) { radios[place].checked = true; radios[place].focus() }
  }
  document.addEventListener('keydown', function (event) {
    var at = event.target, kind = at.type || ''
    var isTyping = /^(textarea|select)$/i.test(at.localName) || (at.localName === 'input' && !/^(radio|checkbox|submit)$/.test(kind))
    if (!wish.checked || isTyping || event.ctrlKey || event.altKey || event.metaKey) return
    var key = event.key.toLowerCase(), send
    if (/^[arx]$/.test(key)) open(key)
    else if (/^[1-9]$/.test(key)) choose(Number(key) - 1)
    else if (key === 'c') read()
    else if (key === 'z') zoom()
    else if (key === 't') turn()
    else if (key === 'o') send = document.querySelector('[data-key-open] button')
    else if (key === 'd') send = document.querySelector('[data-key-pair]')
    else if (key === 's') send = document.querySelector(document.querySelector('details[data-key]') ? 'details[data-key][open] button[name=next]' : '[data-key-next]')
    else if (key === 'j') send = document.querySelector('[data-key-next]')
    else if (key === 'k') send = document.querySelector('[data-key-before]')
    else if (key === 'l') send = document.querySelector('details[data-key][open] button[name=preview]')
    else if (key === '?') document.querySelector('[data-key-list]').toggleAttribute('open')
    else return
    event.preventDefault()
    if (send) send.click()
  })
})()
