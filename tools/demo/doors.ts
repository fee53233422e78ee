import type { MatterView, May, TrailEntry } from '../../src/engine/contract.ts'
import type { House } from '../../src/engine/house.ts'
import type { ServicePushed, ServiceResult, UnitFigures } from '../../src/modules/evaluation/contract.ts'
import { dayOf } from '../../src/calendar/index.ts'
import type { Viewer } from '../../src/org/viewer.ts'
import type { App } from '../../src/platform/http/index.ts'
import type { Town } from './town.ts'

export interface MatterPage {
  readonly matter: MatterView
  readonly trail: readonly TrailEntry[]
  readonly may: readonly May[]
  readonly card?: unknown
}

type BoardRow = Pick<UnitFigures, 'ratings' | 'levels'>
type Method = 'GET' | 'POST'
interface Asked {
  readonly method?: Method
  readonly url: string
  readonly payload?: object
  readonly headers?: Record<string, string>
  readonly cookies?: Record<string, string>
}

/** The town's people at the doors of the house: everything they do goes through the routes that everybody uses. */
export class Doors {
  readonly #app: App
  readonly #house: House
  readonly #town: Town
  readonly #password: string
  readonly #apiKey: string
  readonly #sessions = new Map<string, string>()
  #caller = 0
  constructor(parts: {
    readonly app: App
    readonly house: House
    readonly town: Town
    readonly password: string
    readonly apiKey: string
  }) {
    this.#app = parts.app
    this.#house = parts.house
    this.#town = parts.town
    this.#password = parts.password
    this.#apiKey = parts.apiKey
  }

