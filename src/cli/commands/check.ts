import { resolve } from 'node:path';
import { memoryCache } from '../../core/breaking/cache.ts';
import type { ResultCache } from '../../core/breaking/cache.ts';
import { assessFolder, withChange } from '../../core/engine.ts';
import type { Assessment, Scope } from '../../core/engine.ts';
import { releaseTypes } from '../../core/policy/model.ts';
import type { NotesPort, Ports } from '../../core/ports.ts';
import { leftOutSentence } from '../../core/readiness/catalog.ts';
import type { ChangeInput } from '../../core/readiness/comparison.ts';
import type { Weight } from '../../core/readiness/model.ts';
import { checkReport } from '../../core/report/checkReport.ts';
import type { CheckReport, ReasonReport } from '../../core/report/checkReport.ts';
import { policyProblems } from '../../core/report/folderProblems.ts';
import { noChecklist } from '../../core/report/noChecklist.ts';
import { fixedClock } from '../../node/clock.ts';
import { filePort } from '../../node/files.ts';
import { gitPort } from '../../node/git.ts';
import { readText } from '../../node/readText.ts';
import type { Invocation } from '../args.ts';
import { exitCodeOf, exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, presentTime, shownName, workingFolder } from '../folder.ts';
import { formatOf, unsupportedFile } from '../format.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command, Host } from '../run.ts';
import type { MoreOfChanges } from './changes.ts';

/** `check`: the verdict with every reason. */
export const check: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  if (invocation.switches.has('no-changes') && asksForChanges(invocation)) {
    host.output.err(
      'Leave out --no-changes, or what says which changes: --base, --head, --worktree, --staged, --package.\n',
    );
    return exitCodes.usage;
  }
  const done = noticeAfterASecond(host, 'Reading checklists');
  const report = await verdictOf(folder, invocation, host);
  done();
  host.output.out(await rendered(report, invocation, host));
  return exitOf(report, invocation);
};

/** The verdict of a folder, with what changed since the last release. */
export async function verdictOf(
  folder: string,
  invocation: Invocation,
  host: Host,
  more: MoreOfChanges = {},
): Promise<CheckReport> {
  const named = invocation.operands.map((typed) => shownName(folder, typed));
  const cache = more.cache ?? memoryCache(mostResults);
  const compared = comparisonFor(folder, invocation, host, { ...more, cache });
  const ports = portsFor(folder, invocation, host, { named, cache, compared });
  const [read, change] = await Promise.all([
    assessFolder(ports, scopeOf(invocation, folder, named)),
    compared,
  ]);
  const assessment = change === undefined ? read : withChange(read, change, read.now);
  return checkReport(assessment.readiness, {
    leftOut: assessment.leftOut.map((leftOut) => ({ file: leftOut.file, why: leftOutSentence(leftOut) })),
    problems: problemsOf(assessment, folder, named),
    now: assessment.now,
  });
}

/** Compares with the last release unless somebody leaves that out; what was asked for and fails is a reason of its own. */
async function comparisonFor(
  folder: string,
  invocation: Invocation,
  host: Host,
  more: MoreOfChanges,
): Promise<ChangeInput | undefined> {
  if (invocation.switches.has('no-changes')) {
    return undefined;
  }
  const [{ askForChanges }, { changeInput }, { notCompared }] = await Promise.all([
    import('./changes.ts'),
    import('../../core/breaking/facts.ts'),
    import('../../node/changeSentences.ts'),
  ]);
  const answer = await askForChanges(folder, { ...invocation, operands: [] }, host, {
    ...more,
    facts: policyText(folder, invocation),
  });
  if (answer.kind !== 'changes') {
    return answer.kind === 'usage' || asksForChanges(invocation)
      ? { outcome: 'failed', message: answer.message }
      : notCompared(answer.failure);
  }
  const { changes, catalogue } = answer;
  return changeInput(changes, catalogue, { stale: false, folder: changes.folder });
}

function asksForChanges({ values, switches }: Invocation): boolean {
  return (
    (values.base ?? values.head ?? values.package) !== undefined ||
    switches.has('worktree') ||
    switches.has('staged')
  );
}

/** A policy that was named holds for the kinds of files too. */
function policyText(folder: string, { values }: Invocation): { readonly policy?: string } {
  if (values.policy === undefined) return {};
  const read = readText(resolve(folder, values.policy));
  return read.status === 'read' ? { policy: read.text } : {};
}

/** Results of one run: what the changes needed, the notes of the release need again. */
const mostResults = 20_000;

