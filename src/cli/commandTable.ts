/** Every command and option of this version: what is parsed, and what `--help` says. */

export interface OptionSpec {
  /** Name of the value in help texts; absent for a switch. */
  readonly value?: string;
  /** The only values that are accepted. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export const optionTable = {
  cwd: { value: 'DIR', help: 'Work in this folder instead of the current one.' },
  now: { value: 'ISO', help: 'Take this instant as the present time, for example 2026-11-23T09:00:00Z.' },
  policy: { value: 'FILE', help: 'Use this policy instead of releases/policy.yml.' },
  format: { value: 'FORMAT', help: 'Form of the output.' },
  release: { value: 'VERSION', help: 'Only the release of this version or name.' },
  type: {
    value: 'TYPE',
    choices: ['patch', 'minor', 'major', 'hotfix'],
    help: 'Take the release to be of this type.',
  },
  'allow-conditional': { help: 'Exit with 0 instead of 4 on a conditional go.' },
  'fail-on': {
    value: 'LEVEL',
    choices: ['error', 'warning', 'info'],
    help: 'Exit with 1 when something of this level or a higher one is found.',
  },
  count: { help: 'Print one line a file: items done and items in all.' },
  reason: { value: 'TEXT', help: 'Why.' },
  by: { value: '@NAME', help: 'Who answers for it, @name or role:name.' },
  until: { value: 'DATE', help: 'Last day on which the waiver holds, YYYY-MM-DD.' },
  owner: { value: '@NAME', help: 'The owner, @name or role:name.' },
  due: { value: 'WHEN', help: 'A date such as 2026-11-30 14:00 UTC, or an offset such as T-24h.' },
  help: { help: 'Show this help.' },
  version: { help: 'Show the version.' },
} as const satisfies Readonly<Record<string, OptionSpec>>;

export type OptionName = keyof typeof optionTable;

export interface CommandSpec {
  readonly summary: string;
  /** Operands as help shows them. */
  readonly operands: string;
  /** At least this many operands. */
  readonly least: number;
  readonly options: readonly OptionName[];
  /** Options without which the command cannot work. */
  readonly required: readonly OptionName[];
  /** Values of `--format`, the default first; empty when the command has no such option. */
  readonly formats: readonly string[];
  readonly detail: readonly string[];
}

const edit = { operands: 'FILE:LINE...', least: 1, formats: [] } as const;
const editDetail = [
  'Changes only the characters of the items that are named. When one line of a file cannot be',
  'edited, that file stays as it is, and the reason is printed.',
];

export const commandTable = {
  check: {
    summary: 'Give the verdict for a release, with every reason and where it stands.',
    operands: '[FILE...]',
    least: 0,
    options: ['release', 'type', 'allow-conditional', 'fail-on', 'format'],
    required: [],
    formats: ['text', 'json', 'markdown', 'html', 'junit', 'sarif'],
    detail: [
      'Without FILE, every release checklist of the folder counts.',
      'Exit status: 0 go, 1 no-go, 2 bad usage, 3 cannot tell, 4 conditional go.',
    ],
  },
  items: {
    summary: 'List every checklist item: file, line, column, state and notes.',
    operands: '[FILE...]',
    least: 0,
    options: ['count', 'fail-on', 'format'],
    required: [],
    formats: ['text', 'json'],
    detail: ['Without FILE, every Markdown and YAML file of the folder that holds items is listed.'],
  },
  tick: {
    ...edit,
    summary: 'Tick items.',
    options: [],
    required: [],
    detail: editDetail,
  },
  untick: {
    ...edit,
    summary: 'Take the tick of items away.',
    options: [],
    required: [],
    detail: editDetail,
  },
  waive: {
    ...edit,
    summary: 'Waive items until a date.',
    options: ['until', 'by', 'reason'],
    required: ['until', 'by', 'reason'],
    detail: editDetail,
  },
  na: {
    ...edit,
    summary: 'Mark items as not applicable.',
    options: ['reason'],
    required: ['reason'],
    detail: editDetail,
  },
  block: {
    ...edit,
    summary: 'Mark items as blocked.',
    options: ['reason'],
    required: ['reason'],
    detail: editDetail,
  },
  assign: {
    ...edit,
    summary: 'Give items an owner.',
    options: ['owner'],
    required: ['owner'],
    detail: editDetail,
  },
  due: {
    ...edit,
    summary: 'Say when items are due.',
    options: ['due'],
    required: ['due'],
    detail: editDetail,
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandTable;

/** Names that scripts may have read about; they are answered, not listed. */
export const laterCommands: readonly string[] = [
  'breaking',
  'explain',
  'notes',
  'lint-notes',
  'commits',
  'bump',
  'start',
  'record',
  'incident',
  'metrics',
  'merge-driver',
  'init',
  'mcp',
];

/** Options that every command takes, so that a script can pass the same ones to all. */
export const generalOptions: readonly OptionName[] = ['cwd', 'now', 'policy', 'help', 'version'];

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commandTable, name);
}

export function commandSpec(name: CommandName): CommandSpec {
  return commandTable[name];
}

export function optionSpec(name: OptionName): OptionSpec {
  return optionTable[name];
}