  /** Everybody calls from a household of his own, as the limiter expects of a town. */
  async #ask<T>(asked: Asked): Promise<{ readonly status: number; readonly body: T; readonly cookie: string | undefined }> {
    this.#caller = (this.#caller + 1) % 60_000
    const remoteAddress = `10.${100 + Math.floor(this.#caller / 250)}.${this.#caller % 250}.7`
    const answer = await this.#app.inject({
      method: asked.method ?? 'GET',
      url: asked.url,
      remoteAddress,
      headers: asked.headers,
      cookies: asked.cookies,
      payload: asked.payload,
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: (isJson ? answer.json() : answer.body) as T,
      cookie: answer.cookies.find(one => one.name === 'huiyin_session')?.value,
    }
  }

  async push(services: readonly ServicePushed[]): Promise<readonly ServiceResult[]> {
    if (services.length === 0) return []
    const { status, body } = await this.#ask<{ results: ServiceResult[] }>({
      method: 'POST',
      url: '/api/services',
      payload: { services },
      headers: { authorization: `Bearer ${this.#apiKey}` },
    })
    if (status >= 300) throw new Error(`services were refused: ${status} ${JSON.stringify(body)}`)
    const fault = body.results.find(result => result.errors)
    if (fault) throw new Error(`service ${fault.externalId} was refused: ${JSON.stringify(fault.errors)}`)
    return body.results
  }

  /** @returns the code on which the citizen follows what was said. */
  async rate(ratingUrl: string, rating: object): Promise<string> {
    const { status, body } = await this.#ask<{ receipt: string }>({
      method: 'POST',
      url: new URL(ratingUrl).pathname,
      payload: rating,
      headers: { 'idempotency-key': this.#house.keys.uuid(), accept: 'application/json' },
    })
    if (status !== 201) throw new Error(`a rating was refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return body.receipt.replace(/\D/g, '')
  }

  async follow(code: string): Promise<{ readonly judge?: boolean; readonly ended?: string } | undefined> {
    const { status, body } = await this.#ask<{ judge?: boolean; ended?: string }>({ url: `/api/follow/${code}` })
    return status === 200 ? body : undefined
  }

  async say(code: string, said: object): Promise<void> {
    const { status, body } = await this.#ask({ method: 'POST', url: `/follow/${code}`, payload: said })
    if (status >= 300) throw new Error(`a citizen was refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
  }

  /** Told to a window of last resort: online by the citizen, or by a clerk at the window. @returns the matter's number and the citizen's code */
  async bringStuck(told: object, clerk?: string): Promise<{ readonly number: string; readonly code: string }> {
    const key = this.#house.keys.uuid()
    const { status, body } = await this.#ask<{ number: string; code: string }>({
      method: 'POST',
      url: clerk === undefined ? '/stuck' : '/api/stuck/intake',
      payload: { ...told, key },
      ...(clerk === undefined ? {} : { cookies: { huiyin_session: await this.#session(clerk) } }),
    })
    if (status !== 201) throw new Error(`a stuck matter was refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return body
  }

  /** Handed in at a transfer point. @returns the matter and the party's code */
  bringPapers(told: object, clerk: string): Promise<{ readonly matter: string; readonly code: string }> {
    return this.call(clerk, 'POST', '/api/transfer/intake', { ...told, key: this.#house.keys.uuid() })
  }

  /** The party has her papers back and says so. */
  takePapersBack(code: string): Promise<void> {
    return this.#say(`/transfer/${code}`, 'taken_back')
  }

  /** Written down at the registry. @returns the matter and the party's code */
  askForOfficer(asked: object, clerk: string): Promise<{ readonly matter: string; readonly code: string }> {
    return this.call(clerk, 'POST', '/api/reach/intake', { ...asked, key: this.#house.keys.uuid() })
  }

  /** The party says whether she was reached. */
  sayReach(code: string, word: string): Promise<void> {
    return this.#say(`/reach/${code}`, word)
  }

  /** A visit with what was said at it. @returns the first matter that it opened */
  async enterVisit(visit: object, person: string): Promise<string | undefined> {
    const asked = { ...visit, key: this.#house.keys.uuid() }
    return (await this.call<{ opened: { matter: string }[] }>(person, 'POST', '/api/rounds/visits', asked)).opened[0]?.matter
  }

  /** An office's ledger of visits, as CSV. */
  async takeVisitsIn(csv: string, person: string): Promise<void> {
    await this.call(person, 'POST', '/api/rounds/import', { file: 'csv', bytes: Buffer.from(csv).toString('base64'), dryRun: false })
  }

  /** Written down for somebody with her word; whoever decides finds it in the list. @returns the application and her code */
  async applyForHelp(given: {
    readonly asked: object
    readonly by: string
    readonly decider: string
  }): Promise<{ readonly matter: string; readonly code: string }> {
    const { status, body } = await this.#ask<{ number: string; code: string }>({
      method: 'POST',
      url: '/api/hardship/intake',
      payload: { ...given.asked, word: true, key: this.#house.keys.uuid() },
      cookies: { huiyin_session: await this.#session(given.by) },
    })
    if (status !== 201) throw new Error(`an application was refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    const list = await this.#ask<{ items: { id: string; number: string }[] }>({
      url: '/api/hardship/list',
      cookies: { huiyin_session: await this.#session(given.decider) },
    })
    const found = list.body.items.find(one => one.number === body.number)
    if (!found) throw new Error('whoever decides does not see the application')
    return { matter: found.id, code: body.code }
  }

  /** Whether help reached her. */
  sayHardship(code: string, word: string): Promise<void> {
    return this.#say(`/hardship/${code}`, word)
  }

  /** Written down at a service zone. @returns the matter and the code of whoever asked */
  askZone(asked: object, clerk: string): Promise<{ readonly matter: string; readonly code: string }> {
    return this.call(clerk, 'POST', '/api/zone/intake', { ...asked, key: this.#house.keys.uuid() })
  }

  /** Whoever booked calls it off, or says whether it is solved. */
  sayReception(code: string, word: string): Promise<void> {
    return this.#say(`/reception/${code}`, word)
  }

  /** Whoever asked says whether it is solved. */
  sayZone(code: string, word: string): Promise<void> {
    return this.#say(`/zone/${code}`, word)
  }

  /** An old ledger of a zone, whole. */
  async bringZoneLedger(place: string, name: string, text: string, leader: string): Promise<void> {
    await this.call(leader, 'POST', '/api/zone/past', {
      place,
      name,
      file: 'csv',
      bytes: Buffer.from(text).toString('base64'),
      mapping: { fields: { kind: '类别', onDay: '受理日期', ending: '办理结果' }, constants: {} },
      dryRun: false,
    })
  }

  /** A table of the register of the halls, taken in whole by whoever keeps it. */
  async keepRegister(
    person: string,
    { file, ...asked }: { readonly kind: string; readonly fromOn: string; readonly why: string; readonly file: string },
  ): Promise<void> {
    const bytes = Buffer.from(file).toString('base64')
    await this.call(person, 'POST', '/api/hall/import', { ...asked, file: 'csv', bytes, dryRun: false })
  }

  /** A unit of the register by its code, as somebody signed in finds it. */
  async unitOf(person: string, code: string): Promise<string> {
    const { body } = await this.#ask<{ items: { id: string; code: string }[] }>({
      method: 'GET',
      url: `/api/units?search=${code}`,
      cookies: { huiyin_session: await this.#session(person) },
    })
    const found = body.items.find(one => one.code === code)
    if (!found) throw new Error(`no unit ${code}`)
    return found.id
  }

  /** The supervising office sets up a class from a recurring cause, or from one matter. @returns the matter of the class */
  async setUpClass(asked: object, person: string): Promise<string> {
    return (await this.call<{ matter: string }>(person, 'POST', '/api/stuck/classes', asked)).matter
  }

  sayStuck(code: string, word: string): Promise<void> {
    return this.#say(`/stuck/${code}`, word)
  }

  /** The citizen's telephone answers the message that asked her. */
  async replyBySms(phone: string, text: string): Promise<void> {
    const { status } = await this.#ask({
      method: 'POST',
      url: '/api/callback/inbound-sms',
      payload: { from: phone, text, id: this.#house.keys.uuid() },
      headers: { authorization: `Bearer ${this.#apiKey}` },
    })
    if (status >= 300) throw new Error(`a reply was refused: ${status}`)
  }

  /** What a citizen says on the page that her code opens. */
  async #say(url: string, word: string): Promise<void> {
    const { status, body } = await this.#ask({ method: 'POST', url, payload: { say: word } })
    if (status >= 300) throw new Error(`a citizen was refused: ${status} ${JSON.stringify(body).slice(0, 300)}`)
  }

  async #session(person: string): Promise<string> {
    const known = this.#sessions.get(person)
    if (known) return known
    const login = this.#town.people.find(one => one.code === person)?.login
    const { status, cookie } = await this.#ask({ method: 'POST', url: '/api/session', payload: { login, password: this.#password } })
    if (status !== 200 || !cookie) throw new Error(`${login ?? person} could not sign in: ${status}`)
    this.#sessions.set(person, cookie)
    return cookie
  }

  /** What somebody signed in asks for at a page of the console. */
  async call<T>(person: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<T> {
    const { status, body } = await this.#ask<T>({
      method,
      url,
      ...(payload ? { payload } : {}),
      cookies: { huiyin_session: await this.#session(person) },
    })
    if (status >= 300) throw new Error(`${person} could not ${method} ${url}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return body
  }

  /** Undefined for what this person may not see. Sessions that ended meanwhile are opened again. */
  async see(person: string, matter: string): Promise<MatterPage | undefined> {
    const read = async () =>
      this.#ask<MatterPage>({ url: `/api/matters/${matter}`, cookies: { huiyin_session: await this.#session(person) } })
    let answer = await read()
    if (answer.status === 401) {
      this.#sessions.delete(person)
      answer = await read()
    }
    return answer.status === 200 ? answer.body : undefined
  }

  /** The board of released ratings, as anybody who is signed in sees it. */
  async board(person: string): Promise<readonly BoardRow[]> {
    this.#sessions.delete(person)
    const { status, body } = await this.#ask<{ rows: BoardRow[] }>({
      url: '/api/boards/evaluation?weeks=all',
      cookies: { huiyin_session: await this.#session(person) },
    })
    if (status !== 200) throw new Error(`the board was refused: ${status}`)
    return body.rows
  }

  async act(person: string, matter: string, action: string, input?: object): Promise<MatterView | undefined> {
    const press = async () =>
      this.#ask<{ matter?: MatterView; type?: string; title?: string; field?: string }>({
        method: 'POST',
        url: `/api/matters/${matter}/actions/${action}`,
        payload: input ? { input } : {},
        cookies: { huiyin_session: await this.#session(person) },
      })
    let answer = await press()
    // Sessions run on real time: on a slow machine whoever signed in long ago shows his factors again.
    if (answer.status === 403 && answer.body.type === 'urn:huiyin:step_up_needed') {
      this.#sessions.delete(person)
      answer = await press()
    }
    const { status, body } = answer
    if (status !== 200) throw new Error(`${person} could not ${action}: ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return body.matter
  }

  /** Words that wait for this reader. */
  async unreadWords(person: string): Promise<readonly { readonly id: string }[]> {
    const read = async () =>
      this.#ask<{ items: { id: string; mayDecide: boolean }[] }>({
        url: '/api/evaluation/words?state=unread&limit=200',
        cookies: { huiyin_session: await this.#session(person) },
      })
    let answer = await read()
    if (answer.status === 401) {
      this.#sessions.delete(person)
      answer = await read()
    }
    return answer.status === 200 ? answer.body.items.filter(item => item.mayDecide) : []
  }

  async decideWords(person: string, id: string, decision: object): Promise<void> {
    const { status } = await this.#ask({
      method: 'POST',
      url: `/api/evaluation/words/${id}`,
      payload: decision,
      cookies: { huiyin_session: await this.#session(person) },
    })
    if (status !== 200) throw new Error(`${person} could not read a word: ${status}`)
  }

  /** A stamped notice as evidence, put beside the matter by whoever works on it. */
  async file(person: string, matter: string, name: string, text: string): Promise<string> {
    const { city } = this.#house
    const known = this.#town.people.find(one => one.code === person)
    const viewer = await this.#house.as({ kind: 'system', city, name: 'loops' }, async (tx): Promise<Viewer> => {
      const found = await this.#house.org.personByCode(tx, person)
      if (!found) throw new Error(`${person} is nobody`)
      return {
        kind: 'person',
        city,
        person: found.id,
        account: found.id,
        name: known?.name ?? '',
        posts: await this.#house.org.postsHeld(tx, found.id, dayOf(this.#house.clock.now())),
      }
    })
    const stored = await this.#house.as(viewer, tx => this.#house.files.save(tx, { name, bytes: pdfOf(text), matter }))
    return stored.id
  }

  /** Open matters of one kind, as the sweep sees them. */
  async openMatters(kind: string): Promise<readonly MatterView[]> {
    const found: MatterView[] = []
    for (let cursor: string | undefined; ;) {
      const page = await this.#house.engine.list(
        { kind: 'system', city: this.#house.city, name: 'sweep' },
        { kind, open: true, limit: 200, ...(cursor ? { cursor } : {}) },
      )
      found.push(...page.items)
      if (!page.next) return found
      cursor = page.next
    }
  }
}

/** The smallest PDF that a reader opens; ASCII only, since it carries no font of its own. */
export const pdfOf = (text: string): Buffer => {
  const shown = text.replace(/[^\x20-\x7e]/g, '').replace(/[\\()]/g, '\\$&')
  const content = `BT /F1 18 Tf 72 720 Td (${shown}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}
