import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { PageLanguage, PageView } from '../../kit/page.ts'
import { languageOf } from './problem.ts'

// Whatever stands behind the question mark, a citizen gets her page.
/** How the citizen wants her page: fields of an address or of a form. */
export const askedView = { lang: z.enum(['zh', 'en']).optional().catch(undefined), big: z.string().max(1).optional().catch(undefined) }

export interface AskedView {
  readonly lang?: PageLanguage | undefined
  readonly big?: string | undefined
}

/** @param words the programme's own, which stand in place of ours */
export const pageView = (
  request: FastifyRequest,
  { lang, big }: AskedView,
  words: Readonly<Record<string, string>>,
): PageView & { readonly largeType: boolean; readonly words: Readonly<Record<string, string>> } => ({
  lang: lang ?? languageOf(request),
  nonce: request.nonce,
  largeType: big === '1',
  words,
})

/** The same wishes for the page that she is sent on to. */
export const asAsked = ({ lang, big }: AskedView, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({ ...more, ...(lang ? { lang } : {}), ...(big === '1' ? { big: '1' } : {}) }).toString()

export const sendPage = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').serializer(String).send(text)

/** Sent by a form of a page, and not by a program. */
export const isFormPost = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
