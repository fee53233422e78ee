import type { Locator, Page } from 'playwright-core'

declare const document: any

/** How a person works a page: with a finger, or with nothing but the keyboard. */
export interface Hand {
  press(target: Locator): Promise<void>
  /** A radio or a box, given by its label. */
  choose(label: Locator): Promise<void>
  write(field: Locator, text: string): Promise<void>
  /** Photographs and files are chosen in a window of the system's own. */
  give(button: Locator, file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void>
}

const chooser = async (page: Page, open: () => Promise<void>, file: Parameters<Hand['give']>[1]): Promise<void> => {
  const [asked] = await Promise.all([page.waitForEvent('filechooser'), open()])
  await asked.setFiles(file)
}

export const finger = (page: Page): Hand => ({
  press: target => target.tap(),
  choose: label => label.tap(),
  write: async (field, text) => {
    await field.tap()
    await field.fill(text)
  },
  give: (button, file) => chooser(page, () => button.tap(), file),
})

/** At a desk with a mouse: for what other stories reach with the keyboard alone, which takes long. */
export const mouse = (page: Page): Hand => ({
  press: target => target.click(),
  choose: label => label.click(),
  write: (field, text) => field.fill(text),
  give: (button, file) => chooser(page, () => button.click(), file),
})

/** Not yet, where the page has just gone to another address: the new one is begun from its top. */
const isFocused = (target: Locator): Promise<boolean> =>
  target
    .evaluate(one => one === document.activeElement)
    .catch((error: unknown) => {
      if (/context was destroyed|navigat/i.test(String(error))) return false
      throw error
    })

/** Tab is pressed until the target has the focus: what the keyboard cannot reach fails here. */
const reach = async (page: Page, target: Locator): Promise<void> => {
  await target.waitFor({ state: 'attached' })
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await isFocused(target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(
    `the keyboard does not reach ${target.toString()}; it stands at ${await page.evaluate(() => document.activeElement?.outerHTML?.slice(0, 200))}`,
  )
}

/** Of a group of radios the keyboard reaches one; the arrows go to the others. */
const reachRadio = async (page: Page, radio: Locator): Promise<void> => {
  const name = await radio.getAttribute('name')
  for (let pressed = 0; pressed < 120; pressed++) {
    if (await page.evaluate(group => document.activeElement?.name === group, name)) break
    await page.keyboard.press('Tab')
  }
  for (let pressed = 0; pressed < 20; pressed++) {
    if (await radio.evaluate(one => one === document.activeElement)) return page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`the keyboard does not reach ${radio.toString()}`)
}

export const keyboard = (page: Page): Hand => ({
  press: async target => {
    await reach(page, target)
    await page.keyboard.press('Enter')
  },
  choose: async label => {
    const box = label.locator('input').first()
    if ((await box.getAttribute('type')) === 'radio') return reachRadio(page, box)
    await reach(page, box)
    await page.keyboard.press('Space')
  },
  write: async (field, text) => {
    await reach(page, field)
    // The parts of a date stand in the order of the machine's language.
    if ((await field.getAttribute('type')) === 'date') return field.fill(text)
    await page.keyboard.insertText(text)
  },
  give: (button, file) =>
    chooser(
      page,
      async () => {
        await reach(page, button)
        await page.keyboard.press('Enter')
      },
      file,
    ),
})
