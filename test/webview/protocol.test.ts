import assert from 'node:assert/strict';
import { metricsOf } from '../../src/core/metrics/metrics.ts';
import { metricsView } from '../../src/core/metrics/view.ts';
import { isMemory, isToHost, isToPage, usualChoice } from '../../src/webview/protocol.ts';
import { wordKeys } from '../../src/webview/words.ts';
import { day, deployed, epoch, incident, inputOf, tagged } from '../support/metrics.ts';

const question = { type: 'answer', id: 'fix:1.0.1' };

/** What the page may say, and near misses of it. */
const said: readonly (readonly [name: string, message: unknown, expected: boolean])[] = [
  ['ready', { type: 'ready' }, true],
  ['a field too many', { type: 'ready', file: '/etc/hosts' }, false],
  ['another type', { type: 'run', command: 'x' }, false],
  ['a type that every object has', { type: 'constructor' }, false],
  ['no object', 'ready', false],
  ['nothing', null, false],
  ['a list', [{ type: 'ready' }], false],
  ['a choice', { type: 'choose', choice: usualChoice }, true],
  [
    'days',
    { type: 'choose', choice: { ...usualChoice, period: 'custom', since: '2026-01-01', until: '' } },
    true,
  ],
  ['no day', { type: 'choose', choice: { ...usualChoice, period: 'custom', since: 'yesterday' } }, false],
  ['no period', { type: 'choose', choice: { ...usualChoice, period: '2w' } }, false],
  ['a choice without bots', { type: 'choose', choice: { period: 'usual', leadTimeFrom: 'author' } }, false],
  ['a place', { type: 'open', file: 'incidents/a.md', line: 3 }, true],
  ['a place without a file', { type: 'open', line: 3 }, false],
  ['a line that is no number', { type: 'open', file: 'a.md', line: NaN }, false],
  ['a fix', { ...question, answer: { kind: 'fix', wasFix: 'yes' } }, true],
  ['half a fix', { ...question, answer: { kind: 'fix', wasFix: 'perhaps' } }, false],
  ['a cause', { ...question, answer: { kind: 'cause', release: '1.0.0' } }, true],
  ['no cause', { ...question, answer: { kind: 'cause' } }, true],
  ['an outcome', { ...question, answer: { kind: 'outcome', outcome: 'rolled-back' } }, true],
  ['an outcome of another kind', { ...question, answer: { kind: 'fix', outcome: 'failed' } }, false],
  ['an export', { type: 'export', format: 'csv' }, true],
  ['an export of another kind', { type: 'export', format: 'exe' }, false],
  ['a step', { type: 'step', step: 'trust' }, true],
  ['a command as a step', { type: 'step', step: 'workbench.action.quit' }, false],
];

function pageState() {
  const input = inputOf({
    records: [deployed('1.0.0', 0), deployed('1.0.1', 1), deployed('1.1.0', 5, ', outcome: failed')],
    tags: [tagged('v1.2.0', 'a', 7)],
    incidents: [incident('Slow', { detected: epoch + 6 * day })],
  });
  return {
    kind: 'metrics',
    metrics: metricsView(metricsOf(input, { now: epoch + 9 * day })),
    controls: { choice: usualChoice, folders: [{ uri: 'file:///a', name: 'a' }], packages: ['client'] },
    limits: [{ sentence: 'No git.', steps: [{ label: 'Trust', step: 'trust' }] }],
    read: 'now',
    freshness: 'fresh',
  };
}

describe('messages of the page of metrics', () => {
  for (const [name, message, expected] of said) {
    it(`${expected ? 'pass' : 'do not pass'}: ${name}`, () => assert.equal(isToHost(message), expected));
  }

  it('hold every state that the extension shows, through the copy that VS Code makes', () => {
    const states = [
      { kind: 'reading' },
      {
        kind: 'nothing',
        title: 'No folder',
        sentence: 'Open one.',
        steps: [{ label: 'Open', step: 'openFolder' }],
      },
      pageState(),
    ];
    for (const state of states) {
      assert.equal(isToPage(structuredClone({ type: 'state', state })), true, state.kind);
    }
    const words = Object.fromEntries(wordKeys.map((key) => [key, key]));
    assert.equal(isToPage({ type: 'words', words, language: 'de' }), true);
    assert.equal(isToPage({ type: 'words', words: { ...words, refresh: undefined }, language: 'de' }), false);
  });

  it('do not pass when a figure is not what the page can draw', () => {
    const state = pageState();
    const [group] = state.metrics.groups;
    const broken = { ...state.metrics, groups: [{ ...group, cards: [{ ...group?.cards[0], value: 3 }] }] };
    assert.equal(isToPage({ type: 'state', state: { ...state, metrics: broken } }), false);
    assert.equal(isToPage({ type: 'state', state: { ...state, freshness: 'old' } }), false);
  });

  it('keep the memory of a page, and no other', () => {
    assert.equal(isMemory({ choice: usualChoice, open: ['list-change-fail-rate'] }), true);
    for (const memory of [undefined, {}, { choice: usualChoice }, { choice: {}, open: [] }]) {
      assert.equal(isMemory(memory), false);
    }
  });
});
