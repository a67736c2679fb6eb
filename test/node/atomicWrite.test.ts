import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editFile } from '../../src/node/editFile.ts';
import { replaceFile } from '../../src/node/atomicWrite.ts';
import type { FileOps } from '../../src/node/atomicWrite.ts';
import { writeRefusals, writeRefusalSentences } from '../../src/node/writeRefusals.ts';
import { contents } from '../support/replaceContents.ts';
import { withFolder } from '../support/temporaryFolder.ts';

const oldText = 'old text\n';
const newText = 'new text that is longer\n';
const loop = new URL('../support/replaceInLoop.ts', import.meta.url).pathname;

interface Expected {
  readonly result: string;
  /** Text of the file afterwards. */
  readonly text: string;
}

/** Replaces `a.md` of a new folder after `prepare`, and looks at what is left. */
function check(
  input: {
    readonly prepare?: (file: string, folder: string) => void;
    readonly path?: string;
    readonly ops?: Partial<FileOps>;
  },
  expected: Expected,
  inspect: (file: string, folder: string) => void = () => {},
): void {
  withFolder((folder) => {
    const file = join(folder, 'a.md');
    fs.writeFileSync(file, oldText);
    input.prepare?.(file, folder);
    const result = replaceFile(
      join(folder, input.path ?? 'a.md'),
      () => ({ bytes: Buffer.from(newText), answer: 0 }),
      {
        ops: { ...fs, ...input.ops },
      },
    );
    assert.equal(result.status === 'refused' ? result.refusal : result.status, expected.result);
    assert.equal(fs.readFileSync(file, 'utf8'), expected.text);
    inspect(file, folder);
    assert.deepEqual(temporaries(folder), []);
  });
}

function temporaries(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((name) => name.endsWith('-tmp'));
}

function systemError(code: string): never {
  throw Object.assign(new Error(code), { code });
}

