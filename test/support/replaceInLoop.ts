/**
 * Child process of the kill test: replaces one file over and over, alternating
 * between two contents, and says so on standard output after each time.
 * With a number as second argument it kills itself before that file system call.
 */
import * as fs from 'node:fs';
import { replaceFile } from '../../src/node/atomicWrite.ts';
import type { FileOps } from '../../src/node/atomicWrite.ts';
import { contents } from './replaceContents.ts';

const [file = '', killBefore] = process.argv.slice(2);
let calls = 0;

const ops = Object.fromEntries(
  Object.entries(fs)
    .filter(([name, value]) => name.endsWith('Sync') && typeof value === 'function')
    .map(([name, call]) => [
      name,
      (...args: readonly unknown[]) => {
        calls++;
        if (String(calls) === killBefore) process.kill(process.pid, 'SIGKILL');
        return Reflect.apply(call as (...all: readonly unknown[]) => unknown, fs, args);
      },
    ]),
) as unknown as FileOps;

for (;;) {
  replaceFile(
    file,
    (bytes) => ({ bytes: bytes[0] === 0x61 ? contents.second : contents.first, answer: undefined }),
    { ops },
  );
  fs.writeSync(1, '.');
}
