import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { profiles, profilesOf } from '../../../../src/core/breaking/protobuf/categories.ts';
import { fileOptionRules } from '../../../../src/core/breaking/protobuf/fileOptionRules.ts';
import type { RuleId } from '../../../../src/core/breaking/protobuf/rules.ts';
import { rules } from '../../../../src/core/breaking/protobuf/rules.ts';
import { run } from './run.ts';

const fileOptions = new Set(Object.keys(fileOptionRules));
const ids = Object.keys(rules).filter((id): id is RuleId => id in rules);

describe('protobuf rules', () => {
  for (const id of ids) {
    const rule = rules[id];
    const [profile = 'FILE', ...others] = profilesOf(id, fileOptions);
    const side = (text: string) => (text === '' ? {} : { [rule.example.file]: text });

    it(`${id} fires on its example, alone, at its level, with its places`, async () => {
      const { base, head } = rule.example;
      const { changes } = await run(side(base), side(head), { profile });
      assert.deepEqual(
        changes.map((change) => [change.rule, change.level]),
        [[id, rule.level]],
      );
      const isNew = /^protobuf\/(?:message|enum|service|extension)-added$/.test(id);
      const onlyNow = isNew || (fileOptions.has(id) && changes[0]?.base === undefined);
      assert.equal(changes[0]?.base === undefined, onlyNow);
      assert.equal(changes[0]?.head === undefined, head === '');
      const names = [...`${rule.sentence} ${rule.fix}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      assert.deepEqual(
        names.filter((name) => changes[0]?.args[name] === undefined),
        [],
      );
    });

    it(`${id} does not fire on its near miss`, async () => {
      const { base, head } = rule.nearMiss;
      const { changes } = await run(side(base), side(head), { profile });
      assert.ok(!changes.some((change) => change.rule === id));
    });

    if (others.length < profiles.length - 1) {
      it(`${id} is silent in the other profiles, and may be asked for by name`, async () => {
        const { base, head } = rule.example;
        const without = profiles.filter((one) => one !== profile && !others.includes(one));
        for (const one of without) {
          const { changes } = await run(side(base), side(head), { profile: one });
          assert.ok(!changes.some((change) => change.rule === id), one);
          const { changes: asked } = await run(side(base), side(head), { profile: one, named: [id] });
          assert.ok(
            asked.some((change) => change.rule === id),
            one,
          );
        }
      });
    }
  }
});
