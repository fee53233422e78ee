/*
 * The one browser file of the citizens' pages. Every page works without it. It keeps nothing: no storage, no cookie;
 * an unsent rating lives in this page's memory only and goes out under the same idempotency key.
 */
;(() => {
  'use strict'
  const root = document.documentElement
  const all = selector => [...document.querySelectorAll(selector)]
  const form = document.querySelector('form[data-send]')
  const opened = performance.now()

  // Large type without loading the page anew, so that nothing typed is lost. Whatever leads on from here takes it along:
  // every form, every link that carries her language, and the page's own address, which coming back asks for again.
  const inAddress = (address, big) => {
    const query = new URLSearchParams(address.search)
    if (big) query.set('big', '1')
    else query.delete('big')
    return query.toString()
  }
  const carry = (big, link) => {
    for (const one of document.forms) {
      for (const kept of one.querySelectorAll('[name=big]')) kept.remove()
      if (!big) continue
      const kept = document.createElement('input')
      kept.type = 'hidden'
      kept.name = 'big'
      kept.value = '1'
      one.append(kept)
    }
    for (const way of all('a[href*="lang="]')) way.search = inAddress(way, way === link ? !big : big)
  }
  for (const link of all('[data-big]')) {
    // The answer to a form has no address of its own that could be asked for again.
    const stays = link.hidden
    link.hidden = false
    link.setAttribute('role', 'button')
    const toggle = event => {
      event.preventDefault()
      const big = root.classList.toggle('big')
      link.textContent = big ? link.dataset.usual : link.dataset.big
      carry(big, link)
      if (!stays) history.replaceState(null, '', `${location.pathname}?${inAddress(location, big)}${location.hash}`)
    }
    link.addEventListener('click', toggle)
    link.addEventListener('keydown', event => {
      if (event.key === ' ') toggle(event)
    })
  }

  // Read aloud, with voices of this device only: a remote voice would send the page's words away.
  const button = document.querySelector('[data-read]')
  const speech = window.speechSynthesis
  const voiceHere = lang =>
    speech.getVoices().find(voice => voice.localService && voice.lang.toLowerCase().startsWith(lang.slice(0, 2).toLowerCase()))
  // Every word of the page that can be seen, once and in its order, whatever element holds it: a list of elements forgets one.
  // What stands in a field is not read, for others hear it; of a list it is what is chosen. A code is read digit by digit, a
  // checksum not at all.
  const spoken = () => {
    const lines = []
    const walker = document.createTreeWalker(document.querySelector('main'), 5)
    let last
    while (walker.nextNode()) {
      const node = walker.currentNode
      const at = node.nodeType === 3 ? node.parentElement : node
      const isList = node.nodeName === 'SELECT'
      if (node.nodeName === 'BR') last = null
      if (node.nodeType === 1 && !isList) continue
      const text = isList ? node.selectedOptions[0]?.text : node.data
      if (!text?.trim() || !at.offsetParent || at.closest('details:not([open]) > .in,textarea,option,dd.code,[aria-hidden=true]')) continue
      let part = at
      while (getComputedStyle(part).display === 'inline') part = part.parentElement
      const lang = at.closest('[lang]').lang
      const said = at.closest('.code') ? text.replace(/\B/g, ' ') : text
      if (last?.part === part && last.lang === lang) last.said += said
      else lines.push((last = { part, lang, said }))
    }
    return lines
  }
  if (button && speech) {
    const usual = button.textContent
    const rest = () => {
      button.textContent = usual
    }
    const offer = () => {
      button.hidden = !voiceHere(root.lang)
    }
    offer()
    speech.addEventListener?.('voiceschanged', offer)
    button.addEventListener('click', () => {
      if (speech.speaking) {
        speech.cancel()
        rest()
        return
      }
      const lines = spoken()
      lines.forEach(({ said: text, lang }, at) => {
        const said = new SpeechSynthesisUtterance(text.replace(/\s+/g, ' ').trim())
        said.voice = voiceHere(lang) ?? voiceHere(root.lang)
        said.lang = lang
        said.rate = 0.9
        if (at === lines.length - 1) said.onend = rest
        speech.speak(said)
      })
      button.textContent = button.dataset.stop
    })
    addEventListener('pagehide', () => speech.cancel())
  }

  for (const print of all('[data-print]')) {
    print.hidden = false
    print.addEventListener('click', () => window.print())
  }

  // A box that belongs to a text ticks itself when the text is written.
  for (const text of all('[data-ticks]')) {
    text.addEventListener('input', () => {
      if (text.value) text.form.elements[text.dataset.ticks].checked = true
    })
  }
  form?.elements.phone?.addEventListener('input', () => {
    const other = form.querySelector('[name=number][value=other]')
    if (other) other.checked = true
  })

  // After a middling or poor face the questions below open; nothing in them is filled in.
  form?.addEventListener('change', event => {
    if (event.target.name === 'overall' && Number(event.target.value) <= Number(form.dataset.send))
      for (const part of all('[data-opens]')) part.open = true
  })

  // A kiosk forgets after a minute without a touch.
  const start = root.dataset.kiosk
  if (start) {
    let idle
    const again = () => {
      clearTimeout(idle)
      idle = setTimeout(() => {
        all('form').forEach(one => one.reset())
        location.replace(start)
      }, 60000)
    }
    for (const sign of ['pointerdown', 'keydown', 'input']) addEventListener(sign, again)
    again()
  }

  // Coming back shows an empty form, also out of the browser's page cache.
  addEventListener('pageshow', event => {
    if (event.persisted) all('form').forEach(one => one.reset())
  })

  if (!form || !window.fetch || !window.AbortController) return
  const status = document.querySelector('[data-status]')
  const retry = document.querySelector('[data-retry]')
  let unsent = null
  let busy = false
  let tries = 0
  let timer

  const tell = text => {
    status.hidden = !text
    status.textContent = text
  }
  const later = (text, seconds) => {
    tell(text)
    retry.hidden = false
    clearTimeout(timer)
    timer = setTimeout(send, (seconds || Math.min(30, 2 ** ++tries)) * 1000)
  }
  const send = async () => {
    if (busy || !unsent) return
    clearTimeout(timer)
    busy = true
    tell(form.dataset.sending)
    const stop = new AbortController()
    const limit = setTimeout(() => stop.abort(), 15000)
    try {
      const answer = await fetch(form.action, {
        method: 'POST',
        body: unsent,
        signal: stop.signal,
        credentials: 'same-origin',
        headers: { accept: 'text/html' },
      })
      if (answer.status === 503) later(form.dataset.waiting, Number(answer.headers.get('retry-after')))
      else if (answer.ok && answer.redirected) {
        unsent = null
        form.reset()
        location.replace(answer.url)
      } else {
        // The server has something to say: let the browser show it. The same key makes this the same rating.
        unsent = null
        form.submit()
      }
    } catch {
      later(form.dataset.offline)
    } finally {
      clearTimeout(limit)
      busy = false
    }
  }
  form.addEventListener('submit', event => {
    event.preventDefault()
    if (busy) return
    form.elements.seconds.value = String(Math.round((performance.now() - opened) / 1000))
    unsent = new URLSearchParams(new FormData(form))
    send()
  })
  retry.addEventListener('click', send)
  addEventListener('online', send)
  addEventListener('beforeunload', event => {
    if (unsent) event.preventDefault()
  })
})()
