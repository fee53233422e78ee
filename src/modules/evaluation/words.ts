/** Texts of messages, and what officials read. A programme may override the keys of `overridableMessages`. */
export const overridableMessages = {
  'evaluation.sms.invite': '【回音】您近日办理的事项，请您评一评，约20秒，说好说坏都保密：{link}',
  'evaluation.sms.remind': '【回音】您近日办理的事项还可以评，约20秒，不评也没关系：{link}',
} as const
export type MessageKey = keyof typeof overridableMessages

/** For longer links, the fuller text first. */
const shorter: Readonly<Record<MessageKey, readonly string[]>> = {
  'evaluation.sms.invite': ['【回音】办的事请您评一评，20秒，好坏都保密：{link}', '【回音】请评这次办事，好坏都保密：{link}'],
  'evaluation.sms.remind': ['【回音】您办的事还可以评，不评也没关系：{link}', '【回音】还可以评，不评也没关系：{link}'],
}

/** One text message; a longer one is cut in two, and its link perhaps in the middle. */
export const longestMessage = 70

/**
 * The city's own words where they fit, else the fullest of ours that does. No organ, no business, no name: whoever looks at
 * the telephone learns nothing of the errand.
 */
export const messageText = (own: Readonly<Record<string, string>>, key: MessageKey, link: string): string => {
  const texts = [...(own[key] === undefined ? [] : [own[key]]), overridableMessages[key], ...shorter[key]].map(text =>
    text.replaceAll('{link}', link),
  )
  return texts.find(text => [...text].length <= longestMessage) ?? (texts.at(-1) as string)
}

export const words = {
  room: '评价',
  overall: '总体',
  sealedReport: '（群众经评价页保密通道反映）',
  receiptReport: '（群众凭回执经保密通道反映）',
  pressureReport: '（群众凭回执反映：有人追问是谁评的、劝改评价或者为难）',
  linkUsed: '有人在评价页说：这个链接已被用过，不是本人评的。',
  linkUsedWith: '有人在评价页说：这个链接已被用过，不是本人评的。本人想说的：{words}',
  nobody: '补岗后接任的负责人',
} as const
