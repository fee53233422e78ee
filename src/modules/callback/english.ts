import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { callbackSettings } from './settings.ts'
import type { CallbackSettings } from './settings.ts'

/** The rights that we name where a city names none. */
const ours: Readonly<Record<string, string>> = {
  '对处理结果不满意，可以拨打12345反映。': 'Not satisfied with the outcome? Call 12345.',
  '需要法律帮助，可以拨打12348。': 'For legal help call 12348.',
}

/** The evaluation room's own keys of the programme: the route was taken over from there when the matter opened. */
const linesSettings = z.looseObject({
  lines: z.record(z.string(), z.looseObject({ lawful_route: z.string().optional(), lawful_route_en: z.string().optional() })).default({}),
})

/** A lawful route or right of the programme as this reader is told it; what has no English stays as it is. */
export const rightsIn = (house: Pick<House, 'programmes'>, lang: PageLanguage): ((text: string) => string) => {
  if (lang === 'zh') return text => text
  const programme = house.programmes.current()
  const { rights, rights_en: english } = programme.settings('callback', callbackSettings)
  const routes = Object.values(programme.settings('evaluation', linesSettings).lines).map(
    line => [line.lawful_route, line.lawful_route_en] as const,
  )
  const twins = [...rights.map((text, at) => [text, english?.[at]] as const), ...routes]
  return text => twins.find(([chinese, twin]) => chinese === text && twin !== undefined)?.[1] ?? ours[text] ?? text
}

/** Where the English follow page would show Chinese. */
export const withoutEnglish = ({ rights, rights_en: english }: CallbackSettings): readonly string[] =>
  rights.flatMap((text, at) => (english?.[at] !== undefined || Object.hasOwn(ours, text) ? [] : [`rights.${at}`]))
