import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import type { HallSettings } from './settings.ts'

/** What a programme says of the register of its halls, in plain words. */
export const hallSayings: Sayings<HallSettings> = {
  negative_list_counts: saying<boolean>(
    'lines',
    '算进驻率时，负面清单上的事项{}。',
    'For the share of items moved into the hall, those of the negative list {}.',
    {
      as: counts =>
        counts ? { zh: '也算在分母里', en: 'are counted below the line too' } : { zh: '不算在分母里', en: 'are left out below the line' },
    },
  ),
}
