import { useWords } from '../../../console/kit/language.ts'
import { inspectionWords } from './inspection.words.ts'

/** Small, and whole when one is tapped. What is no picture has no small one and is a link all the same. */
export function Photos({ ids }: { readonly ids: readonly string[] }) {
  const words = useWords(inspectionWords)
  if (ids.length === 0) return null
  return (
    <div className="photos">
      {ids.map((id, at) => (
        <a key={id} href={`/api/files/${id}`} target="_blank" rel="noreferrer">
          <img src={`/api/files/${id}`} alt={words.photo(at + 1)} loading="lazy" />
        </a>
      ))}
    </div>
  )
}
