import { levels } from '../../core/breaking/change.ts';
import type { Level } from '../../core/breaking/change.ts';
import { breakingReport, forPeople } from '../../core/report/breakingReport.ts';
import type { BreakingReport } from '../../core/report/breakingReport.ts';
import { noteSentence } from '../../node/changeSentences.ts';
import type { Invocation } from '../args.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command, Host } from '../run.ts';
import { askForChanges } from './changes.ts';
import type { MoreOfChanges } from './changes.ts';

/** `breaking`: what somebody who uses the project has to change. */
export const breaking: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const done = noticeAfterASecond(host, 'Comparing');
  const compared = await breakingReportOf(folder, invocation, host);
  done();
  if (compared.kind !== 'report') {
    host.output.err(`${compared.message}\n`);
    return exitCodes[compared.kind];
  }
  const { report } = compared;
  host.output.out(await rendered(report, invocation, host));
  return exitOf(report, invocation);
};

export type Reported =
  | { readonly kind: 'report'; readonly report: BreakingReport }
  | { readonly kind: 'usage' | 'unknown'; readonly message: string };

/** The changes between two revisions, or why they cannot be told. */
export async function breakingReportOf(
  folder: string,
  invocation: Invocation,
  host: Host,
  more: MoreOfChanges = {},
): Promise<Reported> {
  const asked = await askForChanges(folder, invocation, host, more);
  if (asked.kind !== 'changes') {
    return asked;
  }
  const { changes, catalogue } = asked;
  const { base, head, detection, suppressed, undeclared } = changes;
  const notes = changes.notes.map(noteSentence);
  const report = breakingReport({ base, head, detection, suppressed, undeclared, notes }, catalogue);
  return { kind: 'report', report };
}

async function rendered(report: BreakingReport, { values }: Invocation, host: Host): Promise<string> {
  const listed = forPeople(report, failLevel(values));
  switch (values.format) {
    case 'json':
      return (await import('../../core/report/breakingFormats.ts')).breakingJson(report);
    case 'github':
      return (await import('../../core/report/breakingFormats.ts')).breakingGithub(listed);
    case 'markdown':
      return (await import('../../core/report/breakingMarkdown.ts')).breakingMarkdown(listed);
    case 'sarif': {
      const [{ breakingSarif }, { ownVersion }] = await Promise.all([
        import('../../core/report/breakingFormats.ts'),
        import('../version.ts'),
      ]);
      return breakingSarif(report, { version: await ownVersion() });
    }
    default: {
      const { breakingText } = await import('../../core/report/breakingText.ts');
      return breakingText(
        listed,
        styleFor({ isTerminal: host.isTerminal.out, environment: host.environment }),
      );
    }
  }
}

/** Something found is certain; nothing found is only as good as what was looked at. */
function exitOf({ changes, notAnalysed }: BreakingReport, { values }: Invocation): ExitCode {
  const failing = levels.slice(0, levels.indexOf(failLevel(values)) + 1);
  if (changes.some(({ level }) => failing.includes(level))) {
    return exitCodes.noGo;
  }
  return notAnalysed.some(({ reason }) => reason !== 'unsupported') ? exitCodes.unknown : exitCodes.ok;
}

function failLevel(values: Invocation['values']): Level {
  return levels.find((level) => level === values['fail-on']) ?? 'major';
}
