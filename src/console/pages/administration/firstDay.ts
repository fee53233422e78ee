import { queryOptions, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { erase, get, getQuietly, post } from '../../api/client.ts'
import type { SessionPost } from '../../api/session.ts'
import { defineWords, useLanguage } from '../../kit/language.ts'
import type { Language } from '../../kit/language.ts'
import type { PageKey } from '../../menu.ts'
import type { AsideKey, FirstDayKey } from '../../../dashboards/firstDay/rules.ts'

export interface FirstDayView {
  /** Whether the list stands first in the menu: something is left to do. */
  readonly leads: boolean
  /** Of a city that was asked for it at its first start. */
  readonly region?: { readonly code: string; readonly level: 'province' | 'city' | 'county'; readonly name?: string }
  readonly items: readonly {
    readonly key: FirstDayKey
    readonly state: 'done' | 'todo' | 'aside'
    readonly title: string
    readonly why: string
    readonly says: string
    readonly mayAside: boolean
    readonly aside?: { readonly by: string; readonly on: string; readonly why: string }
  }[]
}

export const firstDayQuery = (language: Language) =>
  queryOptions({ queryKey: ['first-day', language], queryFn: () => get<FirstDayView>('/api/first-day'), staleTime: 0 })

const administrators: readonly SessionPost['role'][] = ['system_admin', 'security_admin', 'audit_admin']
const isAdministrator = (posts: readonly Pick<SessionPost, 'role'>[]): boolean => posts.some(({ role }) => administrators.includes(role))

/** The menu is drawn whether this can be asked or not. */
const leadsQuery = queryOptions({
  queryKey: ['first-day', 'leads'],
  retry: false,
  queryFn: () =>
    getQuietly<FirstDayView>('/api/first-day').then(
      view => view.leads,
      () => false,
    ),
})

/** The page that an administrator begins at while the city is being set up. */
export const leadingOf = async (queries: QueryClient, posts: readonly Pick<SessionPost, 'role'>[]): Promise<PageKey | undefined> =>
  isAdministrator(posts) && (await queries.ensureQueryData(leadsQuery)) ? 'firstDay' : undefined

export const useLeading = (posts: readonly Pick<SessionPost, 'role'>[]): PageKey | undefined => {
  const { data } = useQuery({ ...leadsQuery, enabled: isAdministrator(posts) })
  return data === true ? 'firstDay' : undefined
}

export const setAside = (key: AsideKey, why: string): Promise<unknown> => post(`/api/first-day/${key}/aside`, { why })
export const takeUp = (key: AsideKey): Promise<unknown> => erase(`/api/first-day/${key}/aside`)

export const useFirstDay = () => useQuery(firstDayQuery(useLanguage()))

export const firstDayWords = defineWords({
  zh: {
    title: '第一天清单',
    note: '从装好到第一位群众来评，还差哪些。每一项都看系统里真实的情况，做好了自己变成“已办”。',
    states: { done: '已办', todo: '要办', aside: '不用办' },
    sum: (left: number, all: number) => (left > 0 ? `还有${left}项要办，共${all}项` : `${all}项都办妥了，这一页以后在菜单最后`),
    region: '行政区划代码',
    levels: { province: '省级', city: '市级', county: '县级' },
    go: '去办',
    look: '去看看',
    setAside: '本市不用办',
    why: '为什么不用办',
    whyHint: '四个字以上，例如“只用窗口码，不发短信”',
    setAsideDo: '记下理由，不用办',
    wasSetAside: '已记下',
    asideBy: (by: string, day: string) => `${by}于${day}定为不用办：`,
    takeUp: '改回要办',
    takenUp: '已改回',
    cancel: '取消',
  },
  en: {
    title: 'First day',
    note: 'What is left between the installation and the first citizen. Each line reads how things are and turns to “done” by itself.',
    states: { done: 'done', todo: 'to do', aside: 'not needed' },
    sum: (left: number, all: number) =>
      left > 0 ? `${left} of ${all} left to do` : `All ${all} are settled; from now on this page stands last in the menu`,
    region: 'Code of the region',
    levels: { province: 'province', city: 'city', county: 'county' },
    go: 'Do it',
    look: 'Look',
    setAside: 'Not needed here',
    why: 'Why it is not needed',
    whyHint: 'Four characters or more, such as “codes at the counter only, no texts”',
    setAsideDo: 'Set aside with this reason',
    wasSetAside: 'Noted',
    asideBy: (by: string, day: string) => `${by} set it aside on ${day}: `,
    takeUp: 'Take it up again',
    takenUp: 'Taken up again',
    cancel: 'Cancel',
  },
})
