/* Makes a photo small before it travels: at most 1600 pixels and 400 KB, as JPEG. What the browser cannot read goes as it is. */
(function () {
  'use strict'
  var SIDE = 1600, BYTES = 400000, field = document.querySelector('input[data-photo]')
  if (!field || !field.form) return
  var line = document.createElement('p'), canvas = document.createElement('canvas'), work = null, isSending = false
  line.setAttribute('role', 'status')
  line.className = 'hint'
  canvas.hidden = true
  canvas.setAttribute('aria-hidden', 'true')
  field.after(line, canvas)

  function say (name, text) { line.textContent = field.dataset[name] + (text ? ' ' + text : '') }
  function draw (picture, target, side) {
    var scale = Math.min(1, side / Math.max(picture.width, picture.height))
    target.width = Math.max(1, Math.round(picture.width * scale))
    target.height = Math.max(1, Math.round(picture.height * scale))
    var pen = target.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, target.width, target.height)
    pen.drawImage(picture, 0, 0, target.width, target.height)
  }
  function pressed (sheet, quality) {
    return new Promise(function (done) { sheet.toBlob(done, 'image/jpeg', quality) }).then(function (blob) {
      if (!blob || blob.size <= BYTES) return blob
      if (quality > 0.5) return pressed(sheet, quality - 0.12)
      var smaller = document.createElement('canvas')
      draw(sheet, smaller, Math.max(sheet.width, sheet.height) * 0.8)
      return pressed(smaller, 0.8)
    })
  }
  function shrink (file) {
    return createImageBitmap(file, { imageOrientation: 'from-image' }).then(function (picture) {
      var sheet = document.createElement('canvas')
      draw(picture, canvas, 160)
      canvas.hidden = false
      var isFine = /jpeg|png/.test(file.type) && file.size <= BYTES && Math.max(picture.width, picture.height) <= SIDE
      if (isFine) return
      draw(picture, sheet, SIDE)
      return pressed(sheet, 0.86).then(function (blob) {
        if (!blob || (blob.size >= file.size && /jpeg|png/.test(file.type)) || field.files[0] !== file) return
        var box = new DataTransfer()
        box.items.add(new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' }))
        field.files = box.files
      })
    })
  }
  function told () {
    var file = field.files[0]
    if (file) say('photo', '\u2068' + file.name + '\u2069 (' + Math.max(1, Math.round(file.size / 1000)) + ' KB)')
    else line.textContent = ''
    work = null
  }
  field.addEventListener('change', function () {
    var file = field.files[0]
    canvas.hidden = true
    if (!file || !/^image\//.test(file.type) || !window.createImageBitmap || !window.DataTransfer) return told()
    say('busy')
    var mine = work = Promise.resolve().then(function () { return shrink(file) }).catch(function () {}).then(function () {
      if (work === mine) told()
    })
  })
  field.form.addEventListener('submit', function (event) {
    if (work) {
      event.preventDefault()
      if (!isSending) { isSending = true; work.then(function () { isSending = false; (field.form.requestSubmit || field.form.submit).call(field.form) }) }
      return
    }
    if (field.files.length) say('sending')
  })
})()
