import type { FileRefusal } from './contract.ts'

/** Sentences for the HTTP edge, one for each refusal. */
export const fileProblems: Readonly<Record<FileRefusal, { readonly status: number; readonly zh: string; readonly en: string }>> = {
  too_large: { status: 413, zh: '文件超过 10 MB，请缩小后再传。', en: 'The file is larger than 10 MB. Please make it smaller.' },
  type_not_allowed: {
    status: 415,
    zh: '只接受 JPG、PNG 图片，PDF，MP3、M4A 录音，且内容须与扩展名一致。',
    en: 'Only JPG and PNG pictures, PDF, and MP3 or M4A recordings are accepted, and the content must match the extension.',
  },
  webp_not_accepted: {
    status: 415,
    zh: '暂不接受 WebP 图片，请存成 JPG 或 PNG 后再传。',
    en: 'WebP pictures are not accepted. Please save it as JPG or PNG.',
  },
  too_many_pixels: {
    status: 413,
    zh: '图片超过 4000 万像素，请缩小后再传。',
    en: 'The picture has more than 40 million pixels. Please make it smaller.',
  },
  broken_image: { status: 400, zh: '图片打不开，可能已损坏。', en: 'The picture cannot be opened; it may be damaged.' },
  empty_file: { status: 400, zh: '文件是空的。', en: 'The file is empty.' },
}
