import type { ReactNode } from 'react'

/** Names, and what people wrote: Chinese in either language of the console, and read aloud as such. */
export function Own({ children }: { readonly children: ReactNode }) {
  return <span lang="zh-CN">{children}</span>
}
