import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select, Tabs, Tag } from 'antd'
import { useState } from 'react'
import { programmeQuery, versionsQuery } from '../../api/programme.ts'
import type { ProgrammeView, Sentence } from '../../api/programme.ts'
import { useSession } from '../../api/session.ts'
import { Fold } from '../../kit/Fold.tsx'
import { useLanguage, useWords } from '../../kit/language.ts'
import { Own } from '../../kit/Own.tsx'
import { Answered } from '../../kit/states.tsx'
import { apart, SaidLines } from './Differences.tsx'
import { Propose } from './Propose.tsx'
import { Versions, waits } from './Versions.tsx'
import { programmeWords } from './words.ts'

/** Where a figure stands that a regulation could have fixed; names and texts are the city’s own in any case. */
const fixable = ['clocks', 'ladder', 'rounds', 'withholding', 'messages', 'lanes', 'retention', 'access']

const colours = { own: 'blue', preset: 'default', default: 'default' } as const

function Line({ sentence: { said, group, origin, place, rests, preset } }: { readonly sentence: Sentence }) {
  const words = useWords(programmeWords)
  const language = useLanguage()
  return (
    <li>
      <SaidLines said={said} />
      <p className="quiet small programme-source">
        <Tag color={colours[origin]}>{words.origin[origin]}</Tag>
        {place === undefined ? null : <code>{place}</code>}
        {rests ? <span>{`${words.rests}${rests[language]}`}</span> : fixable.includes(group) ? <span>{words.noRule}</span> : null}
      </p>
      {preset === undefined ? null : preset.length === 0 ? (
        <p className="small">{words.presetSilent}</p>
      ) : (
        <div className="small programme-preset">
          {words.presetSays}
          <SaidLines said={apart(preset, said)} none={words.presetLess} />
        </div>
      )}
    </li>
  )
}

function Sentences({ programme }: { readonly programme: ProgrammeView }) {
  const words = useWords(programmeWords)
  // Clocks first: the whole is long, and this is what most come for.
  const [group, setGroup] = useState('clocks')
  const [onlyDiffers, setOnlyDiffers] = useState(false)
  const differ = programme.sentences.filter(one => one.preset !== undefined)
  const groups = [...new Set(programme.sentences.map(one => one.group))]
  const shown = (onlyDiffers ? differ : programme.sentences).filter(one => group === '' || one.group === group)
  return (
    <>
      <div className="filters" role="search">
        <label>
          {words.group}
          <Select
            aria-label={words.group}
            value={group}
            popupMatchSelectWidth={false}
            onChange={setGroup}
            options={[{ value: '', label: words.anyGroup }, ...groups.map(one => ({ value: one, label: words.groups[one] ?? one }))]}
          />
        </label>
        <Checkbox
          checked={onlyDiffers}
          onChange={event => {
            setOnlyDiffers(event.target.checked)
            if (event.target.checked) setGroup('')
          }}
        >
          {words.onlyDiffers(differ.length)}
        </Checkbox>
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{words.none}</p>
      ) : (
        groups
          .filter(one => shown.some(sentence => sentence.group === one))
          .map((one, at) => {
            const lines = shown.filter(sentence => sentence.group === one)
            return (
              <Fold
                key={`${one} ${onlyDiffers} ${group}`}
                title={words.groups[one] ?? one}
                count={lines.length}
                first={at === 0 || group !== ''}
                framed
              >
                <ul className="programme-lines">
                  {lines.map(sentence => (
                    <Line key={sentence.path} sentence={sentence} />
                  ))}
                </ul>
              </Fold>
            )
          })
      )}
    </>
  )
}

/** Whoever reads the whole also reads how it changes; what waits for him stands first. */
function Whole({ programme }: { readonly programme: ProgrammeView }) {
  const words = useWords(programmeWords)
  const session = useSession()
  const proposes = session.posts.some(post => post.role === 'system_admin')
  return (
    <Answered query={useQuery(versionsQuery)}>
      {versions => {
        const open = versions.items.filter(waits).length
        const tabs = [
          { key: 'says', label: words.says, children: <Sentences programme={programme} /> },
          { key: 'versions', label: open === 0 ? words.versions : words.versionsOpen(open), children: <Versions versions={versions} /> },
          ...(proposes
            ? [{ key: 'change', label: words.change, children: <Propose key={versions.version} current={versions.text} /> }]
            : []),
        ]
        return <Tabs defaultActiveKey={versions.items.some(row => row.mayApprove) ? 'versions' : 'says'} items={tabs} />
      }}
    </Answered>
  )
}

/** 本市方案: what the city's rules say in plain words, where each comes from, and how another version comes to hold. */
export function Programme() {
  const words = useWords(programmeWords)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(programmeQuery)}>
        {programme => (
          <div className="stack">
            <p>
              <strong>
                <Own>{programme.name}</Own>
              </strong>
              {'　'}
              <span className="quiet">
                {words.version} {programme.version}
              </span>
            </p>
            {programme.whole ? (
              <Whole programme={programme} />
            ) : (
              <>
                <p className="quiet">{words.partly}</p>
                <Sentences programme={programme} />
              </>
            )}
          </div>
        )}
      </Answered>
    </>
  )
}
