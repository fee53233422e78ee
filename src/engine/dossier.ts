import { dayOf, spokenDay, spokenInstant } from '../calendar/index.ts'
import { z } from 'zod'
import type { Block, Dossier, DossierPiece, DossierSection, Values } from '../platform/documents/contract.ts'
import type { StoredFile } from '../platform/files/index.ts'
import type { TrailEntry } from './contract.ts'
import type { OfferedPaper, Shelf } from './papers.ts'
import type { SeenMatter } from './room.ts'
import { isEngineAction } from './rules/flow.ts'
import type { Flow } from './rules/flow.ts'

export interface Attached {
  readonly file: StoredFile
  readonly bytes: Buffer
}

interface Property {
  readonly title?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly files?: boolean
}

const propertiesOf = (flow: Flow, action: string): Readonly<Record<string, Property>> => {
  const known = isEngineAction(action) || !Object.hasOwn(flow.actions, action) ? undefined : flow.actions[action]
  const records = known?.shows ?? known?.records
  return records
    ? ((z.toJSONSchema(records, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Property> }).properties ?? {})
    : {}
}

const spoken = (value: unknown, property: Property): string => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return property.files ? `${value.length}份，见附件` : value.map(String).join('、')
  return property.labels?.[String(value)] ?? String(value)
}

/** What an entry recorded, by the titles of its form; of the engine's own entries the reason or the paper. */
const recordedIn = (flow: Flow, entry: TrailEntry): string => {
  if (entry.erased) return '（内容已按规定销毁）'
  if (typeof entry.input !== 'object' || entry.input === null) return ''
  if (entry.action === 'seated') return ((entry.input as { because?: readonly string[] }).because ?? []).join('；')
  if (entry.action === 'printed' || entry.action === 'scan_filed') return (entry.input as { paper?: string }).paper ?? ''
  const properties = propertiesOf(flow, entry.action)
  return Object.entries(entry.input)
    .filter(([name, value]) => properties[name]?.title !== undefined && value !== '')
    .map(([name, value]) => `${properties[name]!.title}：${spoken(value, properties[name]!)}`)
    .join('\n')
}

const whoOf = (by: string): string => (by === 'system' ? '系统' : by === 'citizen' ? '群众' : by)

const clockState: Readonly<Record<string, string>> = {
  in_time: '未到期',
  near: '临期',
  overdue: '已逾期',
  kept: '按期办结',
  late: '逾期后办结',
}

const whenOf = ({ matter }: SeenMatter, at: string): string =>
  matter.sight === 'full' ? spokenInstant(new Date(at)) : spokenDay(dayOf(new Date(at)))

const aboutSection = ({ room, seen }: Shelf): DossierSection => {
  const { matter, flow } = seen
  const opening = room.openingInWords?.(seen)
  return {
    title: '基本情况',
    pieces: [
      {
        form: [
          ['件号', matter.number],
          ['类别', flow.title],
          ['单位', matter.unitName],
          ['环节', matter.stageTitle],
          ['轮次', `第${matter.round}轮`],
          ['立件', whenOf(seen, matter.openedAt)],
          ...(matter.closedAt === undefined ? [] : [['办结', whenOf(seen, matter.closedAt)] as const]),
        ],
      },
      ...(opening === undefined
        ? []
        : [{ heading: '立件时的内容' }, { form: Object.entries(opening).filter(([, value]) => value !== '') } satisfies DossierPiece]),
      { heading: '时限' },
      {
        list: [
          ['轮次', 1],
          ['时限', 2],
          ['应于', 2],
          ['情况', 2],
        ],
        lines: matter.clocks.map(clock => [
          `第${clock.round}轮`,
          clock.title,
          clock.dueOn ?? '期限待定',
          clock.state === 'undetermined' ? '期限待定' : (clockState[clock.mark] ?? ''),
        ]),
      },
      ...(matter.sight === 'full' ? [] : [{ text: '本岗位只看进度：没有群众的话、办理内容、人员姓名和附件。', quiet: true }]),
    ],
  }
}

