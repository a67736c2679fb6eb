import assert from 'node:assert/strict';
import { readMarkdown } from '../../../src/core/checklist/readMarkdown.ts';
import type { Checklist } from '../../../src/core/checklist/model.ts';
import { templateChanges } from '../../../src/core/release/templateChanges.ts';

function items(...texts: readonly string[]): Checklist {
  const text = `# R\n\n## Testing\n\n${texts.map((one) => `- [ ] ${one}\n`).join('')}`;
  return readMarkdown(text, { file: 'a.md', reader: 'full' }).value;
}

interface Case {
  readonly name: string;
  readonly release: Checklist;
  readonly earlier?: Checklist;
  readonly now: Checklist;
  readonly expected: readonly string[];
}

function check({ release, earlier, now, expected }: Case): void {
  const changes = templateChanges(release, earlier, now).map((change) =>
    [
      change.kind,
      ...('release' in change ? [change.release.text] : []),
      ...('template' in change ? [change.template.text] : []),
    ].join(': '),
  );
  assert.deepEqual(changes, expected);
}

const old = ['Unit tests pass', 'Load tests pass on staging', 'Smoke tests prepared'] as const;
const cases: readonly Case[] = [
  { name: 'nothing', release: items(...old), earlier: items(...old), now: items(...old), expected: [] },
  {
    name: 'a gain',
    release: items(...old),
    earlier: items(...old),
    now: items(...old, 'Backups restored'),
    expected: ['gained: Backups restored'],
  },
  {
    name: 'a loss',
    release: items(...old),
    earlier: items(...old),
    now: items(old[0], old[2]),
    expected: [`lost: ${old[1]}`],
  },
  {
    name: 'other words',
    release: items(...old),
    earlier: items(...old),
    now: items(old[0], 'Load tests passed on staging', old[2]),
    expected: [`reworded: ${old[1]}: Load tests passed on staging`],
  },
  {
    name: 'other words of the release',
    release: items(old[0], 'Load tests pass on stage 2', old[2]),
    earlier: items(...old),
    now: items(...old),
    expected: [],
  },
  {
    name: 'an item of the release',
    release: items(...old, 'Ours'),
    earlier: items(...old),
    now: items(...old),
    expected: [],
  },
  {
    name: 'an item that the release took out',
    release: items(old[0]),
    earlier: items(...old),
    now: items(...old),
    expected: [],
  },
  {
    name: 'a loss that the release took over',
    release: items(old[0]),
    earlier: items(...old),
    now: items(old[0]),
    expected: [],
  },
  {
    name: 'no earlier text',
    release: items(...old, 'Ours'),
    now: items(old[0], old[1], 'Zebra'),
    expected: ['gained: Zebra', `extra: ${old[2]}`, 'extra: Ours'],
  },
  {
    name: 'an id that stays',
    release: items('Old words <!-- rr: id=a -->'),
    earlier: items('Old words <!-- rr: id=a -->'),
    now: items('Quite another <!-- rr: id=a -->'),
    expected: ['reworded: Old words: Quite another'],
  },
];

describe('templateChanges', () => {
  for (const one of cases) {
    it(one.name, () => check(one));
  }
});
