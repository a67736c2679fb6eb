import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeChecklists } from '../../src/core/checklist/merge/merge.ts';
import { resolveConflictText } from '../../src/core/checklist/merge/resolveConflict.ts';
import type { Item } from '../../src/core/checklist/model.ts';
import { readChecklist } from '../../src/core/checklist/read.ts';
import { assess } from '../../src/core/engine.ts';
import { writeFiles } from '../support/commandLine.ts';
import { memoryPorts } from '../support/memoryPorts.ts';
import { git } from '../support/repository.ts';
import { withFolderAsync } from '../support/temporaryFolderAsync.ts';

const root = join(import.meta.dirname, '../..');
const histories = 210;
const throughDriver = 20;
const name = (index: number): string => `releases/1.${index}.0/checklist.md`;

/** Numbers that look random and are the same in each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield Math.floor(state / 65_536);
  }
}

const words = ['Build', 'Test', 'Scan', 'Document', 'Announce', 'Deploy', 'Verify', 'Tag'];

function baseText(index: number): string {
  const items = words.map((word, at) => `- [ ] ${word} ${index}-${at}`);
  return `# Release\n\n## Testing\n\n${items.slice(0, 4).join('\n')}\n\n## Operations\n\n${items.slice(4).join('\n')}\n`;
}

/** Two to four edits of one side: ticks, notes, new items, items taken out. Owners differ between the sides. */
function edited(text: string, side: 'ours' | 'theirs', random: Generator<number>): string {
  let lines = text.split('\n');
  const count = 2 + (Number(random.next().value) % 3);
  for (let edit = 0; edit < count; edit += 1) {
    const at = lines
      .map((line, index) => (line.startsWith('- [') ? index : -1))
      .filter((index) => index >= 0);
    const index = at[Number(random.next().value) % at.length] ?? 0;
    const line = lines[index] ?? '';
    switch (Number(random.next().value) % 5) {
      case 0:
      case 1:
        lines = lines.with(index, line.replace('[ ]', '[x]'));
        break;
      case 2:
        lines = lines.with(
          index,
          line.includes('—') ? line : `${line} — ${side === 'ours' ? '@ana' : 'due T-24h'}`,
        );
        break;
      case 3:
        lines = lines.toSpliced(index + 1, 0, `- [ ] Added by ${side} ${edit}`);
        break;
      default:
        lines = lines.with(index, line.includes('—') ? line : `${line} — blocked: ${side} waits`);
    }
  }
  return lines.join('\n');
}

const itemsOf = async (text: string): Promise<readonly Item[]> =>
  (await readChecklist(text, { file: name(0), reader: 'full' })).value.items;
const counted = (items: readonly Item[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const { text } of items) found.set(text, (found.get(text) ?? 0) + 1);
  return found;
};

/** Nothing lost, nothing twice, every tick of either side there. */
async function checkMerged(merged: string, ours: string, theirs: string): Promise<void> {
  const [result, one, other] = [await itemsOf(merged), await itemsOf(ours), await itemsOf(theirs)];
  const found = counted(result);
  for (const text of new Set([...one, ...other].map((item) => item.text))) {
    const most = Math.max(counted(one).get(text) ?? 0, counted(other).get(text) ?? 0);
    assert.equal(found.get(text), most, `${text}\n${merged}`);
  }
  const ticked = new Set([...one, ...other].flatMap(({ checked, text }) => (checked ? [text] : [])));
  for (const { text, checked } of result) assert.equal(checked, ticked.has(text), `${text}\n${merged}`);
}

