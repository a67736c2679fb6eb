import { commitsJson, commitsReport, commitsText } from '../../core/report/commitsReport.ts';
import { noteSentence, problemSentence } from '../../node/changeSentences.ts';
import { historyInRepository } from '../../node/history.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command } from '../run.ts';

/** `commits`: how each commit of a range was read, and why; none is left out. */
export const commits: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  if (invocation.operands.length > 0) {
    host.output.err('Name revisions with --base and --head.\n');
    return exitCodes.usage;
  }
  const { values } = invocation;
  const done = noticeAfterASecond(host, 'Reading the history');
  const history = await historyInRepository(folder, {
    environment: host.environment,
    ...(values.base === undefined ? {} : { base: values.base }),
    ...(values.head === undefined ? {} : { head: values.head }),
    ...(values.package === undefined ? {} : { package: values.package }),
  });
  done();
  if (!history.ok) {
    host.output.err(`${problemSentence(history)}\n`);
    return exitCodes.unknown;
  }
  const { range, conventions, placements, gaps } = history;
  const from = range.base.how === 'from' ? [noteSentence({ code: 'from', name: range.base.name })] : [];
  const report = commitsReport({
    base: { name: range.base.name, commit: range.base.commit },
    head: { name: range.head.name, commit: range.head.commit },
    commits: history.commits,
    placements,
    conventions,
    notes: [...from, ...gaps.map((gap) => `Not everything was read: ${gap}.`)],
  });
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  host.output.out(values.format === 'json' ? commitsJson(report) : commitsText(report, style));
  return gaps.length > 0 ? exitCodes.unknown : exitCodes.ok;
};
