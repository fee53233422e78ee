import { queryOptions } from '@tanstack/react-query'
import { get } from '../../console/api/client.ts'
import { defineWords } from '../../console/kit/language.ts'
import type { Language } from '../../console/kit/language.ts'

export interface HealthView {
  readonly asOf: string
  readonly readings: readonly {
    readonly key: string
    readonly state: 'good' | 'watch' | 'act'
    readonly title: string
    readonly says: string
    readonly todo?: string
  }[]
}

/** The server says it in the language of the reader, so each has an answer of its own. */
export const healthQuery = (language: Language) =>
  queryOptions({ queryKey: ['health', language], queryFn: () => get<HealthView>('/api/health'), refetchInterval: 60_000 })

export const healthWords = defineWords({
  zh: {
    title: '运行状况',
    note: '只看系统本身：没有任何一件的内容，也没有哪个单位的数。需要今天处理的排在前面，并已短信告知系统管理员。',
    states: { good: '正常', watch: '留意', act: '今天处理' },
    todo: '怎么办：',
    sum: (act: number, watch: number) => (act > 0 ? `有${act}项要今天处理` : watch > 0 ? `没有急事，${watch}项要留意` : '一切正常'),
  },
  en: {
    title: 'System health',
    note: 'The system alone: nothing of any matter, no figure of any unit. What has to be done today stands first; the system administrators were told by SMS.',
    states: { good: 'good', watch: 'keep an eye on', act: 'today' },
    todo: 'What to do: ',
    sum: (act: number, watch: number) =>
      act > 0 ? `${act} to be done today` : watch > 0 ? `Nothing urgent, ${watch} to keep an eye on` : 'All is well',
  },
})
