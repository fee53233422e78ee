import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import type { BellSettings } from './settings.ts'

export const bellSayings: Sayings<BellSettings> = {
  keep_days: saying('retention', '提醒保留{}天，过后删除。', 'The bell keeps its lines for {} days.'),
}