interface BesidePorts {
  readonly named: readonly string[];
  readonly cache: ResultCache;
  /** Settles when the results of the comparison are in the cache. */
  readonly compared: Promise<unknown>;
}

function portsFor(
  folder: string,
  invocation: Invocation,
  host: Host,
  { named, cache, compared }: BesidePorts,
): Ports {
  const { switches, values } = invocation;
  const { policy, base, head, package: part } = values;
  const { environment } = host;
  const own = policy === undefined ? [] : [shownName(folder, policy)];
  let notesOfFolder: Promise<NotesPort> | undefined;
  // Loaded when a checklist says that the notes are written, and there are notes.
  const notes: NotesPort = {
    facts: async (notes) => {
      await compared;
      notesOfFolder ??= import('../../node/notes/factsFor.ts').then(({ notesPort }) =>
        notesPort(folder, {
          environment,
          cache,
          ...(base === undefined ? {} : { base }),
          ...(head === undefined ? {} : { head }),
          ...(part === undefined ? {} : { package: part }),
        }),
      );
      return (await notesOfFolder).facts(notes);
    },
  };
  return {
    files: filePort(folder, { named: [...named, ...own], environment }),
    git: gitPort(folder, { environment }),
    ...(switches.has('no-changes') ? {} : { notes }),
    clock: fixedClock(presentTime(invocation, host)),
  };
}

function scopeOf({ values }: Invocation, folder: string, named: readonly string[]): Scope {
  const type = releaseTypes.find((known) => known === values.type);
  return {
    ...(named.length === 0 ? {} : { files: named.filter((file) => formatOf(file) !== undefined) }),
    ...(values.release === undefined ? {} : { release: values.release }),
    ...(type === undefined ? {} : { type }),
    ...(values.policy === undefined ? {} : { policyFile: shownName(folder, values.policy) }),
  };
}

/** What no release can say of itself, because there is none or because a file never became part of one. */
function problemsOf(
  assessment: Assessment,
  folder: string,
  named: readonly string[],
): readonly ReasonReport[] {
  const unsupported = named
    .filter((file) => formatOf(file) === undefined)
    .map((file): ReasonReport => {
      const { message, fix } = unsupportedFile(folder, file);
      return { code: 'unsupportedFormat', weight: 'unknown', message: `${file}: ${message}.`, fix, file };
    });
  if (assessment.readiness.length > 0) {
    return unsupported;
  }
  return [
    ...unsupported,
    ...(unsupported.length === 0 ? [noChecklist] : []),
    ...policyProblems(assessment.policyFindings),
  ];
}

/** Each format is loaded alone. */
async function rendered(report: CheckReport, { values, switches }: Invocation, host: Host): Promise<string> {
  switch (values.format) {
    case 'json':
      return (await import('../../core/report/json.ts')).jsonReport(report);
    case 'markdown':
      return (await import('../../core/report/markdown.ts')).markdownReport(report);
    case 'html':
      return (await import('../../core/report/html.ts')).htmlReport(report);
    case 'junit':
      return (await import('../../core/report/junit.ts')).junitReport(report);
    case 'github':
      return (await import('../../core/report/github.ts')).githubReport(report);
    case 'sarif': {
      const [{ sarifReport }, { ownVersion }] = await Promise.all([
        import('../../core/report/sarif.ts'),
        import('../version.ts'),
      ]);
      return sarifReport(report, { version: await ownVersion() });
    }
    default: {
      const { explainedReport, textReport } = await import('../../core/report/text.ts');
      const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
      return switches.has('explain') ? explainedReport(report, style) : textReport(report, style);
    }
  }
}

function exitOf(report: CheckReport, { values, switches }: Invocation): ExitCode {
  const exit = exitCodeOf(report.verdict, { allowConditional: switches.has('allow-conditional') });
  if (exit !== exitCodes.ok && exit !== exitCodes.conditional) {
    return exit;
  }
  const failing = failingWeights[values['fail-on'] ?? ''] ?? [];
  const found = report.releases.some(({ reasons }) => reasons.some(({ weight }) => failing.includes(weight)));
  return found ? exitCodes.noGo : exit;
}

/** Weights at or above a level of `--fail-on`. */
const failingWeights: Readonly<Record<string, readonly Weight[]>> = {
  error: ['unknown', 'noGo'],
  warning: ['unknown', 'noGo', 'conditional', 'warning'],
  info: ['unknown', 'noGo', 'conditional', 'warning', 'info'],
};