describe('merging checklists with histories of git', () => {
  it('loses and repeats no item in more than two hundred histories, and what is left is UNKNOWN', async () =>
    withFolderAsync(async (folder) => {
      const all = Array.from({ length: histories }, (_, index) => {
        const random = numbers(index + 1);
        const base = baseText(index);
        return {
          file: name(index),
          base,
          ours: edited(base, 'ours', random),
          theirs: edited(base, 'theirs', random),
        };
      });
      const write = (side: 'base' | 'ours' | 'theirs'): void =>
        writeFiles(folder, Object.fromEntries(all.map((one) => [one.file, one[side]])));
      write('base');
      // The first go through the driver of git; of the others git leaves its own markers, with and without a base.
      const driven = Array.from({ length: throughDriver }, (_, index) => `${name(index)} merge=checklist\n`);
      writeFiles(folder, { '.gitattributes': driven.join('') });
      git(folder, 'init', '--quiet');
      git(folder, 'add', '--all');
      git(folder, 'commit', '--quiet', '--message=Start');
      git(folder, 'checkout', '--quiet', '-b', 'other');
      write('theirs');
      git(folder, 'commit', '--quiet', '--all', '--allow-empty', '--message=Theirs');
      git(folder, 'checkout', '--quiet', 'main');
      write('ours');
      git(folder, 'commit', '--quiet', '--all', '--allow-empty', '--message=Ours');

      const driver = `"${process.execPath}" "${join(root, 'src/cli/main.ts')}" merge-driver %O %A %B %P --marker-size %L`;
      const merge = (style: 'merge' | 'diff3'): ReadonlyMap<string, string> => {
        const given = ['-c', `merge.checklist.driver=${driver}`, '-c', `merge.conflictStyle=${style}`];
        assert.throws(
          () => git(folder, ...given, 'merge', '--quiet', '--no-edit', 'other'),
          /CONFLICT|exit|failed/,
        );
        return new Map(all.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')]));
      };
      const texts = merge('diff3');
      git(folder, 'reset', '--quiet', '--hard');
      writeFiles(folder, { '.gitattributes': '' });
      git(folder, 'commit', '--quiet', '--all', '--message=No driver');
      const plain = merge('merge');

      const seen = { clean: 0, left: 0, byGit: 0, withBase: 0, withoutBase: 0 };
      for (const [index, { file, base, ours, theirs }] of all.entries()) {
        const merged = await mergeChecklists({ base, ours, theirs, file });
        const written = texts.get(file) ?? '';
        if (index < throughDriver)
          assert.equal(written, merged.text, 'the driver and the function say the same');
        if (merged.conflicts === 0) {
          seen.clean += 1;
          await checkMerged(merged.text, ours, theirs);
        } else {
          seen.left += 1;
          const { readiness } = await assess(memoryPorts({ files: { [file]: merged.text } }));
          assert.equal(readiness[0]?.verdict, 'unknown');
        }
        const markers = plain.get(file) ?? '';
        if (!markers.includes('<<<<<<<')) continue;
        seen.byGit += 1;
        const { readiness } = await assess(memoryPorts({ files: { [file]: markers } }));
        assert.equal(readiness[0]?.verdict, 'unknown');
        for (const [text, style] of [
          [written, 'withBase'],
          [markers, 'withoutBase'],
        ] as const) {
          if (index < throughDriver && style === 'withBase') continue;
          const resolved = await resolveConflictText(text, file);
          assert.ok(resolved.ok, text);
          if (resolved.conflicts > 0) {
            const left = await assess(memoryPorts({ files: { [file]: resolved.text } }));
            assert.equal(left.readiness[0]?.verdict, 'unknown', resolved.text);
            continue;
          }
          seen[style] += 1;
          await checkMerged(resolved.text, ours, theirs);
        }
      }
      assert.ok(seen.clean >= 100 && seen.left >= 10, JSON.stringify(seen));
      // Without a base nobody knows which side ticked: an item that differs stays a conflict, and few files have none.
      assert.ok(seen.byGit >= 100 && seen.withBase >= 60 && seen.withoutBase >= 10, JSON.stringify(seen));
    }));

  it('merges two branches that tick neighbouring items', async () => {
    for (const [index, word] of words.entries()) {
      const base = baseText(0);
      const next = words[index + 1];
      if (next === undefined) break;
      const ours = base.replace(`[ ] ${word} `, `[x] ${word} `);
      const theirs = base.replace(`[ ] ${next} `, `[x] ${next} `);
      const merged = await mergeChecklists({ base, ours, theirs, file: name(0) });
      assert.equal(merged.conflicts, 0);
      await checkMerged(merged.text, ours, theirs);
    }
  });
});