const trailSection = ({ seen }: Shelf): DossierSection => ({
  title: '办理经过',
  pieces: [
    {
      list: [
        ['序', 1.2],
        ['时间', 4],
        ['办理', 4],
        ['人员', 3],
        ['记录', 8],
      ],
      lines: seen.trail.map(entry => [
        String(entry.seq),
        whenOf(seen, entry.at),
        entry.title,
        whoOf(entry.by),
        recordedIn(seen.flow, entry),
      ]),
    },
  ],
})

const filled = (text: string, fields: Readonly<Record<string, string>>): string =>
  text.replace(/\{([^{}#/]+)\}/g, (_, name: string) => fields[name] ?? '')

/** The paper as the house draws it; an office's own form is a Word file and stays one. */
const piecesOf = (layout: readonly Block[], { fields, rows = {} }: Values): readonly DossierPiece[] =>
  layout.flatMap((block): readonly DossierPiece[] => {
    if ('title' in block) return [{ heading: filled(block.title, fields) }]
    if ('letterhead' in block) return [{ heading: filled(block.letterhead, fields) }, { text: filled(block.number, fields) }]
    if ('heading' in block) return [{ heading: filled(block.heading, fields) }]
    if ('imprint' in block) return []
    if ('form' in block) return [{ form: block.form.flat().map(([label, value]) => [label, filled(value, fields)] as const) }]
    if ('list' in block)
      return [
        {
          list: block.columns.map(([title, , share]) => [title, share] as const),
          lines: (rows[block.list] ?? []).map(line => block.columns.map(([, value]) => filled(value, { ...fields, ...line }))),
        },
      ]
    return block.text.trim() === '' ? [] : [{ text: filled(block.text, fields) }]
  })

const spokenSize = (size: number): string =>
  size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`

const attachmentSections = (attached: readonly Attached[]): readonly DossierSection[] => {
  if (attached.length === 0) return []
  const list: DossierSection = {
    title: '附件目录',
    pieces: [
      {
        list: [
          ['序', 1],
          ['名称', 5],
          ['大小', 2],
          ['摘要（录音只列摘要，原件在系统里）', 9],
        ],
        lines: attached.map(({ file }, at) => [String(at + 1), file.name, spokenSize(file.size), file.digest]),
      },
    ],
  }
  return [
    list,
    ...attached.flatMap(({ file, bytes }, at): readonly DossierSection[] => {
      const title = `附件${at + 1}　${file.name}`
      if (file.type === 'application/pdf') return [{ title, pieces: [{ pages: bytes }] }]
      if (file.type === 'image/jpeg' || file.type === 'image/png')
        return [{ title, pieces: [{ picture: bytes, kind: file.type === 'image/png' ? 'png' : 'jpg' }] }]
      return []
    }),
  ]
}

/** 一件一档: everything that this viewer sees of the matter, in one order, and nothing that the screen does not show. */
export const dossierOf = (
  shelf: Shelf,
  offered: readonly OfferedPaper[],
  attached: readonly Attached[],
  taken: { readonly by: string; readonly at: Date },
): Dossier => {
  const { matter, flow } = shelf.seen
  const papers = offered
    .filter(one => one.not === null)
    .map(({ paper, seen }): DossierSection => ({ title: paper.title.zh, pieces: piecesOf(paper.layout, paper.fill(seen)) }))
  const sections = [aboutSection(shelf), trailSection(shelf), ...papers, ...attachmentSections(attached)]
  return {
    title: '一件一档',
    subtitle: `${flow.title}　${matter.number}`,
    cover: [
      ['件号', matter.number],
      ['类别', flow.title],
      ['单位', matter.unitName],
      ['环节', matter.stageTitle],
      ['打印', `${taken.by}　${spokenInstant(taken.at)}`],
    ],
    foot: `${matter.number}　${taken.by}　${spokenInstant(taken.at)}`,
    sections: sections.map((section, at) => ({
      ...section,
      title: section.title.startsWith('附件') && section.title !== '附件目录' ? section.title : `${at + 1}　${section.title}`,
    })),
  }
}
