import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import type { ExportSettings } from './settings.ts'

export const exportSayings: Sayings<ExportSettings> = {
  link_hours: saying(
    'retention',
    '导出的文件保留{}小时，过后链接失效、文件销毁。',
    'A file taken out is kept for {} hours; then its link ends and it is destroyed.',
  ),
}
