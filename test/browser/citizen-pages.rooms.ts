import type { PageView } from '../../src/kit/page.ts'
import * as hall from '../../src/modules/hall/citizen/pages.ts'
import * as hardship from '../../src/modules/hardship/citizen/askPage.ts'
import { hardshipFollowPage } from '../../src/modules/hardship/citizen/followPage.ts'
import * as reach from '../../src/modules/reach/citizen/askPage.ts'
import { reachFollowPage } from '../../src/modules/reach/citizen/followPage.ts'
import * as reachSteps from '../../src/modules/reach/citizen/stepsPage.ts'
import * as reception from '../../src/modules/reception/citizen/askPage.ts'
import { receptionFollowPage } from '../../src/modules/reception/citizen/followPage.ts'
import * as booking from '../../src/modules/stuck/citizen/bookingPage.ts'
import { stuckFollowPage } from '../../src/modules/stuck/citizen/followPage.ts'
import * as stuck from '../../src/modules/stuck/citizen/intakePage.ts'
import { steps } from '../../src/modules/stuck/citizen/steps.ts'
import { stepsPage } from '../../src/modules/stuck/citizen/stepsPage.ts'
import * as transfer from '../../src/modules/transfer/citizen/pages.ts'
import * as zone from '../../src/modules/zone/citizen/askPage.ts'
import { zoneFollowPage } from '../../src/modules/zone/citizen/followPage.ts'
import type { CitizenPage } from './citizen-pages.ts'

const code = '4821073359161204'
const number = '办不成事-2026-000001'
const key = '4f5e0e1a-6f0c-4c57-9f4f-0d2c9a0b7c11'
const window: booking.BookableWindow = {
  code: 'ld-1',
  name: '柳渡区办不成事窗口',
  address: '望江路66号一楼',
  phone: '0888-6100001',
  hours: ['周一至周五 9:00—17:00', '周六 9:00—12:00'],
}
const places = [{ code: 'ld.court', name: '柳渡区人民法院' }]
const followed = {
  code,
  number,
  now: '已经交给柳渡区人民法院，等他们回话。',
  by: '9月22日（周二）以前',
  late: true,
  told: ['9月18日打过电话'],
}
const asked = { key, days: '3个工作日', places }
const item: hall.ItemShown = {
  code: 'ld-0001',
  fromOn: '2026-09-01',
  body: {
    name: '营业执照变更',
    unit: '市场监督管理局',
    place: '柳渡区',
    online: true,
    whole: true,
    visits: 1,
    instant: false,
    promised: 3,
    legal: 15,
    hall: 'in',
    window: '5号',
    papers: '身份证、营业执照',
    oneThing: '开办企业',
  },
}
const { body } = item
const day = { id: 'd1', when: '12月2日（周三）09:00—11:00', leader: '院长 罗成章', venue: '望江路66号', purpose: '执行', free: 3 }
const receiving = { name: '柳渡区人民法院', address: '望江路66号', phone: '0888-6100002', days: [day, { ...day, id: 'd2', free: 0 }] }
const slot = { windows: [window], window, days: [{ on: '2026-09-23', said: '9月23日（周三）', free: 2 }], times: [], key }
const taken = { code, number }

