import { queryOptions } from '@tanstack/react-query'
import { get, post } from '../../console/api/client.ts'
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

export interface StuckMessage {
  readonly id: string
  readonly channel: 'sms' | 'console'
  readonly to: 'citizen' | 'staff'
  readonly state: 'stuck' | 'failed'
  readonly attempts: number
  readonly unsure: boolean
  readonly givenUpOn?: string
  readonly nextOn?: string
}

export const messagesQuery = queryOptions({
  queryKey: ['health', 'messages'],
  queryFn: () => get<{ items: readonly StuckMessage[] }>('/api/health/messages'),
  refetchInterval: 60_000,
})

export const sendAgain = (id: string): Promise<unknown> => post(`/api/health/messages/${id}/send`, {})

export const healthWords = defineWords({
  zh: {
    title: '运行状况',
    note: '只看系统本身：没有任何一件的内容，也没有哪个单位的数。需要今天处理的排在前面，并已短信告知系统管理员。',
    states: { good: '正常', watch: '留意', act: '今天处理' },
    todo: '怎么办：',
    messages: {
      title: '发不出去的消息',
      note: '只列有几条、发了几次；写了什么、发给谁、为哪件事，这里没有。给群众的最终没有送到，系统已告诉办这件事的人另行告知。',
      none: '没有发不出去的消息',
      to: { citizen: '给群众的短信', staff: '给工作人员的提醒' } as Readonly<Record<string, string>>,
      states: { stuck: '还在试', failed: '已放弃' } as Readonly<Record<string, string>>,
      tried: (n: number) => `试了${n}次`,
      givenUp: (day: string) => `${day}放弃`,
      next: (day: string) => `${day}再试`,
      unsure: '短信通道没有答复，可能已经收到',
      again: '现在重发',
      ask: '重发这一条？',
      askNote: '编号不变，短信通道认得出是同一条。记入访问留痕。',
      offered: '已交给短信通道，几秒后看结果',
    },
    sum: (act: number, watch: number) => (act > 0 ? `有${act}项要今天处理` : watch > 0 ? `没有急事，${watch}项要留意` : '一切正常'),
  },
  en: {
    title: 'System health',
    note: 'The system alone: nothing of any matter, no figure of any unit. What has to be done today stands first; the system administrators were told by SMS.',
    states: { good: 'good', watch: 'keep an eye on', act: 'today' },
    todo: 'What to do: ',
    messages: {
      title: 'Messages that do not go out',
      note: 'How many and how often tried; what was written, to whom and about what is not here. Where a text to a citizen was given up, whoever works on the matter has been told to reach her another way.',
      none: 'Every message has gone out',
      to: { citizen: 'Text to a citizen', staff: 'Notice to an official' },
      states: { stuck: 'still trying', failed: 'given up' },
      tried: (n: number) => `tried ${n} ${n === 1 ? 'time' : 'times'}`,
      givenUp: (day: string) => `given up ${day}`,
      next: (day: string) => `next try ${day}`,
      unsure: 'the gateway did not answer, it may have arrived',
      again: 'Send now',
      ask: 'Send this one again?',
      askNote: 'Its reference stays, so that the gateway knows it for the same message. Entered on the trail of access.',
      offered: 'Handed to the gateway; look again in some seconds',
    },
    sum: (act: number, watch: number) =>
      act > 0 ? `${act} to be done today` : watch > 0 ? `Nothing urgent, ${watch} to keep an eye on` : 'All is well',
  },
})
