import { z } from 'zod'

const title = (most: number) => z.string().trim().min(2).max(most)

/**
 * 评分项. What a record holds (what was asked, what the citizen said, the kind of cause, the second contact with her) is practice that is
 * published; points and sentences are nowhere, and a city sets its own.
 */
export const marksSchema = z
  .array(
    z.strictObject({
      key: z.string().regex(/^[a-z][a-z_]{1,29}$/),
      title: title(20),
      title_en: title(60),
      points: z.number().int().min(1).max(100),
      says: title(120),
      says_en: title(240),
    }),
  )
  .min(1)
  .max(12)
  .refine(criteria => new Set(criteria.map(one => one.key)).size === criteria.length, { message: '评分项的 key 不能重复。' })
  .default([
    {
      key: 'heard',
      title: '问清、记全',
      title_en: 'Asked and written down',
      points: 30,
      says: '群众哪里不满意问清楚了，记的是群众的话，不是办事人的解释。',
      says_en: 'What the citizen was not content with was asked, and stands in the citizen’s words, not in the office’s excuse.',
    },
    {
      key: 'cause',
      title: '原因归得对',
      title_en: 'The right cause',
      points: 20,
      says: '归的原因和记下的话对得上，先看流程、文书、告知，再看人。',
      says_en: 'The cause fits what was written down: process, papers and information first, the person last.',
    },
    {
      key: 'answered',
      title: '答的就是问的',
      title_en: 'Answered what was asked',
      points: 20,
      says: '答复、整改回应的是群众说的那件事，办法具体、查得到。',
      says_en: 'The answer or repair is about what the citizen said, and says something that can be found.',
    },
    {
      key: 'told_back',
      title: '二次联系',
      title_en: 'Told the citizen again',
      points: 20,
      says: '办完再联系过群众，记了告知什么、群众怎么说。',
      says_en: 'The citizen was contacted again, with what was told and what the citizen said.',
    },
    {
      key: 'proper',
      title: '守规矩',
      title_en: 'Proper',
      points: 10,
      says: '没有求好评、劝改评，没有写下与办事无关的个人情况。',
      says_en: 'Nobody begged for a better mark, and nothing private stands there that the matter did not need.',
    },
  ])
  .meta({
    title: '记录质检的评分项：每项从0分到几分、看什么',
    source: 'ours: what to look at after published practice of callback records; points are ours',
  })

export const marksShareSchema = z
  .strictObject({ percent: z.number().int().min(0).max(100), least: z.number().int().min(0).max(50) })
  .default({ percent: 10, least: 1 })
  .meta({
    title: '每周办结的回访记录抽百分之几质检、至少几件（0%就是不抽）',
    range: [0, 100],
    source: 'ours; published sampling of callbacks ranges from 10 to 30 per cent',
  })