describe('replaceFile', () => {
  it('replaces the bytes', () => check({}, { result: 'replaced', text: newText }));

  it('keeps the mode', () => {
    for (const mode of [0o600, 0o664, 0o755, 0o640]) {
      check({ prepare: (file) => fs.chmodSync(file, mode) }, { result: 'replaced', text: newText }, (file) =>
        assert.equal(fs.statSync(file).mode & 0o7777, mode),
      );
    }
  });

  it('replaces the target of a link and keeps the link', () =>
    check(
      {
        path: 'link.md',
        prepare: (_, folder) => {
          fs.symlinkSync('a.md', join(folder, 'middle.md'));
          fs.symlinkSync('middle.md', join(folder, 'link.md'));
        },
      },
      { result: 'replaced', text: newText },
      (_, folder) => assert.equal(fs.readlinkSync(join(folder, 'link.md')), 'middle.md'),
    ));

  it('leaves a file alone when the transform has nothing to change', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, oldText);
      const before = fs.statSync(file, { bigint: true });
      for (const bytes of [undefined, Buffer.from(oldText)]) {
        const result = replaceFile(file, () => ({ ...(bytes && { bytes }), answer: 'same' }));
        assert.deepEqual(result, { status: 'kept', answer: 'same' });
      }
      const after = fs.statSync(file, { bigint: true });
      assert.deepEqual([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
    }));

  it('lets an error of the transform through and writes nothing', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, oldText);
      assert.throws(() => replaceFile(file, () => assert.fail('mine')), /mine/);
      assert.deepEqual(fs.readdirSync(folder), ['a.md']);
      assert.equal(fs.readFileSync(file, 'utf8'), oldText);
    }));

  const kept = (result: string) => ({ result, text: oldText });
  it('refuses a missing file', () => check({ path: 'b.md' }, kept('missing')));
  it('refuses a dangling link', () =>
    check(
      { path: 'l.md', prepare: (_, folder) => fs.symlinkSync('no.md', join(folder, 'l.md')) },
      kept('missing'),
    ));
  it('refuses a folder', () =>
    check({ path: 'd', prepare: (_, folder) => fs.mkdirSync(join(folder, 'd')) }, kept('notAFile')));
  it('refuses a file with two names and leaves them one file', () =>
    check(
      { prepare: (file, folder) => fs.linkSync(file, join(folder, 'b.md')) },
      kept('hardLinked'),
      (file) => assert.equal(fs.statSync(file).nlink, 2),
    ));
  it('refuses a read-only file', () =>
    check({ prepare: (file) => fs.chmodSync(file, 0o444) }, kept('readOnly')));
  it('refuses a file above the limit', () =>
    withFolder((folder) => {
      fs.writeFileSync(join(folder, 'a.md'), oldText);
      const result = replaceFile(join(folder, 'a.md'), () => assert.fail('not read'), { maxBytes: 3 });
      assert.deepEqual(result, { status: 'refused', refusal: 'tooLarge', detail: '9 bytes, the limit is 3' });
    }));

  describe('when another program is at work', () => {
    const interfere: Readonly<Record<string, (file: string, folder: string) => void>> = {
      'other bytes': (file) => fs.writeFileSync(file, 'theirs'),
      'the same size': (file) => fs.writeFileSync(file, 'Old text\n'),
      'the same bytes in another file': (file) => {
        fs.writeFileSync(`${file}.new`, oldText);
        fs.renameSync(`${file}.new`, file);
      },
      'the same bytes at another time': (file) => fs.utimesSync(file, 1, 1),
      deleted: (file) => fs.unlinkSync(file),
      'a link instead': (file, folder) => {
        fs.renameSync(file, join(folder, 'moved.md'));
        fs.symlinkSync('moved.md', file);
      },
      'a second name': (file) => fs.linkSync(file, `${file}.second`),
    };
    for (const [title, change] of Object.entries(interfere)) {
      it(`refuses: ${title}`, () =>
        withFolder((folder) => {
          const file = join(folder, 'a.md');
          fs.writeFileSync(file, oldText);
          let theirs: string | undefined;
          const result = replaceFile(file, () => {
            change(file, folder);
            theirs = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
            return { bytes: Buffer.from(newText), answer: 0 };
          });
          assert.deepEqual(result, { status: 'refused', refusal: 'changed', detail: '' });
          assert.equal(fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined, theirs);
          assert.deepEqual(temporaries(folder), []);
        }));
    }
  });

  describe('when the system fails', () => {
    it('goes on after short writes', () => {
      const writeSync = ((descriptor: number, bytes: Uint8Array, offset: number, length: number) =>
        fs.writeSync(descriptor, bytes, offset, Math.min(length, 3))) as typeof fs.writeSync;
      check({ ops: { writeSync } }, { result: 'replaced', text: newText });
    });

    const faults: readonly (readonly [string, Partial<FileOps>, string])[] = [
      ['no space at once', { writeSync: () => systemError('ENOSPC') }, 'noSpace'],
      ['no space without an error', { writeSync: () => 0 }, 'noSpace'],
      [
        'bytes that got lost',
        { writeSync: ((_: number, bytes: Uint8Array) => bytes.length) as typeof fs.writeSync },
        'noSpace',
      ],
      ['a quota', { writeSync: () => systemError('EDQUOT') }, 'noSpace'],
      ['a bad disk while reading', { readSync: () => systemError('EIO') }, 'failed'],
      ['a bad disk while writing', { writeSync: () => systemError('EIO') }, 'failed'],
      ['a bad disk while syncing', { fsyncSync: () => systemError('EIO') }, 'failed'],
      ['a folder that is not ours', { renameSync: () => systemError('EACCES') }, 'denied'],
      ['another device', { renameSync: () => systemError('EXDEV') }, 'failed'],
      ['a read-only disk', { accessSync: () => systemError('EROFS') }, 'readOnlyFileSystem'],
      ['no access', { accessSync: () => systemError('EACCES') }, 'readOnly'],
      ['too many open files', { openSync: () => systemError('EMFILE') }, 'failed'],
      ['a mode that cannot be set', { fchmodSync: () => systemError('EPERM') }, 'denied'],
    ];
    for (const [title, ops, refusal] of faults) {
      it(`keeps the old bytes: ${title}`, () => check({ ops }, kept(refusal)));
    }

    it('keeps the old bytes after some writes that went well', () => {
      let calls = 0;
      const writeSync = ((descriptor: number, bytes: Uint8Array, offset: number) =>
        ++calls > 3
          ? systemError('ENOSPC')
          : fs.writeSync(descriptor, bytes, offset, 2)) as typeof fs.writeSync;
      check({ ops: { writeSync } }, kept('noSpace'));
    });

    it('refuses an owner that it cannot keep', () => {
      let calls = 0;
      const fstatSync = ((descriptor: number, options: { bigint: true }) => {
        const stat = fs.fstatSync(descriptor, options);
        calls++;
        return calls === 2 ? Object.assign(stat, { uid: stat.uid + 1n }) : stat;
      }) as typeof fs.fstatSync;
      check({ ops: { fstatSync, fchownSync: () => systemError('EPERM') } }, kept('otherOwner'));
    });

    it('says so when only the folder could not be synced', () => {
      let calls = 0;
      const fsyncSync = (descriptor: number) =>
        ++calls === 2 ? systemError('EIO') : fs.fsyncSync(descriptor);
      check({ ops: { fsyncSync } }, { result: 'unconfirmed', text: newText });
    });
  });

  it('removes what a killed process left, and nothing else', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, oldText);
      // Above the largest process id that Linux gives.
      const gone = '.a.md.4194999-0a1b2c3d4e5f.release-readiness-tmp';
      const others = [
        `.a.md.${process.pid}-0a1b2c3d4e5f.release-readiness-tmp`,
        '.a.md.notes.release-readiness-tmp',
        '.b.md.4194999-0a1b2c3d4e5f.release-readiness-tmp',
      ];
      for (const name of [gone, ...others]) fs.writeFileSync(join(folder, name), '');
      replaceFile(file, () => ({ bytes: Buffer.from(newText), answer: 0 }));
      assert.deepEqual(fs.readdirSync(folder).toSorted(), [...others, 'a.md'].toSorted());
    }));

  it('removes an old temporary file though a process has its number', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, oldText);
      const old = join(folder, `.a.md.${process.pid}-0a1b2c3d4e5f.release-readiness-tmp`);
      fs.writeFileSync(old, '');
      fs.utimesSync(old, 1, 1);
      replaceFile(file, () => ({ bytes: Buffer.from(newText), answer: 0 }));
      assert.deepEqual(fs.readdirSync(folder), ['a.md']);
    }));

  it('has a sentence for every refusal', () => {
    for (const refusal of writeRefusals) assert.match(writeRefusalSentences[refusal], /\{file\}/);
  });
});