const ofTheWindow: readonly CitizenPage[] = [
  {
    name: 'stuck',
    of: stuck.intakePage,
    show: view => stuck.intakePage({ ...view, windows: [window], categories: ['not_accepted'], key, general: '3', complex: '10' }),
  },
  {
    name: 'stuck, with faults',
    of: stuck.intakePage,
    show: view =>
      stuck.intakePage({
        ...view,
        windows: [window],
        categories: ['not_accepted'],
        key,
        general: '3',
        complex: '10',
        values: {},
        faults: { item: 'needed', phone: 'phone' },
      }),
  },
  { name: 'stuck, taken in', of: stuck.takenInPage, show: view => stuck.takenInPage({ ...view, ...taken }) },
  { name: 'stuck, unknown', of: stuck.stuckNotFoundPage, show: stuck.stuckNotFoundPage },
  ...([...steps, 'all'] as const).map(step => ({
    name: `stuck, one question: ${step}`,
    of: stepsPage,
    show: (view: PageView) =>
      stepsPage({
        ...view,
        windows: [window, { ...window, code: 'ld-2', name: '临江镇窗口' }],
        categories: ['not_accepted'],
        key,
        step,
        fromAll: step === 'phone',
        values: { item: '营业执照变更', phone: '13900000000' },
        ...(step === 'phone' ? { fault: 'phone' as const } : {}),
      }),
  })),
  {
    name: 'stuck, follow',
    of: stuckFollowPage,
    show: view =>
      stuckFollowPage({
        ...view,
        code,
        number,
        item: '营业执照变更',
        steps: [
          { title: '收到了', at: '9月16日', state: 'done' },
          { title: '请您说', state: 'current' },
        ],
        promised: { dateText: '9月22日（周二）', because: ['9月16日收到，次日起算'], late: true },
        told: ['延长过一次'],
        answer: [{ title: 'title', text: '已经补办。' }],
        round: 2,
        judge: true,
        final: false,
        withdraw: true,
        heard: 'word',
      }),
  },
  {
    name: 'a time at the window',
    of: booking.bookingPage,
    show: view => booking.bookingPage({ ...view, windows: [window], days: [], times: [], key }),
  },
  {
    name: 'a time at the window: the day',
    of: booking.bookingPage,
    show: view => booking.bookingPage({ ...view, ...slot, keep: { window: 'ld-1' } }),
  },
  {
    name: 'a time at the window: the time',
    of: booking.bookingPage,
    show: view =>
      booking.bookingPage({
        ...view,
        ...slot,
        day: slot.days[0]!,
        times: [
          { at: '09:00', free: true },
          { at: '09:30', free: false },
        ],
        faults: { phone: 'phone' },
      }),
  },
  {
    name: 'a time at the window, booked',
    of: booking.slotBookedPage,
    show: view => booking.slotBookedPage({ ...view, ...taken, day: '9月23日（周三）', at: '09:00', window, same: false }),
  },
  ...(['booked', 'missed'] as const).map(stage => ({
    name: `a time at the window, follow: ${stage}`,
    of: booking.bookingFollowPage,
    show: (view: PageView) =>
      booking.bookingFollowPage({
        ...view,
        ...taken,
        stage,
        day: '9月23日（周三）',
        at: '09:00',
        window: window.name,
        address: window.address,
        phone: '0888-6100001',
        callOff: stage === 'booked',
        matter: true,
      }),
  })),
  { name: 'a time at the window, unknown', of: booking.bookingNotFoundPage, show: booking.bookingNotFoundPage },
]

