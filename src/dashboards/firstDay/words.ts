import type { FirstDayItem, FirstDayKey } from './rules.ts'

interface Said {
  readonly zh: string
  readonly en: string
}
interface ItemWords {
  readonly title: Said
  readonly why: Said
  /** How it stands, for each reason that a rule can give. */
  readonly says: Readonly<Record<string, Said>>
}

export const firstDayWords: Readonly<Record<FirstDayKey, ItemWords>> = {
  second: {
    title: { zh: '您自己的第二重验证', en: 'Your own second factor' },
    why: {
      zh: '密码会被看到、被猜到。管理员的账号管着全市的账号，等级保护要求两种以上的鉴别。',
      en: 'A password can be seen or guessed. An administrator’s account stands over all others; the protection scheme asks for two proofs.',
    },
    says: {
      done: { zh: '已绑定。', en: 'Enrolled.' },
      todo: { zh: '还没有绑定手机动态码或安全钥匙。', en: 'Neither a code generator nor a key is enrolled.' },
    },
  },
  seconds: {
    title: { zh: '三位管理员都有第二重验证', en: 'A second factor for all three administrators' },
    why: {
      zh: '三位互相看着，才没有一个人能悄悄做成一件事；少一位没绑，这道墙就有一个缺口。',
      en: 'Each of the three watches the others, so that nobody can do anything alone and unseen; one without it is a gap.',
    },
    says: {
      done: { zh: '{all}位都已绑定。', en: 'All {all} have one.' },
      todo: { zh: '{all}位里还有{without}位没有绑定，请当面提醒。', en: '{without} of {all} have none; remind them in person.' },
      few: { zh: '三个管理员岗位现在只有{all}个人，应是三个人。', en: 'The three posts are held by {all}; they must be three people.' },
    },
  },
  units: {
    title: { zh: '单位和部门', en: 'Units and departments' },
    why: {
      zh: '每一次办事都记在一个部门名下：谁被评、谁回访、谁来督办，都从这张图上找。',
      en: 'Each service belongs to a department: who is rated, who calls back and who watches is found on this chart.',
    },
    says: {
      done: { zh: '有{departments}个部门。', en: '{departments} departments.' },
      todo: {
        zh: '还没有部门。用一份 Excel 或几张 CSV 一次导入最快。',
        en: 'No department yet. A workbook or some CSV files bring them all at once.',
      },
    },
  },
  posts: {
    title: { zh: '每个部门有负责人', en: 'A leader in each department' },
    why: {
      zh: '回访由部门负责人打。没有负责人的部门，差评会一级一级往上找人，时间就耽误了。',
      en: 'The leader makes the call. Where there is none, a poor rating climbs from post to post until somebody is found.',
    },
    says: {
      done: { zh: '{departments}个部门都有负责人。', en: 'All {departments} departments have one.' },
      todo: { zh: '{departments}个部门里有{leaderless}个没有负责人。', en: '{leaderless} of {departments} departments have none.' },
      early: { zh: '先有部门，才有负责人。', en: 'First the departments.' },
    },
  },
  accounts: {
    title: { zh: '要办事的人有账号', en: 'Accounts for those who must act' },
    why: {
      zh: '没有账号的人看不到轮到他的件，期限照样在走。',
      en: 'Without an account nobody sees what waits for him, and the clock runs all the same.',
    },
    says: {
      done: {
        zh: '{callers}位负责人、领导和督办人员都有账号，都登录过了。',
        en: 'All {callers} who lead or watch have one and have signed in.',
      },
      invited: {
        zh: '{callers}位都有账号，其中{unused}位还没有登录过。',
        en: 'All {callers} have one; {unused} have not signed in yet.',
      },
      todo: { zh: '{callers}位里还有{accountless}位没有账号。', en: '{accountless} of {callers} have none.' },
      early: { zh: '先有岗位，才有账号。', en: 'First the posts.' },
    },
  },
  windows: {
    title: { zh: '窗口和评价码', en: 'Windows and their codes' },
    why: {
      zh: '没有手机短信的群众，扫窗口的码来评。码由各部门负责人在“窗口评价码”里打印，摆在群众面前。',
      en: 'Whoever gets no text message scans the code at the counter. Each leader prints those of the department under “Window codes”.',
    },
    says: {
      done: { zh: '有{windows}个窗口，码可以打印了。', en: '{windows} windows; their codes can be printed.' },
      todo: { zh: '还没有窗口。', en: 'No window yet.' },
    },
  },
  services: {
    title: { zh: '办件进来了', en: 'Services arrive' },
    why: {
      zh: '办完一件，群众才收到一次评价的机会。由业务系统用接口密钥送来，或者先导入一份办件表。',
      en: 'Each finished service is one chance to speak. An agency’s system pushes them with a key, or a first list is imported.',
    },
    says: {
      done: { zh: '已经有办件。', en: 'There are services.' },
      keyed: { zh: '接口密钥已发，还没有办件送来。', en: 'A key has been handed out; nothing has come yet.' },
      todo: { zh: '还没有办件。', en: 'None yet.' },
    },
  },
  programme: {
    title: { zh: '本市方案由两个人定过', en: 'The programme, agreed by two' },
    why: {
      zh: '几天内回访、几级督办，都写在方案里。现在用的是装机时的那一份；读一遍，改成本市自己的，由另一个人同意。',
      en: 'The programme says how soon to call and when to climb. Until two adopt one, the one of the installation holds.',
    },
    says: {
      done: { zh: '现行方案已由两个人采用。', en: 'The one in force was adopted by two.' },
      todo: { zh: '用的还是装机时文件夹里的方案。', en: 'The one of the folder holds.' },
    },
  },
  sms: {
    title: { zh: '短信发得出去', en: 'Texts go out' },
    why: {
      zh: '邀请评价、提醒回访都靠短信。系统不带短信服务商：没有接通道时，短信一行一条写进数据文件夹的 outbox.ndjson，没有程序去读就谁也收不到。',
      en: 'Invitations and reminders are texts. No provider comes with the house: without a gateway each is a line of outbox.ndjson in the data folder, and reaches nobody unless a program reads it.',
    },
    says: {
      done: { zh: '已接上短信通道。', en: 'A gateway is connected.' },
      todo: {
        zh: '程序里没有接短信通道。README“正式使用”第7条写着三条路；走读文件或由业务系统自己发的，写明理由定为不用办。',
        en: 'The house has no gateway. Item 7 of “Into production” in the README names three ways; where texts leave by the file or by the agency’s own system, set this aside and say so.',
      },
    },
  },
  backup: {
    title: { zh: '有备份，而且试着恢复过', en: 'Backups that were restored on trial' },
    why: {
      zh: '没有恢复过的备份不算备份。系统每次备份后都恢复到临时库里逐表核对。',
      en: 'A backup that was never restored is a hope. After each one the house restores it elsewhere and compares every table.',
    },
    says: {
      good: { zh: '最近一份已恢复核对过。', en: 'The last one was restored and compared.' },
      unproven: { zh: '有备份，还没有恢复核对过。', en: 'There is one; it was not restored yet.' },
      failed: { zh: '最近一次没有备成。', en: 'The last attempt failed.' },
      late: { zh: '备份太旧了。', en: 'The last one is too old.' },
      none: { zh: '已设好，还没有备成过一次。', en: 'Set up, and none has succeeded yet.' },
      unwatched: {
        zh: '还没有设备份：请机房设 HUIYIN_BACKUPS 和 HUIYIN_BACKUP_KEY。',
        en: 'Not set up: HUIYIN_BACKUPS and HUIYIN_BACKUP_KEY.',
      },
    },
  },
  calendar: {
    title: { zh: '放假安排够用', en: 'Public holidays are known' },
    why: {
      zh: '工作日按国务院办公厅的通知算。没有公布的年份，期限写“待定”，不猜。',
      en: 'Working days follow the State Council’s notice. In a year without one a term is open, never guessed.',
    },
    says: {
      done: { zh: '够用。', en: 'They reach far enough.' },
      todo: { zh: '快用完了，或者已经用完：请录入新的放假通知。', en: 'They end soon or have ended: enter the new notice.' },
    },
  },
  seal: {
    title: { zh: '留痕已经封存过一天', en: 'A first day of the trail is sealed' },
    why: {
      zh: '每天的留痕封成一个值，公布在 /api/roots，事后改动就对不上。请抄一份放在系统外面。',
      en: 'Each day’s trail is sealed into one value, published at /api/roots, so that a later change shows. Keep a copy outside.',
    },
    says: {
      whole: { zh: '最近封存的一天是完整的。', en: 'The last sealed day is whole.' },
      unknown: {
        zh: '还没有满一天的留痕，有了件的第二天再看。',
        en: 'No day has been sealed yet; look again the day after the first matter.',
      },
      broken: { zh: '留痕断了，请马上查“监督清单”。', en: 'The trail is broken: look at the audit lists now.' },
    },
  },
}

const fill = (text: string, values: FirstDayItem['values']): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

/** An item in the reader's language. */
export const sayItem = ({ key, state, because, values, mayAside, aside }: FirstDayItem, language: 'zh' | 'en') => {
  const words = firstDayWords[key]
  const said = words.says[because]
  if (!said) throw new Error(`no words for ${key}.${because}`)
  return {
    key,
    state,
    title: words.title[language],
    why: words.why[language],
    says: fill(said[language], values),
    mayAside,
    ...(aside ? { aside } : {}),
  }
}
