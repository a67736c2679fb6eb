/**
 * `node bench/facts.ts [--commits N] [--changed N] [--rounds N]`: what the facts of a range cost beside
 * `git diff --name-status`, beside the list of what differs, and on top of the comparison of the code. Each
 * contestant is a process of its own, and they take turns.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { factsRepository } from './factsRepository.ts';
import { race, table } from './measure.ts';

const { values } = parseArgs({
  options: {
    commits: { type: 'string', default: '5000' },
    changed: { type: 'string', default: '1500' },
    rounds: { type: 'string', default: '5' },
  },
});
const folder = factsRepository({ commits: Number(values.commits), changed: Number(values.changed) });
const ours = (what: string) => ({
  name: what,
  command: [process.execPath, join(import.meta.dirname, 'factsRun.ts'), what, folder],
});
const rounds = Number(values.rounds);
process.stdout.write(
  table(
    race(
      [
        { name: 'git diff --name-status', command: ['git', 'diff', '--name-status', 'v1.0.0', 'v2.0.0'] },
        ours('list'),
        ours('facts'),
      ],
      { folder, rounds },
    ),
  ),
);
process.stdout.write(table(race([ours('compare'), ours('both')], { folder, rounds })));
