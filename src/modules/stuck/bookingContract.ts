import { z } from 'zod'

const line = (most: number, least = 1) => z.string().trim().min(least).max(most)
export const halfHour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** An appointment at a window. The telephone stands sealed and is nobody's to read: the house alone writes to it. */
export const appointmentOpened = z.object({
  window: z.string(),
  windowName: z.string(),
  onDay: z.string(),
  /** Her own half hour: '17:30'. */
  at: z.string(),
  item: z.string().optional(),
  name: z.string(),
  helper: z.string().optional(),
  /** Base64, sealed under 'contact'; inside { phone }. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type AppointmentOpened = z.infer<typeof appointmentOpened>
export const appointmentShown = appointmentOpened.omit({ contact: true, follow: true, window: true })

export const callOffHeard = z.object({
  why: z.string().trim().min(2).max(200).meta({ title: '本人怎么说的', long: true }),
})

/** What is booked, as somebody types it. `key` makes the same pressing one booking. */
export const slotAsked = z.strictObject({
  window: z.string().min(1).max(40),
  day: z.iso.date(),
  at: halfHour,
  name: line(40),
  phone: z.string().trim().max(30),
  item: line(60, 2).optional(),
  /** 优先: she says so, nobody asks for papers. */
  first: z.boolean().optional(),
  helper: line(40).optional(),
  /** The receipt code of a matter that she has already: it opens the booking too. */
  code: z.string().trim().max(40).optional(),
  key: z.uuid(),
})
export type SlotAsked = z.infer<typeof slotAsked>
