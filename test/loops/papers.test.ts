import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownPapers } from '../../src/main.ts'
import { rooms } from '../../src/modules.ts'
import { officialDocument, readForms } from '../../src/platform/documents/index.ts'
import { wordsOfDocx, wordsOfPdf } from '../paperText.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
let matter: string
let code: string
let number: string
const offered = async (login: string, id = matter): Promise<Record<string, string>> => {
  const answer = await town.get(login, `/api/matters/${id}/papers`)
  return answer.statusCode === 200
    ? Object.fromEntries(
        answer.json<{ items: { paper: string; not?: { because: string } }[] }>().items.map(one => [one.paper, one.not?.because ?? 'may']),
      )
    : { status: String(answer.statusCode) }
}
const paper = async (login: string, name: string, id = matter): Promise<string> => {
  const answer = await town.post(login, `/api/matters/${id}/papers/${name}`)
  return answer.statusCode === 200 ? wordsOfDocx(answer.rawPayload) : `${answer.statusCode} ${answer.body}`
}
const dossier = async (login: string, id = matter): Promise<string> => {
  const answer = await town.post(login, `/api/matters/${id}/dossier`)
  return answer.statusCode === 200 ? (await wordsOfPdf(answer.rawPayload)).join('\n') : `${answer.statusCode} ${answer.body}`
}
/** What the citizen said or gave, what officials wrote of it, and who they are: nothing of it is for whoever sees progress alone. */
const content = /抄了三遍|三张表|执行款|邓阿婆|10000160001|同样内容|很不满意|不满意|韩芳|窗口负责人|合并为一张|表格内容重复/
/** Never on any paper, whoever prints it: the number, the follow code, who was rated, the callers' password. */
const never = (): RegExp => new RegExp(`10000160001|${code}|${code.slice(0, 4)} ${code.slice(4, 8)}|陆小满|YX0009`)

beforeAll(async () => {
  town = await startTown('09-16T15:00')
  code = await town.rate({
    levels: { result: 1 },
    reasons: ['same_form_again'],
    words: '同样的内容抄了三遍',
    callback: { wanted: true, how: 'phone', by: 'department', phone: '10000160001' },
  })
  const [first] = await town.work('hanfang')
  matter = first!
  number = (await town.get('hanfang', `/api/matters/${matter}`)).json<{ matter: { number: string } }>().matter.number
})
afterAll(() => town.running.stop())

