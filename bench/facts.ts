/**
 * `node bench/facts.ts [--files N] [--rounds N]`: what the facts of a range cost over reading both sides of it,
 * between two releases in which every file differs. The two take turns.
 */
import { parseArgs } from 'node:util';
import { rangeFacts } from '../src/core/facts/rangeFacts.ts';
import { compareRange } from '../src/node/git/compare.ts';
import { resolveRange } from '../src/node/git/range.ts';
import { openRepository } from '../src/node/git/repository.ts';
import { changedRepository } from './changedRepository.ts';
import { median } from './measure.ts';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '7' } },
});
const folder = changedRepository(Number(values.files));
const times: { readonly reading: number; readonly facts: number }[] = [];
let said = '';
for (let round = 0; round < Number(values.rounds); round++) {
  const reading = await timed('reading');
  times.push({ reading, facts: await timed('facts') });
}
const reading = median(times.map((one) => one.reading));
const facts = median(times.map((one) => one.facts));
const ratio = median(times.map((one) => one.facts / one.reading));
process.stdout.write(
  `reading both sides of ${values.files} files: ${reading.toFixed(0)} ms, facts with their reading: ${facts.toFixed(0)} ms, ratio ${ratio.toFixed(2)}\n${said}\n`,
);

/** Each with a repository of its own, so that nothing is read already. */
async function timed(what: 'reading' | 'facts'): Promise<number> {
  const started = performance.now();
  const opened = openRepository(folder);
  if (!opened.ok) throw new Error(opened.problem);
  try {
    const resolved = await resolveRange(opened.repository, { base: 'v1.0.0', head: 'v2.0.0' });
    if (!resolved.ok) throw new Error(resolved.problem);
    const compared = await compareRange(opened.repository, resolved.range);
    if (!compared.ok) throw new Error(compared.problem);
    const { base, head, changed } = compared.comparison;
    if (what === 'facts') {
      const found = await rangeFacts(compared.comparison);
      said = `changed ${found.changed}, keys ${found.deployment.configuration.length}, dependencies ${found.dependencies.length}`;
    } else {
      await Promise.all(
        changed.flatMap((file) => [
          ...(file.base === undefined ? [] : [base.read(file.base)]),
          ...(file.head === undefined ? [] : [head.read(file.head)]),
        ]),
      );
    }
  } finally {
    opened.repository.close();
  }
  return performance.now() - started;
}
