import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessedWords } from './guessedWords.ts'
import { absoluteLimit, delayAfter, delayOfNeighbourhood, idleLimit, isAlive, passwordFault } from './rules.ts'

const because = (password: string, names: readonly string[] = []): string | undefined => passwordFault(password, names)?.because

describe('a password', () => {
  it('is accepted when it is long, or mixed, in whatever script', () => {
    for (const password of [
      'Wuliang-7-Gehu',
      'correct horse battery staple',
      '7#kQ9$2!xP4@mz',
      'x'.concat('Kq7!').repeat(20),
      '云溪河边第三棵柳树下喝茶',
      '紫溪山的茶比城里的好喝得多，去年春天去过一次',
      'Tr0ub4dor&3-Kunyang',
      '48151623420815930274',
    ])
      expect(because(password), password).toBeUndefined()
  })
  it('is refused when it is short or of one kind', () => {
    expect(because('Aa1!Aa1!Kq')).toBe('password_too_short')
    expect(because('wulianggehuq')).toBe('password_too_plain')
    expect(because('Wulianggehuq')).toBe('password_too_plain')
    expect(because('K7!'.repeat(100))).toBe('password_too_long')
  })
  it('counts characters as people see them: composed and decomposed letters are the same', () => {
    expect(because('é'.normalize('NFD').repeat(11))).toBe('password_too_short')
  })
  it('is refused when it is a common word with ornaments, ten thousand times over', () => {
    const years = ['2024', '2025', '2026', '123', '1234', '888', '666', '520', '1314', '01']
    const signs = ['!', '@', '#', '.', '!@#', '_', '$', '**']
    const styles = [
      (w: string) => w,
      (w: string) => w[0]!.toUpperCase() + w.slice(1),
      (w: string) => w.toUpperCase(),
      (w: string) => w.replaceAll('a', '@').replaceAll('o', '0').replaceAll('i', '1').replaceAll('e', '3').replaceAll('s', '5'),
    ]
    let tried = 0
    for (const word of guessedWords)
      for (const style of styles)
        for (const year of years)
          for (const sign of signs) {
            const password = `${style(word)}${sign}${year}`
            tried++
            if (because(password) === undefined) expect.fail(`${password} was accepted`)
          }
    expect(tried).toBeGreaterThan(10_000)
  })
  it('is refused when it is a row of keys, a run or one word again and again', () => {
    for (const password of [
      'Qwertyuiop123!',
      '1qaz2wsx3edc4rfv',
      '12345678901234567890',
      'aaaaaaaaaaaaaaaaaaaaaaaa',
      'abcdefghijklmnopqrstuvwxyz',
      'P@ssw0rdP@ssw0rd',
      'iloveyouiloveyouiloveyou',
      '密码密码密码密码密码密码',
      'Li13812345678!',
      'Abc123456789!',
    ]) {
      expect(because(password), password).toMatch(/common|plain/)
    }
  })
  it('is refused when it is mostly the person’s, the account’s or the office’s name', () => {
    const names = ['zhouminzhi', '周敏之', '云溪市人民法院']
    expect(because('Zhouminzhi#77', names)).toBe('password_names_you')
    expect(because('周敏之云溪市人民法院Aa1', names)).toBe('password_names_you')
    expect(because('zhouminzhi likes Kunyang tea', names)).toBeUndefined()
  })
  it('never makes the rule fail, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.array(fc.string(), { maxLength: 3 }), (password, names) => {
        passwordFault(password, names)
      }),
    )
  })
})

describe('time', () => {
  it('slows from the fifth failure on, up to 42 seconds and never more', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1000].map(delayAfter)).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 42, 42])
    expect([0, 30, 31, 1000].map(delayOfNeighbourhood)).toEqual([0, 0, 1, 42])
  })
  it('ends a session after 15 minutes without a call and after eight hours in any case', () => {
    const start = new Date('2026-11-24T00:00:00Z')
    const after = (ms: number): Date => new Date(start.getTime() + ms)
    const session = (seen: number) => ({ seenAt: after(seen), expiresAt: after(absoluteLimit) })
    expect(isAlive(session(0), after(idleLimit - 1))).toBe(true)
    expect(isAlive(session(0), after(idleLimit))).toBe(false)
    expect(isAlive(session(absoluteLimit - 1), after(absoluteLimit - 1))).toBe(true)
    expect(isAlive(session(absoluteLimit - 1), after(absoluteLimit))).toBe(false)
  })
})