describe('replaceFile in a process that is killed', function () {
  this.timeout(300_000);

  /** Kills at a system call that the child counts, or as soon as it has reported so many replacements. */
  async function killedOnce(
    file: string,
    kill: { readonly beforeCall?: number; readonly afterReports?: number },
  ) {
    const child = spawn(process.execPath, [loop, file, String(kill.beforeCall ?? '')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let reports = 0;
    child.stdout.on('data', (data: Buffer) => {
      reports += data.length;
      if (reports >= (kill.afterReports ?? Infinity)) child.kill('SIGKILL');
    });
    const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
    assert.equal(signal, 'SIGKILL');
    const bytes = fs.readFileSync(file);
    assert.ok(bytes.equals(contents.first) || bytes.equals(contents.second), `torn: ${bytes.length} bytes`);
  }

  it('never leaves a torn file, and the next run removes what was left', async () => {
    const folder = fs.mkdtempSync(join(tmpdir(), 'release-readiness-kill-'));
    const file = join(folder, 'a.md');
    fs.writeFileSync(file, contents.first);
    try {
      let left = 0;
      const calls = Array.from({ length: 36 }, (_, index) => ({ beforeCall: index + 2 }));
      const reports = Array.from({ length: 24 }, (_, index) => ({ afterReports: 1 + ((index * 7) % 11) }));
      for (const kill of [...calls, ...reports]) {
        await killedOnce(file, kill);
        left += temporaries(folder).length;
        const next = replaceFile(file, (bytes) => ({
          bytes: bytes[0] === 0x61 ? contents.second : contents.first,
          answer: 0,
        }));
        assert.equal(next.status, 'replaced');
        assert.deepEqual(fs.readdirSync(folder), ['a.md']);
      }
      assert.ok(left > 0, 'no kill fell between the creation of a temporary file and its renaming');
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('editFile', () => {
  it('edits bytes, byte order mark and line ends kept', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, '\ufeffé\r\n- [ ] a\r');
      const result = editFile(file, (text) => {
        assert.equal(text, 'é\r\n- [ ] a\r');
        return { ok: true, line: 2, edits: [{ start: 6, end: 7, newText: 'x' }] };
      });
      assert.equal(result.status, 'replaced');
      assert.equal(fs.readFileSync(file, 'utf8'), '\ufeffé\r\n- [x] a\r');
    }));
  it('hands a refusal on and leaves the file', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, 'a');
      const answer = { ok: false, refusal: 'noItemOnLine', args: {} } as const;
      assert.deepEqual(
        editFile(file, () => answer),
        { status: 'kept', answer },
      );
    }));
  it('refuses bytes that are not UTF-8', () =>
    withFolder((folder) => {
      const file = join(folder, 'a.md');
      fs.writeFileSync(file, Buffer.from([0x61, 0xe9]));
      const result = editFile(file, () => assert.fail('not decoded'));
      assert.deepEqual(result, { status: 'refused', refusal: 'notUtf8', detail: 'byte 1' });
      assert.deepEqual([...fs.readFileSync(file)], [0x61, 0xe9]);
    }));
});
