import { bumpReport, bumpJson, bumpText } from '../../core/report/bumpReport.ts';
import { noteSentence } from '../../node/changeSentences.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { styleFor } from '../output.ts';
import { noticeAfterASecond } from '../progress.ts';
import type { Command } from '../run.ts';
import { askForChanges } from './changes.ts';

/** `bump`: the least release type and version, with the evidence for it. */
export const bump: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const done = noticeAfterASecond(host, 'Comparing');
  const asked = await askForChanges(folder, invocation, host);
  done();
  if (asked.kind !== 'changes') {
    host.output.err(`${asked.message}\n`);
    return exitCodes[asked.kind];
  }
  const { changes, catalogue } = asked;
  const { base, head, detection, manifests, release, commitTypes, undeclared } = changes;
  const report = bumpReport(
    {
      base,
      head,
      detection,
      manifests,
      undeclared,
      notes: changes.notes.map(noteSentence),
      ...(release === undefined ? {} : { release: release.version }),
      ...(commitTypes === undefined ? {} : { commitTypes }),
    },
    catalogue,
  );
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  host.output.out(invocation.values.format === 'json' ? bumpJson(report) : bumpText(report, style));
  if (report.stated?.enough === false) {
    return exitCodes.noGo;
  }
  return detection.notAnalysed.some(({ reason }) => reason !== 'unsupported')
    ? exitCodes.unknown
    : exitCodes.ok;
};
