import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { HttpProblem } from '../../../platform/http/index.ts'
import { sheetsPage } from '../citizen/index.ts'
import { inLanguage } from '../english.ts'
import { settingsOf } from '../push.ts'
import { dimensionKeys } from '../settings.ts'
import { drawCode, windowUrl } from '../standingCode.ts'
import { listWindows } from '../store/window.ts'
import type { ListedWindow } from '../store/window.ts'

export { listWindows }
export type { ListedWindow }

/** The document of these windows' sheets. @param nonce of the answer that carries it; a file has none */
export const sheetsOf = (house: House, windows: readonly ListedWindow[], nonce?: string): string => {
  const settings = settingsOf(house)
  const rated = dimensionKeys.filter(key => settings.dimensions[key] !== undefined)
  const say = inLanguage(settings, 'en')
  const titles = rated.map(key => settings.dimensions[key] ?? key)
  const dimensions = { zh: titles.join('、'), en: titles.map(say).join(', ').toLowerCase() }
  return sheetsPage({
    nonce,
    words: house.programmes.current().words,
    sheets: windows.map(({ code, name, unitName, organName }) => {
      const address = windowUrl(house, code)
      return { organName, unitName, windowName: name, code, address, drawn: drawCode(address), dimensions }
    }),
  })
}

const permission = 'role:system_admin,head,deputy_head,leader' as const
const printsFor = new Set(['head', 'deputy_head', 'leader'])

/** Whoever answers for a window prints its sheet: the administrator those of the city, a leader those of the own unit. */
export const sheetRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const windowsFor = (request: FastifyRequest): Promise<readonly ListedWindow[]> => {
      const { viewer } = request as unknown as { viewer: Viewer }
      if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
      const units = viewer.posts.some(post => post.role === 'system_admin')
        ? null
        : viewer.posts.filter(post => printsFor.has(post.role)).map(post => post.unit)
      return house.as(viewer, tx => listWindows(tx, house.city, units))
    }

    app.get(
      '/api/windows',
      {
        config: { permission },
        schema: {
          response: {
            200: z.object({ items: z.array(z.object({ code: z.string(), name: z.string(), unitName: z.string(), address: z.string() })) }),
          },
        },
      },
      async request => ({
        items: (await windowsFor(request)).map(({ code, name, unitName, organName }) => ({
          code,
          name,
          unitName: `${organName}${unitName}`,
          address: windowUrl(house, code),
        })),
      }),
    )

    app.get(
      '/windows/sheets',
      { config: { permission, headers: 'page' }, schema: { querystring: z.strictObject({ code: z.string().max(63).optional() }) } },
      async (request, reply) => {
        const windows = (await windowsFor(request)).filter(window => request.query.code === undefined || window.code === request.query.code)
        if (windows.length === 0) throw new HttpProblem('not_found')
        return reply
          .type('text/html; charset=utf-8')
          .serializer(String)
          .send(sheetsOf(house, windows, request.nonce))
      },
    )
  }
