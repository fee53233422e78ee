import { theme as library } from 'antd'
import { describe, expect, it } from 'vitest'
import { contrast } from '../../test/contrast.ts'
import { theme } from './theme.ts'

const token = library.getDesignToken(theme)
const { colorLinkHover: _, ...without } = theme.token ?? {}
const bare = library.getDesignToken({ ...theme, token: without })

describe('a link of the console', () => {
  it.each(['colorLink', 'colorLinkHover', 'colorLinkActive'] as const)(
    'can be read in %s on the page and on a card, also under the pointer or the finger: 4.5 to 1',
    name => {
      for (const ground of [token.colorBgLayout, token.colorBgContainer])
        expect(contrast(token[name], ground.replace(/^#fff$/, '#ffffff')), `${token[name]} on ${ground}`).toBeGreaterThanOrEqual(4.5)
    },
  )
  it('could not be read under the pointer in the colour that the library derives', () => {
    expect(contrast(bare.colorLinkHover, token.colorBgLayout)).toBeLessThan(4.5)
  })
})