describe('papers by seat', () => {
  it('has a paper for each document that a flow names', () => {
    const titles = knownPapers.map(one => one.title.zh)
    const named = rooms.flatMap(room =>
      (room.flows ?? []).flatMap(flow =>
        Object.values(flow.actions).flatMap(action => ('document' in action && action.document ? [action.document] : [])),
      ),
    )
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter(name => !titles.includes(name))).toEqual([])
  })

  it('offers each seat its own, with the reason where it is too early, and nothing to whoever sees no matter', async () => {
    expect(await offered('hanfang')).toEqual({
      call_record: 'not_called_yet',
      repair_order: 'order_not_listed',
      repair_report: 'not_put_right_yet',
      closing_record: 'not_closed_yet',
    })
    expect(await offered('zhouyq')).toEqual({ closing_record: 'not_closed_yet' })
    for (const login of ['luxm', 'pengch', 'guosz']) {
      expect(await offered(login), login).toEqual({ status: '404' })
      for (const url of [`/api/matters/${matter}/papers/call_record`, `/api/matters/${matter}/dossier`])
        expect((await town.post(login, url)).statusCode, login).toBe(404)
    }
  })

  it('asks for every factor again before what a citizen said leaves on paper or in the bound file, whether there is such a matter or not', async () => {
    const stale = (minutes: number) =>
      town.running.house.as({ kind: 'system', city: town.running.house.city, name: 'sign_in' }, tx =>
        sql`update org.session set fresh_at = fresh_at - make_interval(mins => ${minutes}::int)`.execute(tx),
      )
    const because = async (path: string, id = matter) =>
      (await town.post('hanfang', `/api/matters/${id}/${path}`)).json<{ type?: string }>().type
    expect(await because('papers/call_record')).toBe('urn:huiyin:not_called_yet')
    await stale(11)
    for (const id of [matter, '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11'])
      for (const path of ['papers/call_record', 'papers/closing_record', 'dossier'])
        expect([path, await because(path, id)]).toEqual([path, 'urn:huiyin:step_up_needed'])
    expect(await because('papers/repair_order')).toBe('urn:huiyin:order_not_listed')
    await stale(-11)
  })

  it('prints the letter of supervision for 政法委 once it is issued, and the reply: organ, clock and asking, no word and no name', async () => {
    await town.at('09-30T09:00')
    const slips = await Promise.all(
      (await town.work('ldzfw')).map(async id => ({
        id,
        page: (await town.get('ldzfw', `/api/matters/${id}`)).json<{ matter: { kind: string } }>(),
      })),
    )
    const slip = slips.find(one => one.page.matter.kind === 'slip')!.id
    expect(await offered('ldzfw', slip)).toEqual({ supervision_letter: 'slip_not_issued_yet', supervision_reply: 'slip_not_answered_yet' })
    await town.act('ldzfw', slip, 'issue_slip', { document_no: '柳政法督〔2026〕12号', asks: '请查明逾期原因，依程序抓紧办理' })
    const text = await paper('ldzfw', 'supervision_letter', slip)
    for (const told of ['柳政法督〔2026〕12号', '柳渡区人民法院', '请查明逾期原因']) expect(text).toContain(told)
    expect(text).not.toMatch(content)
    expect(text, 'the department and a day may name one visitor').not.toContain('执行局')
    expect(text).not.toMatch(never())
    await town.act('luocz', slip, 'reply_slip', { reply: '已换人办理，抓紧整改', done_by: '2026-10-20' })
    expect(await paper('luocz', 'supervision_reply', slip)).toMatch(/已换人办理/)
    expect((await town.get('hanfang', `/api/matters/${slip}/papers`)).statusCode).toBe(404)
    expect(await paper('zhouyq', 'call_record')).toMatch(/^409 .*paper_of_another_post/)
  })

  it('keeps a repair order back until its list is out, and then prints for the leader what the unit reads, and no more', async () => {
    await town.act('hanfang', matter, 'record_call', {
      what_was_wrong: '三张表写同样的内容',
      cause: 'documents',
      head: 'mechanism',
      speed_agreed: false,
    })
    await town.act('hanfang', matter, 'order_repair', {
      cause: 'documents',
      what_to_change: '几张表合并为一张',
      responsible: '窗口负责人',
      by: '2026-10-16',
    })
    expect(await paper('hanfang', 'repair_order')).toMatch(/^409 .*order_not_listed/)
    await town.at('10-12T09:00')
    const { items } = (await town.get('luxm', '/api/callback/repair-orders')).json<{ items: { unit: string; releasedOn: string }[] }>()
    const unit = await town.post('luxm', '/api/callback/repair-orders/paper', { unit: items[0]!.unit, releasedOn: items[0]!.releasedOn })
    const [forUnit, forLeader] = [wordsOfDocx(unit.rawPayload), await paper('hanfang', 'repair_order')]
    expect(forLeader).toBe(forUnit)
    expect(forUnit).toContain('几张表合并为一张')
    for (const told of [
      number,
      number.slice(0, 4),
      matter,
      '三张表写',
      '抄了三遍',
      '韩芳',
      '邓阿婆',
      '领取执行款',
      '2026年9月16日',
      '2026年9月30日',
      '2026年10月16日',
      '2026-',
    ])
      expect(forUnit, told).not.toContain(told)
    expect(forUnit).not.toMatch(never())
    expect(
      (await town.post('zhouyq', '/api/callback/repair-orders/paper', { unit: items[0]!.unit, releasedOn: items[0]!.releasedOn }))
        .statusCode,
      'of another unit',
    ).not.toBe(200)
    expect(
      (await town.post('luxm', '/api/callback/repair-orders/paper', { unit: items[0]!.unit, releasedOn: '2026-10-19' })).statusCode,
      'a list that is not out',
    ).toBe(404)
  })

  it('prints record and report for the caller alone; superior, head, centre and 政法委 get no word of them', async () => {
    const record = await paper('hanfang', 'call_record')
    expect(record).toMatch(/抄了三遍[\s\S]*三张表写同样的内容/)
    expect(record).not.toMatch(never())
    const evidence = (
      await town.upload(
        'hanfang',
        '/api/files',
        { name: '通知.pdf', bytes: (await import('../../tools/demo/doors.ts')).pdfOf('One form instead of three') },
        { matter },
      )
    ).json<{ id: string }>().id
    await town.act('hanfang', matter, 'report_repair', {
      found: '表格内容重复',
      measure: '合并为一张',
      from: '2026-10-12',
      responsible: '窗口负责人',
      evidence_kind: 'record',
      evidence: [evidence],
    })
    expect(await paper('hanfang', 'repair_report')).toMatch(/表格内容重复[\s\S]*合并为一张/)
    for (const login of ['shenyue', 'luocz', 'helq', 'zhouyq'])
      for (const name of ['call_record', 'repair_order', 'repair_report'])
        expect(await paper(login, name), `${login} ${name}`).toMatch(/^409 .*paper_of_another_post/)
  })

  it('prints the closing record for every seat, in full for whoever reads the matter, without a word for the others', async () => {
    await town.act('hanfang', matter, 'record_second_contact', { how: 'phone', told: '以后只填一张表' })
    expect(await town.say(code, 'solved')).toBeLessThan(400)
    expect(await paper('hanfang', 'closing_record')).toMatch(/群众认可已解决[\s\S]*三张表写同样的内容/)
    for (const login of ['shenyue', 'zhouyq']) {
      const text = await paper(login, 'closing_record')
      expect(text, login).toContain('群众认可已解决')
      expect(text, login).not.toMatch(content)
      expect(text, login).not.toContain('执行局')
    }
  })

  it('binds one file for each seat: in full with its attachment, or by days and the organ without a word', async () => {
    const whole = await dossier('hanfang')
    for (const told of [
      '一件一档',
      '目录',
      number,
      '抄了三遍',
      '三张表写同样的内容',
      '群众评价回访记录表',
      '整改反馈表',
      '附件1',
      '通知.pdf',
    ])
      expect(whole, told).toContain(told)
    expect(whole).not.toMatch(never())
    for (const login of ['shenyue', 'luocz', 'zhouyq']) {
      const shell = await dossier(login)
      expect(shell, login).toContain('办理经过')
      expect(shell, login).not.toMatch(content)
      // The reader's own post stands at the foot of each page.
      expect(shell.replaceAll('执行局副院长（分管执行）', ''), login).not.toMatch(/执行局|附件1|通知\.pdf/)
      // The instant of an act names the visitor of that instant; the foot says when it was printed.
      const [, ...pages] = shell.split('办理经过')
      expect(pages.join('').replace(/— \d+ —.*$/gm, ''), login).not.toMatch(/2026-09-16 周三 \d\d:\d\d/)
    }
  })

  it('writes each taking on the trail: which paper for whoever reads the matter, that there was one for the others, and the chain holds', async () => {
    const entries = async (login: string) =>
      (await town.get(login, `/api/matters/${matter}`))
        .json<{ trail: { action: string; by: string; at: string; input?: { paper: string } }[] }>()
        .trail.filter(one => one.action === 'printed')
    const full = await entries('hanfang')
    expect(full.map(one => one.input?.paper)).toEqual([
      '问题整改单',
      '回访记录表',
      '整改反馈表',
      '销号表',
      '销号表',
      '销号表',
      '一件一档',
      '一件一档',
      '一件一档',
      '一件一档',
    ])
    expect(full[0]!.by).toContain('韩芳')
    const shell = await entries('zhouyq')
    expect(shell).toHaveLength(full.length)
    expect(shell.filter(one => one.input !== undefined)).toEqual([])
    const follow = await town.running.app.inject({ url: `/api/follow/${code}` })
    expect(follow.body, 'the citizen is not told of paper').not.toMatch(/打印|printed/)
  })

  it('files a scan with the matter, for whoever reads it, and shows it on the trail', async () => {
    const scan = { name: '扫描件.pdf', bytes: (await import('../../tools/demo/doors.ts')).pdfOf('Signed and sealed') }
    const filed = await town.upload('hanfang', `/api/matters/${matter}/scans`, scan, { paper: 'closing_record' })
    expect([filed.statusCode, filed.json<{ name: string }>().name]).toEqual([201, '扫描件.pdf'])
    expect((await town.upload('zhouyq', `/api/matters/${matter}/scans`, scan, { paper: 'closing_record' })).statusCode).toBe(409)
    expect((await town.upload('luxm', `/api/matters/${matter}/scans`, scan, { paper: 'closing_record' })).statusCode).toBe(404)
    expect((await town.upload('hanfang', `/api/matters/${matter}/scans`, scan, { paper: 'month_report' })).statusCode).toBe(400)
    expect(
      (
        await town.upload(
          'hanfang',
          `/api/matters/${matter}/scans`,
          { name: 'a.exe', bytes: Buffer.from('MZ') },
          { paper: 'closing_record' },
        )
      ).statusCode,
    ).toBe(415)
    expect((await town.get('hanfang', `/api/matters/${matter}`)).json<{ trail: object[] }>().trail.at(-1)).toMatchObject({
      action: 'scan_filed',
      input: { paper: '销号表' },
    })
    expect(await dossier('hanfang')).toContain('扫描件.pdf')
  })

  it('knows no paper of another name, and nobody who has not signed in', async () => {
    expect(await paper('hanfang', 'month_report')).toMatch(/^409 .*paper_of_another_post/)
    expect((await town.running.app.inject({ method: 'POST', url: `/api/matters/${matter}/papers/call_record` })).statusCode).toBe(401)
  })
})