const ofOtherRooms: readonly CitizenPage[] = [
  { name: 'reach', of: reach.askPage, show: view => reach.askPage({ ...view, ...asked }) },
  ...([...reachSteps.steps, 'all'] as const).map(step => ({
    name: `reach, one question: ${step}`,
    of: reachSteps.stepsPage,
    show: (view: PageView) =>
      reachSteps.stepsPage({
        ...view,
        places,
        key,
        step,
        fromAll: step === 'phone',
        values: { question: '什么时候开庭', phone: '13900000000' },
        ...(step === 'phone' ? { fault: 'phone' as const } : {}),
      }),
  })),
  { name: 'reach, taken in', of: reach.takenInPage, show: view => reach.takenInPage({ ...view, ...taken }) },
  { name: 'reach, unknown', of: reach.reachNotFoundPage, show: reach.reachNotFoundPage },
  {
    name: 'reach, follow',
    of: reachFollowPage,
    show: view =>
      reachFollowPage({
        ...view,
        ...followed,
        where: [{ title: 'where.unit', text: '临江区人民法院' }],
        ask: { title: 'ask.reached', yes: 'say.reached', no: 'say.unreached', hint: 'say.hint' },
        alreadyReached: true,
        withdraw: true,
      }),
  },
  { name: 'hardship', of: hardship.askPage, show: view => hardship.askPage({ ...view, ...asked, values: {}, faults: { name: 'needed' } }) },
  { name: 'hardship, taken in', of: hardship.takenInPage, show: view => hardship.takenInPage({ ...view, ...taken }) },
  { name: 'hardship, unknown', of: hardship.hardshipNotFoundPage, show: hardship.hardshipNotFoundPage },
  {
    name: 'hardship, follow',
    of: hardshipFollowPage,
    show: view =>
      hardshipFollowPage({
        ...view,
        ...followed,
        ask: { title: 'ask.given', yes: 'say.helped', no: 'say.unhelped', hint: 'say.hint' },
        alreadyHelped: true,
        withdraw: true,
      }),
  },
  { name: 'zone', of: zone.askPage, show: view => zone.askPage({ ...view, ...asked }) },
  { name: 'zone, taken in', of: zone.takenInPage, show: view => zone.takenInPage({ ...view, ...taken, specialist: '何专员' }) },
  { name: 'zone, unknown', of: zone.zoneNotFoundPage, show: zone.zoneNotFoundPage },
  {
    name: 'zone, follow',
    of: zoneFollowPage,
    show: view =>
      zoneFollowPage({
        ...view,
        ...followed,
        judges: true,
        after: false,
        yes: true,
        no: true,
        last: false,
        moveOn: true,
        moved: true,
        alreadySolved: true,
        withdraw: true,
      }),
  },
  { name: 'reception', of: reception.bookPage, show: view => reception.bookPage({ ...view, key, places: [receiving] }) },
  {
    name: 'reception, with faults',
    of: reception.bookPage,
    show: view => reception.bookPage({ ...view, key, places: [receiving], values: {}, faults: { day: 'day', words: 'needed' } }),
  },
  {
    name: 'reception, booked',
    of: reception.bookedPage,
    show: view => reception.bookedPage({ ...view, ...taken, when: '12月2日（周三）', at: '09:00', leader: day.leader, venue: day.venue }),
  },
  { name: 'reception, unknown', of: reception.receptionNotFoundPage, show: reception.receptionNotFoundPage },
  {
    name: 'reception, follow',
    of: receptionFollowPage,
    show: view =>
      receptionFollowPage({
        ...view,
        ...followed,
        place: [day.when],
        phone: '0888-6100002',
        promised: ['半个月内答复'],
        there: true,
        judges: true,
        after: false,
        yes: true,
        no: true,
        last: false,
        alreadySolved: true,
        callOff: true,
        withdraw: true,
        again: true,
      }),
  },
  {
    name: 'transfer',
    of: transfer.transferPage,
    show: view =>
      transfer.transferPage({
        ...view,
        places: [{ name: '临江镇接转点', address: '临江街1号', phone: '0888-6100003', hours: '周一至周五' }],
      }),
  },
  {
    name: 'transfer, follow',
    of: transfer.transferFollowPage,
    show: view =>
      transfer.transferFollowPage({
        ...view,
        code,
        number,
        now: '材料在路上。',
        since: '9月16日',
        late: '路上太久了，正在找。',
        way: ['9月16日交到临江镇接转点'],
        unitName: '柳渡区人民法院',
        papers: ['起诉状'],
        bag: 'B-000017',
        told: ['已经查过'],
        mayTakeBack: true,
        place: '临江镇接转点',
      }),
  },
  { name: 'transfer, unknown', of: transfer.transferNotFoundPage, show: transfer.transferNotFoundPage },
  {
    name: 'hall',
    of: hall.hallPage,
    show: view => hall.hallPage({ ...view, keep: { find: '执照' }, find: '执照', found: [item], more: true }),
  },
  {
    name: 'hall, item',
    of: hall.hallItemPage,
    show: view => hall.hallItemPage({ ...view, item, hall: { name: '政务大厅', address: '滨河路1号' } }),
  },
  {
    name: 'hall, item not moved in',
    of: hall.hallItemPage,
    show: view => hall.hallItemPage({ ...view, item: { ...item, body: { ...body, hall: 'out', reason: '场地不够', whole: false } } }),
  },
]

/** Pages of the rooms that a citizen enters without having been rated for: the window of last resort, and the others. */
export const roomPages: readonly CitizenPage[] = [...ofTheWindow, ...ofOtherRooms]
