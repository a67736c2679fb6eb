import * as vscode from 'vscode';
import type { RecordOption } from '../../../core/release/recordActions.ts';
import { ask, needed, pickOne } from '../../quickInput.ts';
import type { CommandContext } from '../context.ts';
import { myName } from '../operations/changeIncident.ts';
import { chooseRelease, writeRelease } from './recordRelease.ts';
import type { RecordedRelease, RecordValues } from './recordRelease.ts';

/** Answers that a key binding or another extension gives instead of the person. */
type Given = Readonly<Partial<Record<(typeof known)[number], string>>>;

/** Begins a deployment to production, or ends the one that is open. */
export async function recordDeployment(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Record Deployment');
  const release = await chooseRelease(context, args, title);
  if (release === undefined) return;
  const given = givenBy(args[1]);
  const open = (release.assessment.inputs[release.index]?.record?.deployments ?? []).some(
    ({ finished, outcome }) => finished === undefined && outcome === undefined,
  );
  const outcome = given.outcome ?? (await askOutcome(title, { open }));
  if (outcome === undefined) return;
  const values = outcome === 'begins' ? kept(given) : { ...kept(given), outcome };
  await write(context, release, { action: 'deploy', words: [], values });
}

/** The open rollback, else the release in production. */
export async function recordVerification(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const release = await chooseRelease(context, args, vscode.l10n.t('Record Verification'));
  if (release === undefined) return;
  await write(context, release, { action: 'verify', words: [], values: kept(givenBy(args[1])) });
}

export async function recordRollback(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Record Rollback');
  const release = await chooseRelease(context, args, title);
  if (release === undefined) return;
  const given = givenBy(args[1]);
  const reason =
    given.reason ??
    (await ask(title, {
      prompt: vscode.l10n.t('What shows that the release has to go back?'),
      check: needed(vscode.l10n.t('Say it in a few words.')),
    }));
  if (reason === undefined) return;
  await write(context, release, { action: 'rollback', words: [], values: { ...kept(given), reason } });
}

/** Go, conditional go, no-go, or a delay with a new planned start. */
export async function recordDecision(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Record Decision');
  const release = await chooseRelease(context, args, title);
  if (release === undefined) return;
  const given = givenBy(args[1]);
  const verdict = given.verdict ?? (await askVerdict(title, release));
  if (verdict === undefined) return;
  const by = given.by ?? (await askWho(context, title));
  if (by === undefined) return;
  const start = verdict === 'delay' ? (given.start ?? (await askStart(title))) : undefined;
  if (verdict === 'delay' && start === undefined) return;
  const values = { ...kept(given), by, ...(start === undefined ? {} : { start }) };
  await write(context, release, { action: 'decide', words: [verdict], values });
}

/** A sign-off for the commit that is checked out and for what the checklist asks. */
export async function signOff(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = vscode.l10n.t('Sign Off');
  const release = await chooseRelease(context, args, title);
  if (release === undefined) return;
  const given = givenBy(args[1]);
  const role = given.role ?? (await askRole(title, release));
  if (role === undefined) return;
  const by = given.by ?? (await askWho(context, title));
  if (by === undefined) return;
  await write(context, release, { action: 'signoff', words: [role], values: { ...kept(given), by } });
}

async function write(
  context: CommandContext,
  release: RecordedRelease,
  request: RecordValues,
): Promise<void> {
  if (await writeRelease(context, release, request)) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Added to the release record.'), 4000);
  }
}

function askOutcome(title: string, { open }: { readonly open: boolean }): Promise<string | undefined> {
  const begins = { label: vscode.l10n.t('A deployment begins now'), value: 'begins' };
  const ends = [
    { label: vscode.l10n.t('It has succeeded'), value: 'succeeded' },
    { label: vscode.l10n.t('It has failed'), value: 'failed' },
    { label: vscode.l10n.t('It was rolled back'), value: 'rolled-back' },
  ];
  return pickOne(title, open ? ends : [begins, ...ends]);
}

function askVerdict(title: string, { assessment, index }: RecordedRelease): Promise<string | undefined> {
  const blocking = assessment.readiness[index]?.blocking ?? 0;
  const beside =
    blocking === 0 ? {} : { description: vscode.l10n.t('{0} items are still in the way', blocking) };
  return pickOne(title, [
    { label: 'GO', ...beside, value: 'go' },
    { label: 'CONDITIONAL GO', ...beside, value: 'conditional-go' },
    { label: 'NO-GO', value: 'no-go' },
    { label: vscode.l10n.t('Delay to a new planned start'), value: 'delay' },
  ]);
}

async function askStart(title: string): Promise<string | undefined> {
  const { parseInstant } = await import('../../../core/base/instant.ts');
  return ask(title, {
    prompt: vscode.l10n.t('The new planned start, in UTC.'),
    placeholder: '2026-11-24T09:00:00Z',
    check: (value) =>
      parseInstant(value.trim()) === undefined
        ? vscode.l10n.t('Write a time in UTC such as 2026-11-24T09:00:00Z.')
        : undefined,
  });
}

/** Roles that the reasons ask for and the policy knows, else one that is typed. */
function askRole(title: string, { assessment, index }: RecordedRelease): Promise<string | undefined> {
  const missing = (assessment.readiness[index]?.reasons ?? []).flatMap(({ code, args }) =>
    code.startsWith('signOff') && typeof args['role'] === 'string' ? [args['role']] : [],
  );
  const roles = [...new Set([...missing, ...Object.keys(assessment.policy.roles)])];
  if (roles.length === 0) {
    return ask(title, {
      prompt: vscode.l10n.t('For which role? For example qa.'),
      check: needed(vscode.l10n.t('Name the role.')),
    });
  }
  return pickOne(
    title,
    roles.map((role) => ({
      label: role,
      ...(missing.includes(role) ? { description: vscode.l10n.t('asked for') } : {}),
      value: role,
    })),
  );
}

function askWho(context: CommandContext, title: string): Promise<string | undefined> {
  const value = myName(context);
  return ask(title, {
    prompt: vscode.l10n.t('Who answers for it? For example @ana.'),
    ...(value === undefined ? {} : { value }),
    check: (typed) =>
      /^@?[\w.-]+$/.test(typed.trim()) ? undefined : vscode.l10n.t('Write a name such as @ana.'),
  });
}

const known = [
  'by',
  'env',
  'ref',
  'outcome',
  'reason',
  'to',
  'incident',
  'start',
  'note',
  'verdict',
  'role',
] as const;

/** Only texts under known names are believed. */
function givenBy(argument: unknown): Given {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return {};
  const values = new Map<string, unknown>(Object.entries(argument));
  return Object.fromEntries(
    known.flatMap((name) => {
      const value = values.get(name);
      const usable = typeof value === 'string' && value.trim() !== '' && value.length <= 1000;
      return usable ? [[name, value.trim()]] : [];
    }),
  );
}

/** Without what is no option of the record. */
function kept(given: Given): Readonly<Partial<Record<RecordOption, string>>> {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => name !== 'verdict' && name !== 'role' && value !== 'begins',
    ),
  );
}
