import type { Reading } from '../health/rules.ts'

/** In the order in which a city does them. */
export const firstDayKeys = [
  'second',
  'seconds',
  'units',
  'posts',
  'accounts',
  'windows',
  'services',
  'programme',
  'sms',
  'backup',
  'calendar',
  'seal',
] as const
export type FirstDayKey = (typeof firstDayKeys)[number]

export type AdministratorRole = 'system_admin' | 'security_admin' | 'audit_admin'

/** Who does it, and so who sees it. */
export const belongsTo: Readonly<Record<FirstDayKey, readonly AdministratorRole[]>> = {
  second: ['system_admin', 'security_admin', 'audit_admin'],
  seconds: ['security_admin'],
  units: ['system_admin'],
  posts: ['system_admin', 'security_admin'],
  accounts: ['security_admin'],
  windows: ['system_admin'],
  services: ['system_admin', 'security_admin'],
  programme: ['system_admin', 'security_admin'],
  sms: ['system_admin'],
  backup: ['system_admin'],
  calendar: ['system_admin'],
  seal: ['audit_admin'],
}

/** A city may have no counter, no system that pushes, no gateway; never no backup, no second factor, nobody who answers. */
export const asideKeys = ['windows', 'services', 'programme', 'sms'] as const satisfies readonly FirstDayKey[]
export type AsideKey = (typeof asideKeys)[number]
const isAsideKey = (key: FirstDayKey): key is AsideKey => (asideKeys as readonly string[]).includes(key)

export interface FirstDayCounts {
  readonly departments: number
  readonly leaderless: number
  /** Whose post has to call, sign or watch. */ readonly callers: number
  /** null: not for this viewer. */
  readonly accountless: number | null
  readonly unused: number | null
  readonly administrators: number | null
  readonly unsecured: number | null
  /** The viewer's own second factor. */ readonly secured: boolean
  readonly windows: number
  readonly served: boolean
  readonly serviceKeys: number | null
  readonly adopted: boolean
}

export interface Aside {
  readonly item: AsideKey
  readonly by: string
  readonly on: string
  readonly why: string
}

export interface FirstDayFacts {
  readonly counts: FirstDayCounts
  readonly readings: readonly Pick<Reading, 'key' | 'state' | 'because'>[]
  readonly smsGoesOut: boolean
  readonly chain: 'whole' | 'broken' | 'unknown'
  readonly aside: readonly Aside[]
}

export interface FirstDayItem {
  readonly key: FirstDayKey
  readonly state: 'done' | 'todo' | 'aside'
  /** Which of its sentences tells how it stands, and what fills it. */
  readonly because: string
  readonly values: Readonly<Record<string, number>>
  readonly mayAside: boolean
  readonly aside?: Omit<Aside, 'item'>
}

type Stand = Pick<FirstDayItem, 'because' | 'values'> & { readonly done: boolean }
const stand = (done: boolean, because: string, values: FirstDayItem['values'] = {}): Stand => ({ done, because, values })

const standOf = (key: FirstDayKey, { counts, readings, smsGoesOut, chain }: FirstDayFacts): Stand => {
  const reading = (of: Reading['key']) => readings.find(one => one.key === of)
  switch (key) {
    case 'second':
      return stand(counts.secured, counts.secured ? 'done' : 'todo')
    case 'seconds': {
      const [all, without] = [counts.administrators ?? 0, counts.unsecured ?? 0]
      // Fewer than three people hold the three posts: one is missing, or one is two.
      return stand(all >= 3 && without === 0, all < 3 ? 'few' : without === 0 ? 'done' : 'todo', { all, without })
    }
    case 'units':
      return stand(counts.departments > 0, counts.departments > 0 ? 'done' : 'todo', { departments: counts.departments })
    case 'posts': {
      const { departments, leaderless } = counts
      const done = departments > 0 && leaderless === 0
      return stand(done, departments === 0 ? 'early' : done ? 'done' : 'todo', { departments, leaderless })
    }
    case 'accounts': {
      const [accountless, unused] = [counts.accountless ?? 0, counts.unused ?? 0]
      const done = counts.callers > 0 && accountless === 0
      return stand(done, counts.callers === 0 ? 'early' : !done ? 'todo' : unused > 0 ? 'invited' : 'done', {
        callers: counts.callers,
        accountless,
        unused,
      })
    }
    case 'windows':
      return stand(counts.windows > 0, counts.windows > 0 ? 'done' : 'todo', { windows: counts.windows })
    case 'services':
      return stand(counts.served, counts.served ? 'done' : (counts.serviceKeys ?? 0) > 0 ? 'keyed' : 'todo')
    case 'programme':
      return stand(counts.adopted, counts.adopted ? 'done' : 'todo')
    case 'sms':
      return stand(smsGoesOut, smsGoesOut ? 'done' : 'todo')
    case 'backup': {
      const because = reading('backup')?.because ?? 'none'
      return stand(because === 'good', because)
    }
    case 'calendar': {
      const good = reading('calendar')?.state === 'good'
      return stand(good, good ? 'done' : 'todo')
    }
    case 'seal':
      return stand(chain === 'whole', chain)
  }
}

/** 第一天清单: what a city has done and what is left, for this post alone. What has been done needs no setting aside any more. */
export const firstDayOf = (facts: FirstDayFacts, roles: readonly string[]): readonly FirstDayItem[] =>
  firstDayKeys
    .filter(key => belongsTo[key].some(role => roles.includes(role)))
    .map(key => {
      const { done, because, values } = standOf(key, facts)
      const aside = done ? undefined : facts.aside.find(one => one.item === key)
      return {
        key,
        state: done ? 'done' : aside ? 'aside' : 'todo',
        because,
        values,
        mayAside: !done && isAsideKey(key) && roles.includes('system_admin'),
        ...(aside ? { aside: { by: aside.by, on: aside.on, why: aside.why } } : {}),
      }
    })

/** Whether an administrator begins here. A demo has nothing to set up, and its visitors come for the posts. */
export const comesFirst = (items: readonly FirstDayItem[], demo: boolean): boolean => !demo && items.some(one => one.state === 'todo')
