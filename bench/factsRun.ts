/** `node bench/factsRun.ts list|compare|facts FOLDER`: one contestant of `bench/facts.ts`, a process of its own. */
import { rangeFacts } from '../src/core/facts/rangeFacts.ts';
import { compareRange } from '../src/node/git/compare.ts';
import { resolveRange } from '../src/node/git/range.ts';
import { openRepository } from '../src/node/git/repository.ts';
import { changesInRepository } from '../src/node/changes.ts';

const [what, folder = ''] = process.argv.slice(2);
if (what === 'list') await inRange(() => Promise.resolve());
else if (what === 'facts') {
  await inRange(async (comparison) => {
    const found = await rangeFacts(comparison);
    const { migrations, configuration, flags } = found.deployment;
    process.stdout.write(
      `changed ${found.changed}, migrations ${migrations.length}, keys ${configuration.length}, flags ${flags.length}, dependencies ${found.dependencies.length}\n`,
    );
  });
} else {
  const range = { base: 'v1.0.0', head: 'v2.0.0' };
  const answer = await changesInRepository(folder, what === 'both' ? { ...range, facts: {} } : range);
  if (!answer.ok) throw new Error(answer.problem);
}

async function inRange(then: (comparison: Parameters<typeof rangeFacts>[0]) => Promise<void>): Promise<void> {
  const opened = openRepository(folder);
  if (!opened.ok) throw new Error(opened.problem);
  try {
    const resolved = await resolveRange(opened.repository, { base: 'v1.0.0', head: 'v2.0.0' });
    if (!resolved.ok) throw new Error(resolved.problem);
    const compared = await compareRange(opened.repository, resolved.range);
    if (!compared.ok) throw new Error(compared.problem);
    await then(compared.comparison);
  } finally {
    opened.repository.close();
  }
}
