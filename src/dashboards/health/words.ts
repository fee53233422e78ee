import type { HealthKey, Reading } from './rules.ts'

interface Said {
  readonly zh: string
  readonly en: string
}
interface KeyWords {
  readonly title: Said
  /** What it says for each reason, and what to do about it. */ readonly says: Readonly<Record<string, Said & { readonly todo?: Said }>>
}

export const healthWords: Readonly<Record<HealthKey, KeyWords>> = {
  backup: {
    title: { zh: '备份', en: 'Backup' },
    says: {
      good: {
        zh: '最近一份成功的备份在{hours}小时前，已恢复到临时库核对过。',
        en: 'The last backup is {hours} hours old and was restored and compared.',
      },
      unproven: {
        zh: '最近一份备份在{hours}小时前，从头读过，没有试过恢复。',
        en: 'The last backup is {hours} hours old; it was read again, not restored.',
        todo: { zh: '执行 npx huiyin backup --prove，看它说什么。', en: 'Run npx huiyin backup --prove and read what it says.' },
      },
      failed: {
        zh: '最近一次备份没有成功；上一份在{hours}小时前。',
        en: 'The last attempt failed; the backup before is {hours} hours old.',
        todo: {
          zh: '执行 npx huiyin backup，按它说的一句话处理；一小时后会自动再试。',
          en: 'Run npx huiyin backup and follow its sentence; it is tried again in an hour.',
        },
      },
      late: {
        zh: '已经{hours}小时没有成功的备份。',
        en: 'No backup has succeeded for {hours} hours.',
        todo: {
          zh: '马上执行 npx huiyin backup --prove；看备份盘是否满了、密钥文件是否还在。',
          en: 'Run npx huiyin backup --prove now; look whether its disk is full and the key file is there.',
        },
      },
      none: {
        zh: '设了备份，但还没有一份成功的。',
        en: 'Backups are set up and none has succeeded yet.',
        todo: { zh: '马上执行 npx huiyin backup --prove。', en: 'Run npx huiyin backup --prove now.' },
      },
      unwatched: {
        zh: '没有设备份，本系统不知道数据有没有人备份。',
        en: 'No backup is set up; the house does not know whether anybody makes one.',
        todo: {
          zh: '设 HUIYIN_BACKUPS 和 HUIYIN_BACKUP_KEY，见“备份与恢复”。',
          en: 'Set HUIYIN_BACKUPS and HUIYIN_BACKUP_KEY; see “Backup and restore”.',
        },
      },
    },
  },
  messages: {
    title: { zh: '短信和通知', en: 'Messages' },
    says: {
      good: { zh: '都发出去了。', en: 'Everything has gone out.' },
      stuck: {
        zh: '有{stuck}条发了几次都没发出去。',
        en: '{stuck} messages were tried several times and are still here.',
        todo: {
          zh: '看短信通道是否连得上、额度是否用完；通了会自动续发，不会丢。',
          en: 'Look whether the provider can be reached and has credit; they go out by themselves then, none is lost.',
        },
      },
      failed: {
        zh: '这几天有{failed}条发不到，已放弃。',
        en: '{failed} messages of the last days were given up.',
        todo: { zh: '多半是空号；相关岗位另有提醒。', en: 'Mostly numbers that do not exist; the posts concerned are reminded otherwise.' },
      },
      unsure: {
        zh: '有{unsure}条不能确定是否已送达，按原编号再发。',
        en: '{unsure} messages may have arrived already; they are offered under their old reference.',
      },
    },
  },
  loops: {
    title: { zh: '模块之间的衔接', en: 'Between the rooms' },
    says: {
      good: { zh: '没有积压。', en: 'Nothing waits.' },
      behind: {
        zh: '最早的一件衔接事项已等了{minutes}分钟。',
        en: 'The oldest announcement has waited for {minutes} minutes.',
        todo: {
          zh: '看日志里的 loop_failed；重启一次服务；仍不动就带着日志找维护人员。',
          en: 'Look for loop_failed in the log; restart once; then take the log to whoever maintains it.',
        },
      },
    },
  },
  clock: {
    title: { zh: '时钟', en: 'Clock' },
    says: {
      good: { zh: '服务器和数据库的时钟一致。', en: 'The clocks of server and database agree.' },
      off: {
        zh: '时钟相差{seconds}秒。',
        en: 'The clocks differ by {seconds} seconds.',
        todo: { zh: '检查两台机器的对时（NTP）。', en: 'Check the time synchronisation (NTP) of both machines.' },
      },
      wrong: {
        zh: '时钟相差{seconds}秒，期限可能算错。',
        en: 'The clocks differ by {seconds} seconds; dates may come out wrong.',
        todo: { zh: '马上校准时钟，再重启服务。', en: 'Set the clocks right at once, then restart.' },
      },
    },
  },
  calendar: {
    title: { zh: '放假安排', en: 'Public holidays' },
    says: {
      good: { zh: '载到{until}，够用。', en: 'Loaded until {until}; that is enough.' },
      ending: {
        zh: '只载到{until}，今天起的最长期限已经算不出来。',
        en: 'Loaded until {until} only; the longest term that begins today cannot be dated.',
        todo: {
          zh: '国务院办公厅公布后，到“放假安排”录入，由另一位管理员确认。',
          en: 'Once the notice is out enter it under “Public holidays”; another administrator confirms.',
        },
      },
      ended: {
        zh: '{until}已过，新的期限一律“待定”。',
        en: 'It ended on {until}; new dates stay open.',
        todo: {
          zh: '马上到“放假安排”录入，由另一位管理员确认。',
          en: 'Enter the year under “Public holidays” now; another administrator confirms.',
        },
      },
    },
  },
  disk_data: {
    title: { zh: '数据盘', en: 'Disk of the data' },
    says: {
      good: { zh: '还有{free} GB（{percent}%）。', en: '{free} GB free ({percent} %).' },
      filling: {
        zh: '只剩{free} GB（{percent}%）。',
        en: 'Only {free} GB free ({percent} %).',
        todo: { zh: '这几天安排扩容或清理。', en: 'Plan for more room within days.' },
      },
      full: {
        zh: '只剩{free} GB（{percent}%），满了就收不了评价。',
        en: 'Only {free} GB free ({percent} %); once it is full no rating is taken.',
        todo: { zh: '今天就扩容，或移走别的文件；不要动数据文件夹里的东西。', en: 'Make room today; touch nothing in the data folder.' },
      },
    },
  },
  disk_backups: {
    title: { zh: '备份盘', en: 'Disk of the backups' },
    says: {
      good: { zh: '还有{free} GB（{percent}%）。', en: '{free} GB free ({percent} %).' },
      filling: {
        zh: '只剩{free} GB（{percent}%）。',
        en: 'Only {free} GB free ({percent} %).',
        todo: { zh: '扩容，或把 HUIYIN_BACKUPS_KEPT 调小。', en: 'Make room, or lower HUIYIN_BACKUPS_KEPT.' },
      },
      full: {
        zh: '只剩{free} GB（{percent}%），下一份备份可能写不下。',
        en: 'Only {free} GB free ({percent} %); the next backup may not fit.',
        todo: { zh: '今天就扩容，或把旧备份移到别处。', en: 'Make room today, or move old backups elsewhere.' },
      },
    },
  },
  beat: {
    title: { zh: '定时工作', en: 'Timed work' },
    says: {
      good: { zh: '按时在做。', en: 'Done in time.' },
      failed: {
        zh: '最近一次没有做完，下一次会接着做。',
        en: 'The last turn was not finished; the next one goes on.',
        todo: {
          zh: '看日志里的 beat_failed；数据库是否连得上。',
          en: 'Look for beat_failed in the log, and whether the database can be reached.',
        },
      },
    },
  },
}

const fill = (text: string, values: Reading['values']): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

export interface SaidReading {
  readonly key: HealthKey
  readonly state: Reading['state']
  readonly title: string
  readonly says: string
  readonly todo?: string
}

export const sayReading = ({ key, state, because, values }: Reading, language: 'zh' | 'en'): SaidReading => {
  const words = healthWords[key]
  const said = words.says[because]
  if (!said) throw new Error(`no words for ${key}.${because}`)
  return {
    key,
    state,
    title: words.title[language],
    says: fill(said[language], values),
    ...(said.todo ? { todo: fill(said.todo[language], values) } : {}),
  }
}

/** One SMS to whoever runs the house: what, and where to look; nobody's name, no unit, no count of people's words. */
export const alarmText = (reading: Reading): string =>
  `【回音】系统运行：${healthWords[reading.key].title.zh}需要处理，请登录看“运行状况”。`
