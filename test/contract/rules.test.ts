import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { detectorTable } from '../../src/core/breaking/table.ts';
import { loadCatalogue } from '../../src/core/breaking/catalog.ts';
import { levels } from '../../src/core/breaking/change.ts';
import { rulePages, writtenPages } from '../../scripts/rules.ts';

describe('rules of the change engine', () => {
  it('have pages that are up to date: npm run rules', async () => {
    assert.deepEqual(Object.fromEntries(writtenPages()), Object.fromEntries(await rulePages()));
  });

  it('come from every folder that holds a detector', () => {
    const folders = readdirSync(new URL('../../src/core/breaking', import.meta.url), { withFileTypes: true });
    const names = folders
      .filter((entry) => entry.isDirectory() && !['commits', 'document'].includes(entry.name))
      .map(({ name }) => name);
    assert.deepEqual(detectorTable.map(({ id }) => id).toSorted(), names.toSorted());
  });

  it('say all that a person needs, under ids of their detector', async () => {
    const { sources, failed } = await loadCatalogue();
    assert.deepEqual(failed, []);
    const wrong = sources.flatMap(({ id, profiles, rules }) => [
      ...(profiles.length === 0 ? [`${id}: no profile`] : []),
      ...Object.entries(rules).flatMap(
        ([rule, { level, sentence, fix, why, aliases, example, nearMiss }]) => [
          ...(rule.startsWith(`${id}/`) ? [] : [`${rule}: not of ${id}`]),
          ...(levels.includes(level) ? [] : [`${rule}: level`]),
          ...[sentence, fix, why]
            .filter((text) => !/^[\x20-\x7e\u2018-\u201d]+$/.test(text))
            .map((text) => `${rule}: ${text}`),
          ...(new Set(aliases).size === aliases.length ? [] : [`${rule}: an alias twice`]),
          ...aliases.filter((alias) => !/^[\w.-]+:\S+$/.test(alias)).map((alias) => `${rule}: ${alias}`),
          ...(example.base === example.head || nearMiss.base === nearMiss.head
            ? [`${rule}: a pair without a difference`]
            : []),
        ],
      ),
    ]);
    assert.deepEqual(wrong, []);
  });
});
