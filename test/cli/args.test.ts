import assert from 'node:assert/strict';
import { parseArguments } from '../../src/cli/args.ts';
import { commandTable } from '../../src/cli/commandTable.ts';
import { helpText } from '../../src/cli/help.ts';

/** A request in one line, so that a case reads like a sentence. */
function check(line: string, expected: string): void {
  const argv = line === '' ? [] : line.split(' ');
  const request = parseArguments(argv);
  const shown =
    request.kind === 'run'
      ? [
          request.invocation.command,
          ...request.invocation.operands,
          ...Object.entries(request.invocation.values).map(([name, value]) => `${name}=${value}`),
          ...[...request.invocation.switches].map((name) => `+${name}`),
        ].join(' ')
      : request.kind === 'mistake'
        ? request.message
        : [request.kind, request.kind === 'help' ? (request.command ?? '') : ''].join(' ').trim();
  assert.equal(shown, expected);
}

describe('command line arguments', () => {
  const understood: readonly (readonly [line: string, expected: string])[] = [
    ['check', 'check'],
    ['check a.md b.md', 'check a.md b.md'],
    ['--cwd x check a.md', 'check a.md cwd=x'],
    ['check a.md --cwd x', 'check a.md cwd=x'],
    ['check --format=json a.md', 'check a.md format=json'],
    ['check --format json --format text', 'check format=text'],
    ['check --allow-conditional a.md', 'check a.md +allow-conditional'],
    ['check -- --format', 'check --format'],
    ['check --now 2026-11-23T09:00:00Z', 'check now=2026-11-23T09:00:00Z'],
    ['items --count', 'items +count'],
    ['tick a.md:3 b.md:4', 'tick a.md:3 b.md:4'],
    ['na a.md:3 --reason none', 'na a.md:3 reason=none'],
    ['na a.md:3 --reason=--none', 'na a.md:3 reason=--none'],
    [
      'waive a.md:3 --until 2026-12-01 --by @ana --reason old',
      'waive a.md:3 until=2026-12-01 by=@ana reason=old',
    ],
    ['--help', 'help'],
    ['-h', 'help'],
    ['check --help', 'help check'],
    ['--help check', 'help check'],
    ['--version', 'version'],
  ];
  for (const [line, expected] of understood) {
    it(`reads: ${line}`, () => check(line, expected));
  }

  const refused: readonly (readonly [line: string, message: string])[] = [
    ['', 'Name a command.'],
    ['chekc', 'There is no command "chekc". Did you mean check?'],
    ['item', 'There is no command "item". Did you mean items?'],
    ['frobnicate', 'There is no command "frobnicate".'],
    ['frobnicate --help', 'There is no command "frobnicate".'],
    ['mcp --format json', 'mcp has no option --format.'],
    ['check --fromat json', 'There is no option "--fromat". Did you mean --format?'],
    ['check -x', 'There is no option "-x".'],
    ['--versoin', 'There is no option "--versoin". Did you mean --version?'],
    ['items --release 1', 'items has no option --release.'],
    [
      'check --format yaml',
      '--format is one of text, json, markdown, html, junit, sarif, github; "yaml" is not.',
    ],
    ['check --type huge', '--type is one of patch, minor, major, hotfix; "huge" is not.'],
    ['check --format', '--format needs a value: --format FORMAT.'],
    ['check --format=', '--format needs a value: --format FORMAT.'],
    [
      'check --release --type minor',
      '--release needs a value: --release VERSION. A value that begins with -- is written --release=--type.',
    ],
    ['check --allow-conditional=yes', '--allow-conditional takes no value.'],
    ['check --now tomorrow', '--now is an instant in UTC such as 2026-11-23T09:00:00Z; "tomorrow" is not.'],
    [
      'check --now 2026-02-30T00:00Z',
      '--now is an instant in UTC such as 2026-11-23T09:00:00Z; "2026-02-30T00:00Z" is not.',
    ],
    ['tick', 'tick needs at least one FILE:LINE.'],
    ['na a.md:3', 'na needs --reason TEXT.'],
    ['waive a.md:3 --by @ana --reason old', 'waive needs --until DATE.'],
    ['constructor', 'There is no command "constructor".'],
    ['check --constructor', 'There is no option "--constructor".'],
  ];
  for (const [line, message] of refused) {
    it(`refuses: ${line === '' ? 'nothing' : line}`, () => check(line, message));
  }

  it('lists every command', () => {
    const help = helpText();
    for (const name of Object.keys(commandTable)) {
      assert.match(help, new RegExp(`^  ${name} `, 'm'));
    }
  });
});
