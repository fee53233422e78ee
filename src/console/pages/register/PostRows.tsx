import { Link } from '@tanstack/react-router'
import { Button, Space, Tag } from 'antd'
import type { PostView } from '../../api/register.ts'
import { useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import type { Column } from '../../kit/ServerTable.tsx'
import type { Asked } from './proposing.tsx'
import { postWords, proposalWords } from './proposalWords.ts'
import { usePostForms } from './usePostForms.ts'
import { register } from './words.ts'

/** Columns of a list of posts. @param of what the page is about, and therefore does not say again @param ask opens a form; absent: only read */
export function usePostColumns(of: 'all' | 'unit' | 'person', ask?: (asked: Asked) => void): readonly Column<PostView>[] {
  const common = useWords(register)
  const words = useWords(postWords)
  const { roles, deputyOf } = useWords(proposalWords)
  const forms = usePostForms()
  return [
    ...(of === 'person'
      ? []
      : [
          {
            key: 'person',
            title: words.person,
            headline: true,
            show: (one: PostView) => (
              <>
                <Link to="/people/$id" params={{ id: one.person }} className="tap">
                  <Own>{one.personName}</Own>
                </Link>{' '}
                <span className="quiet small">{one.personCode}</span>
              </>
            ),
          },
        ]),
    ...(of === 'unit'
      ? []
      : [
          {
            key: 'unit',
            title: common.unit,
            headline: of === 'person',
            show: (one: PostView) => (
              <Link to="/units/$id" params={{ id: one.unit }} className="tap">
                <Own>{one.unitName}</Own>
              </Link>
            ),
          },
        ]),
    {
      key: 'role',
      title: words.post,
      show: one => (
        <>
          {roles[one.role] ?? one.role}
          {one.ownTitle === null ? null : (
            <span className="quiet small">
              {' '}
              <Own>{one.ownTitle}</Own>
            </span>
          )}
          {one.deputy > 0 ? (
            <>
              {' '}
              <Tag>{deputyOf(String(one.deputy))}</Tag>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'term', title: words.time, show: one => words.term(one.from, one.until) },
    {
      key: 'time',
      title: common.state,
      show: one => (
        <Tag color={one.time === 'now' ? 'success' : one.time === 'ahead' ? 'processing' : 'default'}>{words.times[one.time]}</Tag>
      ),
    },
    ...(ask
      ? [
          {
            key: 'acts',
            title: common.acts,
            show: (one: PostView) =>
              one.time === 'past' ? null : (
                <Space wrap>
                  <Button size="small" onClick={() => ask(forms.change(one))}>
                    {words.change}
                  </Button>
                  {one.time === 'now' ? (
                    <Button size="small" onClick={() => ask(forms.end(one))}>
                      {words.end}
                    </Button>
                  ) : (
                    <Button size="small" onClick={() => ask(forms.cancel(one))}>
                      {words.cancel}
                    </Button>
                  )}
                </Space>
              ),
          },
        ]
      : []),
  ]
}