describe('the month report', () => {
  it('shows figures from released batches and matters by number, the same on paper; a clerk has none', async () => {
    const screen = (await town.get('zhouyq', '/api/boards/month-report?month=2026-09')).json<{
      month: string
      firstDay: string
      lastDay: string
      units: unknown[]
      counts: { key: string }[]
    }>()
    expect(screen).toMatchObject({ month: '2026-09', firstDay: '2026-09-07', lastDay: '2026-10-04' })
    expect(screen.counts).toHaveLength(5)
    const answer = await town.post('zhouyq', '/api/boards/month-report/paper', { month: '2026-09' })
    expect(wordsOfDocx(answer.rawPayload)).toMatch(/群众评价办理情况月报[\s\S]*2026年9月/)
    for (const login of ['luxm']) expect((await town.get(login, '/api/boards/month-report')).statusCode, login).toBe(403)
    expect((await town.get('zhouyq', '/api/boards/month-report?month=2026-13')).statusCode).toBe(400)
  })
})

describe("an office's own form", () => {
  const own = officialDocument([{ title: '柳渡区人民法院专用表' }, { text: '{件号}　{办结方式}' }])
  const bring = async (bytes: Buffer, login = 'guxc') =>
    town.upload(login, '/api/templates/closing_record', { name: '../销号表新版.docx', bytes })
  const versions = async () =>
    (await town.get('guxc', '/api/templates'))
      .json<{
        items: { paper: string; versions: { version: number; fileName: string; uploadedByName: string | null; inForce: boolean }[] }[]
      }>()
      .items.find(one => one.paper === 'closing_record')!.versions

  it('is refused with a sentence for each thing that is wrong, and then nothing of it is kept', async () => {
    const answer = await bring(officialDocument([{ text: '{身份证号}{件号' }]))
    expect(answer.json()).toMatchObject({ version: null, faults: [expect.stringContaining('花括号')] })
    expect((await bring(officialDocument([{ text: '{身份证号}{件号}' }]))).json()).toEqual({
      version: null,
      faults: ['没有「身份证号」这一项。能填的字段见清单。'],
    })
    expect(await versions()).toHaveLength(1)
  })
  it('is kept and looked at first, and printed on once an administrator adopts it; the built-in one can come back', async () => {
    expect((await bring(own)).json()).toEqual({ version: 1, faults: [] })
    expect(await paper('hanfang', 'closing_record')).not.toContain('专用表')
    const sample = await town.get('guxc', '/api/templates/closing_record/1/preview')
    expect(wordsOfDocx(sample.rawPayload)).toContain('柳渡区人民法院专用表\n3F7K-2M9P-X　群众认可已解决')
    expect((await town.get('guxc', '/api/templates/closing_record/1')).rawPayload.equals(own)).toBe(true)
    expect((await town.post('guxc', '/api/templates/closing_record/adoptions', { version: 1 })).statusCode).toBe(200)
    expect(await paper('hanfang', 'closing_record')).toContain('柳渡区人民法院专用表')
    expect(await versions()).toEqual([
      expect.objectContaining({ version: 0, inForce: false }),
      expect.objectContaining({ version: 1, fileName: '销号表新版.docx', uploadedByName: '顾晓晨', inForce: true }),
    ])
    expect((await town.post('guxc', '/api/templates/closing_record/adoptions', { version: 0 })).statusCode).toBe(200)
    expect(await paper('hanfang', 'closing_record')).not.toContain('专用表')
    expect((await town.post('guxc', '/api/templates/closing_record/adoptions', { version: 9 })).statusCode).toBe(404)
  })
  it("is the system administrator's to bring: not a leader's, not the other two administrators'", async () => {
    for (const login of ['hanfang', 'zhouyq', 'boqc', 'yuwl', 'luxm']) {
      expect((await bring(own, login)).statusCode, login).toBe(403)
      expect((await town.post(login, '/api/templates/closing_record/adoptions', { version: 1 })).statusCode, login).toBe(403)
    }
  })
  it("may come with the city's programme, where a wrong one is told by file and fault", () => {
    const folder = mkdtempSync(join(tmpdir(), 'forms-'))
    writeFileSync(join(folder, 'closing_record.docx'), own)
    writeFileSync(join(folder, 'call_record.docx'), officialDocument([{ text: '{电话}' }]))
    writeFileSync(join(folder, 'no_such_paper.docx'), own)
    const { forms, faults } = readForms(folder, knownPapers)
    expect([...forms.keys()]).toEqual(['closing_record'])
    expect(faults).toEqual([
      { file: 'call_record.docx', faults: [{ because: 'unknown_field', what: '电话' }] },
      { file: 'no_such_paper.docx', faults: [{ because: 'unknown_field', what: 'no_such_paper.docx' }] },
    ])
  })
})
