import type { Tx } from '../database/contract.ts'

/** A word that people read, in both languages. */
export interface Titled {
  readonly zh: string
  readonly en: string
}

/** Field → what stands in it on a preview, invented. */
export type Fields = Readonly<Record<string, string>>

/**
 * A paper (文书) that leaves the house on an office's own form. Its fields are named in Chinese as an office writes them
 * into its template: {单位}. A table of rows is written {#经过}{时间}{办理}{/经过} inside one row of a Word table.
 */
export interface Paper {
  /** Key of addresses and tables, as in GLOSSARY.md. */
  readonly name: string
  readonly title: Titled
  readonly fields: Fields
  readonly rows?: Readonly<Record<string, Fields>>
  /** The form that is used until an office brings its own. */
  readonly layout: readonly Block[]
}

/** What goes into one paper; a field that is missing stays blank. Nothing in it is ever read as a field or a formula. */
export interface Values {
  readonly fields: Fields
  readonly rows?: Readonly<Record<string, readonly Fields[]>>
}

/** A piece of the official layout (GB/T 9704-2012); texts may hold fields. */
export type Block =
  /** 标题: 小标宋体, size 2, centred. */
  | { readonly title: string }
  /** 版头 (7.2): 紧急程度 and the like at the top left, 发文机关标志 in red, 发文字号 in the middle below it, and under the number the red line. */
  | { readonly letterhead: string; readonly number: string; readonly marks: readonly string[] }
  /** Level 1 黑体, level 2 楷体, below 仿宋. */
  | { readonly heading: string; readonly level: 1 | 2 | 3 }
  | {
      readonly text: string
      readonly align?: 'justify' | 'left' | 'center' | 'right'
      readonly indent?: boolean
      /** On the page of what follows: no signature and no imprint stands on a page without text. */
      readonly stays?: boolean
    }
  /** A form: label and value side by side, one or two pairs in a line. */
  | { readonly form: readonly (readonly (readonly [label: string, value: string])[])[] }
  /** A table with one line for each of the rows. */
  | { readonly list: string; readonly columns: readonly (readonly [title: string, value: string, share: number])[] }
  /** 版记: at the foot of the last page, between its lines. */
  | { readonly imprint: readonly (string | readonly [left: string, right: string])[] }

export type DocumentRefusal =
  | 'not_a_document'
  | 'document_too_large'
  | 'document_swells'
  | 'has_macros'
  | 'has_embedded'
  | 'has_external'
  | 'has_tracked_changes'
  | 'has_comments'
  | 'has_word_fields'
  | 'has_mail_merge'
  | 'has_unknown_part'
  | 'unknown_field'
  | 'field_broken'
  | 'wide_braces'

/** One thing that keeps a template from being used; `what` is the place or the field. */
export interface TemplateFault {
  readonly because: DocumentRefusal
  readonly what?: string
}

export interface TemplateVersion {
  /** 0 is the form of the house, or of the programme. */
  readonly version: number
  readonly fileName: string
  readonly uploadedByName: string | null
  readonly uploadedAt: Date | null
  readonly inForce: boolean
}

/** The papers of the house and the templates that its offices have brought. */
export interface Papers {
  readonly known: readonly Paper[]
  find(name: string): Paper | undefined
  /** The paper as a Word file, on the template in force. */
  print(tx: Tx, paper: string, values: Values): Promise<Buffer>
  /** Filled with the invented values of its fields, to be looked at before anybody adopts it. Undefined: no such version. */
  preview(tx: Tx, paper: string, version: number): Promise<Buffer | undefined>
  template(tx: Tx, paper: string, version: number): Promise<Buffer | undefined>
  versions(tx: Tx, paper: string): Promise<readonly TemplateVersion[]>
  /** Keeps a template that has no fault; it is used once it is adopted. */
  save(
    tx: Tx,
    paper: string,
    given: { readonly fileName: string; readonly bytes: Buffer; readonly by: string; readonly byName: string; readonly at: Date },
  ): Promise<number | readonly TemplateFault[]>
  /** From now on. false: no such version. */
  adopt(tx: Tx, paper: string, version: number, by: string, at: Date): Promise<boolean>
  /** A paper that belongs to no single matter was taken: who, when, which. What a matter's own trail says stands there. */
  notePrinted(tx: Tx, printed: { readonly paper: string; readonly about: string; readonly by: string; readonly at: Date }): Promise<void>
}

/** A piece of a bound file; what is attached comes as bytes. */
export type DossierPiece =
  | { readonly heading: string }
  | { readonly text: string; readonly quiet?: boolean }
  | { readonly form: readonly (readonly [label: string, value: string])[] }
  | { readonly list: readonly (readonly [title: string, share: number])[]; readonly lines: readonly (readonly string[])[] }
  | { readonly picture: Uint8Array; readonly kind: 'jpg' | 'png' }
  /** Each page as a picture of itself: no script, no form, no link of it comes along. */
  | { readonly pages: Uint8Array }

export interface DossierSection {
  readonly title: string
  readonly pieces: readonly DossierPiece[]
}

/** 一件一档: a cover, a contents page, then the sections, each on a page of its own. */
export interface Dossier {
  readonly title: string
  readonly subtitle: string
  readonly cover: readonly (readonly [label: string, value: string])[]
  /** Stands at the foot of every page: who took it, when. */
  readonly foot: string
  readonly sections: readonly DossierSection[]
}
