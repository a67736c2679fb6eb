/** Every command of this version: what is parsed, and what `--help` says. */
import { optionTable, type OptionName, type OptionSpec } from './optionTable.ts';

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
  /** Values of an option that differ from those of other commands. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** Options that mean something else here than for other commands. */
  readonly own?: Readonly<Partial<Record<OptionName, OptionSpec>>>;
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
    options: [
      'release',
      'type',
      'base',
      'head',
      'worktree',
      'staged',
      'package',
      'no-changes',
      'allow-conditional',
      'fail-on',
      'explain',
      'format',
    ],
    required: [],
    formats: ['text', 'json', 'markdown', 'html', 'junit', 'sarif', 'github'],
    detail: [
      'Without FILE, every release checklist of the folder counts. What changed since the last release',
      'counts too: it decides conditions such as "(if API changes)", and a version that is too low for',
      'it is a no-go. When it cannot be compared, that is said.',
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
  evidence: {
    ...edit,
    summary: 'Add evidence to items: a file of the folder or a link.',
    options: ['file', 'link', 'at'],
    required: [],
    detail: [
      'Give --file or --link. Evidence that is there stays; the commit of --at takes the place of an',
      'earlier one. A file of test results is read by check: failures outweigh a tick.',
      ...editDetail,
    ],
  },
  applies: {
    ...edit,
    summary: 'Say whether conditional items apply, and remember it in the policy.',
    operands: 'FILE:LINE yes|no',
    least: 2,
    options: ['reason'],
    required: ['reason'],
    detail: [
      'Adds one entry to "conditions" of releases/policy.yml, or of --policy FILE, for all items with',
      'the same text; an earlier entry for it is replaced. Nothing else of the file changes.',
    ],
  },
  due: {
    ...edit,
    summary: 'Say when items are due.',
    options: ['due'],
    required: ['due'],
    detail: editDetail,
  },
  breaking: {
    summary: 'List the breaking changes between two revisions or two folders.',
    operands: '[--dirs OLD NEW]',
    least: 0,
    options: [
      'base',
      'head',
      'worktree',
      'staged',
      'dirs',
      'paths',
      'only',
      'package',
      'profile',
      'no-commits',
      'cache',
      'fail-on',
      'format',
    ],
    required: [],
    formats: ['text', 'json', 'markdown', 'sarif', 'github'],
    choices: { 'fail-on': ['major', 'review', 'minor', 'patch'] },
    detail: [
      'The base is the last release tag that the head contains. A branch as --base stands for the',
      'commit where the head left it. Exit status: 0 nothing at or above --fail-on (major), 1 found,',
      '2 bad usage, 3 cannot tell.',
    ],
  },
  explain: {
    summary: 'Say what a rule means, with an example, the fix and its names in other tools.',
    operands: '[RULE]',
    least: 0,
    options: ['format'],
    required: [],
    formats: ['text', 'json', 'markdown'],
    detail: ['Without RULE, every rule is listed. A rule of another tool is found by its id there.'],
  },
  bump: {
    summary: 'Say the least release type and version that the changes allow, and why.',
    operands: '',
    least: 0,
    options: [
      'base',
      'head',
      'worktree',
      'staged',
      'paths',
      'package',
      'profile',
      'no-commits',
      'cache',
      'format',
    ],
    required: [],
    formats: ['text', 'json'],
    detail: [
      'Below 1.0.0 a breaking change asks for a new minor version, anything else for a new patch.',
      'Exit status: 0 the version of package.json is high enough or not raised yet, 1 it is too low,',
      '2 bad usage, 3 cannot tell.',
    ],
  },
  incident: {
    summary: 'Declare an incident, keep its timeline, and report on it.',
    operands: 'ACTION [FILE] [TEXT]',
    least: 1,
    options: [
      'severity',
      'release',
      'detected',
      'commander',
      'channel',
      'trigger',
      'from',
      'audience',
      'next',
      'role',
      'owner',
      'due',
      'reason',
      'by',
      'format',
    ],
    required: [],
    formats: ['text', 'json', 'markdown'],
    detail: [
      'incident list                             open incidents first, with their clocks',
      'incident raise TRIGGER --release V        a rollback trigger holds: the release is a no-go',
      'incident clear TRIGGER --release V --reason TEXT',
      'incident declare TITLE --severity SEV-1   a new file below incidents/',
      'incident note [FILE] TEXT                 a line in the timeline',
      'incident ack [FILE]                       somebody has taken it',
      'incident assign [FILE] --role commander --owner @NAME',
      'incident severity [FILE] SEV-2 --reason TEXT',
      'incident decide [FILE] rollback|fix-forward --reason TEXT',
      'incident sheet [FILE] HEADING --from GUIDE.md   a numbered list of a document as tasks',
      'incident update [FILE] TEXT --audience stakeholders [--next ISO]',
      'incident mitigate|resolve [FILE] TEXT',
      'incident cause [FILE] VERSION             the release whose deployment caused it',
      'incident action [FILE] TEXT [--owner @NAME] [--due DATE]',
      'incident message [FILE] --audience support   a draft of what to say',
      'incident report [FILE]                    timeline, figures, actions, and what is missing',
      'Without FILE the only open incident is meant. Times are those of now, or of --now.',
      'Exit status: 0 done, 1 refused, 2 bad usage, 3 cannot tell.',
    ],
  },
  commits: {
    summary: 'Say how each commit between two revisions was read, and why.',
    operands: '',
    least: 0,
    options: ['base', 'head', 'package', 'format'],
    required: [],
    formats: ['text', 'json'],
    detail: [
      'No commit is left out: each is placed in a section, hidden by a named rule, or to be placed by',
      'a person, and the three numbers add up. The range is that of breaking.',
      'Exit status: 0 all was read, 2 bad usage, 3 cannot tell.',
    ],
  },
  metrics: {
    summary: 'Show delivery, release and quality metrics, each with the list behind it.',
    operands: '',
    least: 0,
    options: ['since', 'until', 'package', 'metric', 'committer-date', 'no-bots', 'answer', 'format'],
    required: [],
    formats: ['text', 'json', 'markdown', 'csv', 'svg'],
    detail: [
      'Reads release records, incident files and tags, in this order of trust. Without --since, the last 90',
      'days count for what is counted over time, and the last 20 releases for everything else.',
      'A question is answered with --answer and its id: fix:v1.4.1=yes, cause:incidents/FILE.md=v1.4.0 or =none,',
      'outcome:releases/VERSION/release.yml:LINE=succeeded, failed or rolled-back.',
      'Exit status: 0 something was told or written, 2 bad usage, 3 nothing can be told or written.',
    ],
  },
  record: {
    summary: 'Add one entry to the release record.',
    operands: 'ACTION [WORDS]',
    least: 1,
    options: [
      'release',
      'by',
      'reason',
      'note',
      'env',
      'ref',
      'outcome',
      'start',
      'finished',
      'to',
      'incident',
      'phase',
      'own-file',
      'format',
    ],
    required: [],
    formats: ['text', 'json'],
    detail: [
      'record deploy [--env NAME] [--outcome succeeded|failed|rolled-back]   begins or ends a deployment',
      'record rollback --reason TEXT [--to REF] [--incident ID]',
      'record verify                             the open rollback, else the release in production',
      'record decide go|conditional-go|no-go --by @NAME [--note TEXT]',
      'record decide delay --start ISO --by @NAME   moves the planned start',
      'record decide ... --own-file               in decisions/ beside the record, one file each',
      'record signoff ROLE --by @NAME            for the commit that is checked out',
      'record issue ID [--phase PHASE]           an issue found in or after the release',
      'record override FREEZE --by @NAME --reason TEXT',
      'record quality NAME=VALUE...              coverage=84.2 scans=passed p95_ms=210:205',
      'Without --release the only release with a folder is meant. Every other line of the file stays.',
      'Exit status: 0 recorded, 2 bad usage, 3 the record cannot be read or written.',
    ],
  },
  notes: {
    summary: 'Draft release notes from what changed since the last release.',
    operands: '',
    least: 0,
    options: ['base', 'head', 'package', 'date', 'template', 'write', 'format'],
    required: [],
    formats: ['markdown', 'changelog', 'github', 'text', 'json'],
    own: { version: { value: 'VERSION', help: 'The version that the notes are for.' } },
    detail: [
      'What is not known stays a placeholder. Where each commit went is printed beside the notes.',
      'With --write, lines that nobody changed are brought up to date, and all others stay as they are;',
      'FILE.lines.json remembers which lines those are.',
      'Exit status: 0 drafted, 2 bad usage, 3 not everything could be read.',
    ],
  },
  'lint-notes': {
    summary: 'Check release notes against the form and against what changed.',
    operands: 'FILE',
    least: 1,
    options: ['base', 'head', 'package', 'fail-on', 'format'],
    required: [],
    formats: ['text', 'json', 'sarif', 'github'],
    detail: [
      'Without a repository only the text is checked, and the rest is listed as not checked.',
      'Exit status: 0 nothing at or above --fail-on (error), 1 found, 2 bad usage, 3 cannot tell.',
    ],
  },
  start: {
    summary: 'Start a release: its checklist from a template, and its record.',
    operands: '[VERSION|patch|minor|major|hotfix]',
    least: 0,
    options: ['type', 'template', 'date', 'by', 'package', 'compare', 'dry-run', 'format'],
    required: [],
    formats: ['text', 'json'],
    own: {
      template: {
        value: 'FILE[#PART]',
        help: 'A file, a heading of it or its n-th fence with tasks; or guide.',
      },
      date: { value: 'ISO', help: 'Planned start of the release, for example 2026-11-24T09:00:00Z.' },
    },
    detail: [
      'Without VERSION the changes since the last release say which version is the least, and why.',
      'start 1.4.0 --template docs/release.md           a file; the built-in template unless it is named',
      'start 1.4.0 --template "docs/guide.md#Checklist" the section under a heading',
      'start 1.4.0 --template docs/guide.md#2           the second fence that holds tasks',
      'start 1.4.0 --template .github/ISSUE_TEMPLATE/release.yml   an issue form',
      'start 1.4.0 --compare                            what the template has changed since',
      'Place-holders such as {{version}}, vX.Y.Z, <version> and YYYY-MM-DD are filled in, boxes are cleared;',
      'what is left to fill in is listed. A file that is there is never overwritten.',
      'Exit status: 0 started, 1 it is there already (with --compare: the template has changed),',
      '2 bad usage, 3 cannot tell.',
    ],
  },
  init: {
    summary: 'Set a repository up: policy, template, CI and the merge of checklists.',
    operands: '',
    least: 0,
    options: ['ci', 'dry-run', 'format'],
    required: [],
    formats: ['text', 'json'],
    detail: [
      'Writes releases/policy.yml, docs/release-checklist.md and, with --ci github, a workflow in',
      '.github/workflows, or with --ci shell releases/check.sh. Adds to .gitattributes what it lacks.',
      'A file that is there stays as it is. Exit status: 0 done, 2 bad usage, 3 something was not written.',
    ],
  },
  'merge-driver': {
    summary: 'Merge two versions of a checklist item by item, for git.',
    operands: 'BASE OURS THEIRS [PATH]',
    least: 3,
    options: ['marker-size'],
    required: [],
    formats: [],
    detail: [
      'OURS becomes the merged text. PATH is the name of the file in the repository; its ending decides',
      'how it is read. Set up with:',
      '  git config merge.checklist.driver "release-readiness merge-driver %O %A %B %P --marker-size %L"',
      '  echo "releases/*/checklist.md merge=checklist" >> .gitattributes',
      'Exit status: 0 merged, 1 conflicts are left between markers, 2 bad usage, 3 cannot tell.',
    ],
  },
  mcp: {
    summary: 'Serve the tools to an AI agent over standard input and output (Model Context Protocol).',
    operands: '',
    least: 0,
    options: ['allow-edits'],
    required: [],
    formats: [],
    detail: [
      'An agent starts it and speaks JSON-RPC with it, one message a line; nothing else is printed.',
      'The tools read the folder of --cwd, and paths outside of it are refused. They write nothing unless',
      '--allow-edits is given: then set_checklist_item changes one item, when its line says what the agent',
      'expects there. Exit status: 0 the input ended, 2 bad usage.',
    ],
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof commandTable;

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

/** What an option is to a command: a value or a switch. */
export function specFor(option: OptionName, command: CommandName): OptionSpec {
  return commandSpec(command).own?.[option] ?? optionSpec(option);
}

/** The only values that a command accepts for an option; undefined when any will do. */
export function acceptedValues(option: OptionName, command: CommandName): readonly string[] | undefined {
  const { formats, choices } = commandSpec(command);
  return option === 'format' ? formats : (choices?.[option] ?? optionSpec(option).choices);
}
