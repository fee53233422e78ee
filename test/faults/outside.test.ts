import { describe, expect, it } from 'vitest'
import { startProgram } from './programs.ts'
import { beyondLoopback, lookAtSockets, processTree } from './sockets.ts'

/** Nothing calls outside is shown over the demo, while it is built and used (test/demo.test.ts); here, that the watcher would see it. */
describe.skipIf(process.platform !== 'linux')('a program that calls outside', () => {
  it.each([
    ['an ear for everybody', "require('net').createServer().listen(0, '0.0.0.0', () => console.log('open'))"],
    [
      'an ear for everybody in a process below',
      "require('child_process').spawn(process.execPath, ['-e', \"require('net').createServer().listen(0, '::', () => console.log('open'))\"], { stdio: 'inherit' })",
    ],
    ['a socket for name queries', "require('dgram').createSocket('udp4').bind(0, () => console.log('open'))"],
  ])('would be caught with %s', async (_what, program) => {
    const { pid, line, end } = startProgram(['-e', program])
    await line('open')
    expect(lookAtSockets(pid).beyond).toHaveLength(1)
    for (const below of processTree(pid).filter(one => one !== pid)) process.kill(below, 'SIGKILL')
    await end('SIGKILL')
  })

  it('would be caught with a connection to another machine, and is not blamed for its own ends or for other programs', () => {
    const table = [
      '  sl  local_address rem_address   st',
      ...[
        ['0100007F:1F90', '0100007F:C350', '11'],
        ['0500000A:C350', '2D4F3A01:01BB', '12'],
        ['0100007F:1F90', '00000000:0000', '13'],
        ['0500000A:C351', '2D4F3A01:01BB', '99'],
        ['0000000000000000FFFF00000100007F:1F90', '0000000000000000FFFF00000100007F:C352', '14'],
        ['00000000000000000000000001000000:1F90', 'B80D01200000000067452301EFCDAB89:01BB', '15'],
      ].map(([local, remote, inode], at) => `   ${at}: ${local!} ${remote!} 01 00000000:00000000 00:00000000 00000000 0 0 ${inode!} 1 x`),
    ].join('\n')
    expect(beyondLoopback(table, new Set(['11', '12', '13', '14', '15']))).toEqual([
      '0500000A:C350 > 2D4F3A01:01BB',
      '00000000000000000000000001000000:1F90 > B80D01200000000067452301EFCDAB89:01BB',
    ])
  })
})
