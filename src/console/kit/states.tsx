import { Button, Empty, Result, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useWords } from './language.ts'
import { kit } from './words.ts'

export function Loading() {
  const words = useWords(kit)
  return (
    <div role="status" aria-label={words.loading}>
      <Skeleton active title={false} paragraph={{ rows: 6 }} />
    </div>
  )
}

export function Nothing({ title, children }: { readonly title?: string; readonly children?: ReactNode }) {
  const words = useWords(kit)
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={title ?? words.nothingHere}>
      {children}
    </Empty>
  )
}

export function Failed({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => void }) {
  const words = useWords(kit)
  const sentences = useWords(faults)
  const problem = error instanceof Fault ? error.problem : { status: 0, because: 'unreadable', faults: [] }
  const gone = problem.status === 404 || problem.status === 403
  return (
    <Result
      status={gone ? 'info' : 'warning'}
      title={sentenceOf(problem, sentences)}
      extra={
        onAgain && !gone ? (
          <Button type="primary" onClick={onAgain}>
            {words.again}
          </Button>
        ) : undefined
      }
    />
  )
}

/** The three states of anything that is asked for; the content only when it is there. */
export function Answered<T>({
  query,
  children,
}: {
  readonly query: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
  readonly children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error) return <Failed error={query.error} onAgain={() => void query.refetch()} />
  return <Loading />
}
