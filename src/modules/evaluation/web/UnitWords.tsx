import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Tag } from 'antd'
import { get } from '../../../console/api/client.ts'
import { useNow } from '../../../console/api/clock.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { unitWords } from './window.words.ts'

interface Released {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly batch: string
  readonly until: string
  readonly verified: boolean
  readonly text: string
}
interface Page {
  readonly items: readonly Released[]
  readonly next?: string
}

const releasedQuery = infiniteQueryOptions({
  queryKey: ['words', 'released'],
  queryFn: ({ pageParam }) => get<Page>('/api/evaluation/words', { state: 'released', limit: 50, cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: page => page.next,
})

/** One batch of one unit; in an order that chance made. */
const batchesOf = (items: readonly Released[]): readonly (readonly [Released, readonly Released[]])[] => {
  const batches = new Map<string, Released[]>()
  for (const item of items) batches.set(`${item.batch} ${item.unit}`, [...(batches.get(`${item.batch} ${item.unit}`) ?? []), item])
  return [...batches.values()].map(batch => [batch[0] as Released, batch])
}

/** 群众留言: what citizens wrote to the own unit, after somebody above has read it; by whole batches. */
export function UnitWords() {
  const words = useWords(unitWords)
  const language = useLanguage()
  const now = useNow()
  const query = useInfiniteQuery(releasedQuery)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={query}>
        {({ pages }) => {
          const items = pages.flatMap(page => page.items)
          if (items.length === 0)
            return (
              <Nothing title={words.none}>
                <span className="quiet">{words.noneNote}</span>
              </Nothing>
            )
          return (
            <div className="stack">
              {batchesOf(items).map(([first, batch]) => (
                <Card
                  key={`${first.batch} ${first.unit}`}
                  size="small"
                  title={
                    <h2 className="card-title">
                      <Own>{first.unitName}</Own>
                      {'　'}
                      {words.batch(sayDay(first.until, language, now))}
                    </h2>
                  }
                  extra={first.verified ? null : <Tag>{words.unverified}</Tag>}
                >
                  <ul className="plain-list" lang="zh-CN">
                    {batch.map(item => (
                      <li key={item.id}>{item.text}</li>
                    ))}
                  </ul>
                </Card>
              ))}
            </div>
          )
        }}
      </Answered>
      {query.hasNextPage ? (
        <div className="gap-below">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}
