import { existsSync, readFileSync } from 'node:fs'

/**
 * Reads what the runs wrote (vitest's JSON) and prints what somebody reads who sees only the end: what failed, what passed
 * at the second attempt, and the counts. A page may be a moment late on a busy machine and gets a second attempt, by
 * name; for anything else a second attempt that passes is a fault like any other.
 */
const mayBeLate = file => file.startsWith('test/browser/')
let passed = 0
const failed = []
const again = []
for (const run of process.argv.slice(2).filter(existsSync)) {
  for (const { name, status, message, assertionResults } of JSON.parse(readFileSync(run, 'utf8')).testResults) {
    const file = name.slice(process.cwd().length + 1)
    for (const test of assertionResults) {
      const line = `${file} > ${test.fullName}`
      const first = test.failureMessages[0]?.split('\n    at ')[0].slice(0, 600)
      if (test.status === 'failed') failed.push(`failed: ${line}\n  ${first}`)
      else if (test.status === 'passed' && first === undefined) passed++
      else if (test.status === 'passed' && mayBeLate(file)) {
        passed++
        again.push(`at the second attempt: ${line}\n  ${first}`)
      } else if (test.status === 'passed') failed.push(`failed at first: ${line}\n  ${first}`)
    }
    if (status === 'failed' && assertionResults.every(test => test.status !== 'failed'))
      failed.push(`failed: ${file}: ${message.slice(0, 600)}`)
  }
}
for (const line of [...again, ...failed]) console.log(line)
console.log(`${passed} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
