/* Looks for places while a name is typed, on the first page of the first start. Without it the button does the same. */
const field = document.getElementById('words')
const answer = document.getElementById('answer')
const down = document.getElementById('down')
const fill = (sentence, count) => sentence.replace('{count}', String(count))
const make = (tag, name, text) => {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== undefined) element.textContent = text
  return element
}

const row = place => {
  const item = make('li', 'place')
  const button = make('button', 'choice')
  button.setAttribute('form', 'choose')
  button.name = 'region'
  button.value = place.code
  const lines = make('span')
  const code = make('span', 'soft')
  code.append(make('span', 'code', place.code), ' ', field.getAttribute(`data-level-${place.level}`))
  lines.append(make('b', '', place.name), ' ', make('span', 'soft', place.above), make('br'), code)
  button.append(lines)
  item.append(button)
  if (place.inside > 0) {
    const inside = make('button', 'choice', fill(field.dataset.inside, place.inside))
    inside.setAttribute('form', 'look')
    inside.name = 'within'
    inside.value = place.code
    item.append(inside)
  }
  return item
}

const show = ({ places, more }) => {
  const sentence = places.length === 0 ? field.dataset.nothing : more ? field.dataset.many : field.dataset.found
  const count = make('p', '', fill(sentence, places.length))
  count.setAttribute('role', 'status')
  const list = make('ul', 'places')
  list.append(...places.map(row))
  answer.replaceChildren(count, list)
  down.hidden = true
}

let waiting
let asked = 0
const look = async () => {
  const mine = ++asked
  const words = field.value.trim()
  if (words === '') {
    answer.replaceChildren()
    down.hidden = false
    return
  }
  try {
    const response = await fetch(`/setup/regions?words=${encodeURIComponent(words)}`, { headers: { accept: 'application/json' } })
    // An answer that comes after a later question says nothing any more.
    if (response.ok && mine === asked) show(await response.json())
  } catch {
    // The button still asks.
  }
}

// Letters of a word that is still being composed are no Chinese name.
field.addEventListener('input', event => {
  if (event.isComposing) return
  clearTimeout(waiting)
  waiting = setTimeout(look, 180)
})
field.addEventListener('compositionend', () => {
  clearTimeout(waiting)
  waiting = setTimeout(look, 60)
})
