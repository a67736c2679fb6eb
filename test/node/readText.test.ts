import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeText, firstInvalidByte, readText, unreadableReason } from '../../src/node/readText.ts';
import type { FileText } from '../../src/core/ports.ts';
import { withFolder } from '../support/temporaryFolder.ts';

function check(input: string | Buffer, expected: FileText, limit = 1000): void {
  withFolder((folder) => {
    const file = join(folder, 'checklist.md');
    writeFileSync(file, input);
    const written = Math.floor(statSync(file).mtimeMs);
    assert.deepEqual(
      readText(file, { maxBytes: limit }),
      expected.status === 'read' ? { ...expected, written } : expected,
    );
  });
}

function checkPath(make: (folder: string) => string, expected: FileText): void {
  withFolder((folder) => {
    const read = readText(make(folder));
    const written = read.status === 'read' && read.written !== undefined ? { written: read.written } : {};
    assert.deepEqual(read, expected.status === 'read' ? { ...expected, ...written } : expected);
  });
}

describe('readText', () => {
  const texts: readonly (readonly [string, string, string, boolean, number])[] = [
    ['an empty file', '', '', false, 0],
    ['line ends as they are', 'a\r\nb\rc\nd', 'a\r\nb\rc\nd', false, 8],
    ['a byte order mark, which is reported and not in the text', '\ufeff- [ ] a', '- [ ] a', true, 10],
    ['a second byte order mark, which is text', '\ufeff\ufeffa', '\ufeffa', true, 7],
    ['characters of every length', 'aé€😀', 'aé€😀', false, 10],
    ['a file of exactly the limit', 'x'.repeat(1000), 'x'.repeat(1000), false, 1000],
  ];
  for (const [title, input, text, hasByteOrderMark, size] of texts) {
    it(`reads ${title}`, () => check(input, { status: 'read', text, hasByteOrderMark, size }));
  }

  it('reads a file larger than the reused buffer', () => {
    const text = 'é'.repeat(200_000);
    check(text, { status: 'read', text, hasByteOrderMark: false, size: 400_000 }, 500_000);
  });

  it('refuses a file above the limit', () =>
    check('x'.repeat(1001), {
      status: 'unreadable',
      reason: 'tooLarge',
      detail: '1001 bytes, the limit is 1000',
    }));

  const broken: readonly (readonly [string, Buffer, number])[] = [
    ['a Latin-1 letter', Buffer.from('caf\xe9 ok', 'latin1'), 3],
    ['a cut sequence at the end', Buffer.from([0x61, 0xe2, 0x82]), 1],
    ['an encoded surrogate', Buffer.from([0x61, 0x62, 0xed, 0xa0, 0x80]), 2],
    ['an overlong slash', Buffer.from([0xc0, 0xaf]), 0],
    ['UTF-16', Buffer.from('\ufeffab', 'utf16le'), 0],
  ];
  for (const [title, bytes, offset] of broken) {
    it(`refuses ${title} and names the byte`, () =>
      check(bytes, { status: 'unreadable', reason: 'notUtf8', detail: `byte ${offset}` }));
  }

  it('finds the first bad byte where a decoder of bytes stops', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 12 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (noise, good) => {
          const bytes = Buffer.concat([Buffer.from(good), noise]);
          const at = firstInvalidByte(bytes);
          const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
          assert.doesNotThrow(() => decoder.decode(bytes.subarray(0, at)));
          assert.equal(decodeText(bytes).status, at === bytes.length ? 'read' : 'unreadable');
        },
      ),
      { numRuns: 2000 },
    );
  });

  const unreadable = (reason: string, detail: string) =>
    ({ status: 'unreadable', reason, detail }) as FileText;
  it('says that a file is missing', () =>
    checkPath((folder) => join(folder, 'no.md'), unreadable('missing', 'ENOENT')));
  it('says that a path through a file is missing', () =>
    checkPath(
      (folder) => {
        writeFileSync(join(folder, 'a'), '');
        return join(folder, 'a', 'b.md');
      },
      unreadable('missing', 'ENOTDIR'),
    ));
  it('says that a folder is not a file', () =>
    checkPath((folder) => folder, unreadable('notAFile', 'directory')));
  it('does not wait for a pipe', () =>
    checkPath(
      (folder) => {
        execFileSync('mkfifo', [join(folder, 'pipe.md')]);
        return join(folder, 'pipe.md');
      },
      unreadable('notAFile', 'pipe'),
    ));
  it('does not read a device', () => checkPath(() => '/dev/zero', unreadable('notAFile', 'device')));
  it('says so for a link to itself', () =>
    checkPath(
      (folder) => {
        symlinkSync('loop.md', join(folder, 'loop.md'));
        return join(folder, 'loop.md');
      },
      unreadable('notAFile', 'ELOOP'),
    ));
  it('follows a link to a file, not to a folder', () => {
    checkPath(
      (folder) => {
        writeFileSync(join(folder, 'a.md'), 'a');
        symlinkSync('a.md', join(folder, 'link.md'));
        return join(folder, 'link.md');
      },
      { status: 'read', text: 'a', hasByteOrderMark: false, size: 1 },
    );
    checkPath(
      (folder) => {
        mkdirSync(join(folder, 'd'));
        symlinkSync('d', join(folder, 'link.md'));
        return join(folder, 'link.md');
      },
      unreadable('notAFile', 'directory'),
    );
  });
  it('survives a path that cannot be one', () =>
    checkPath(() => 'a\0b', unreadable('failed', 'ERR_INVALID_ARG_VALUE')));

  it('maps the errors of the system to reasons', () => {
    const codes = {
      EACCES: 'denied',
      EPERM: 'denied',
      EISDIR: 'notAFile',
      ENXIO: 'notAFile',
      EMFILE: 'failed',
      EIO: 'failed',
    };
    for (const [code, reason] of Object.entries(codes)) {
      assert.equal(unreadableReason(Object.assign(new Error(code), { code })), reason, code);
    }
    assert.equal(unreadableReason('no error at all'), 'failed');
  });
});
