import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { choiceQuery, useChoose } from '../api/own.ts'
import { useWords } from '../kit/language.ts'
import { lead, useTouring } from './touring.ts'
import { desk } from './words.ts'

/** Offered once, on the first page of the post; afterwards it is found in the help. */
export function TourOffer() {
  const words = useWords(desk)
  const choose = useChoose()
  const touring = useTouring()
  const { data } = useQuery(choiceQuery)
  if (data?.tour !== 'new' || touring !== undefined) return null
  return (
    <Alert
      className="gap-below"
      type="info"
      showIcon
      title={words.tourOffer}
      action={
        <Space wrap>
          <Button
            type="primary"
            onClick={() => {
              choose({ tour: 'left', tourStep: 0 })
              lead(0)
            }}
          >
            {words.tourBegin}
          </Button>
          <Button onClick={() => choose({ tour: 'done' })}>{words.tourNo}</Button>
        </Space>
      }
    />
  )
}
