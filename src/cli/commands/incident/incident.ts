import { assessFolder } from '../../../core/engine.ts';
import { printable } from '../../../core/report/printable.ts';
import { fixedClock } from '../../../node/clock.ts';
import { filePort } from '../../../node/files.ts';
import { gitPort } from '../../../node/git.ts';
import { exitCodes } from '../../exitCodes.ts';
import { noFolderMessage, presentTime, shownName, workingFolder } from '../../folder.ts';
import type { Command } from '../../run.ts';
import { incidentActions } from './actions.ts';
import { mistake } from './task.ts';

/** `incident ACTION`: one action on the record of an incident. */
export const incident: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const [name = '', ...words] = invocation.operands;
  const action = Object.entries(incidentActions).find(([known]) => known === name)?.[1];
  if (action === undefined) {
    const known = Object.keys(incidentActions).join(', ');
    return mistake(host, `"${printable(name)}" is no action of incident. Actions: ${known}.`);
  }
  // Records are read by people: whole seconds.
  const now = Math.floor(presentTime(invocation, host) / 1000) * 1000;
  const { environment } = host;
  const policy = invocation.values.policy;
  const assessment = await assessFolder(
    {
      files: filePort(folder, {
        named: policy === undefined ? [] : [shownName(folder, policy)],
        environment,
      }),
      git: gitPort(folder, { environment }),
      clock: fixedClock(now),
    },
    policy === undefined ? {} : { policyFile: shownName(folder, policy) },
  );
  return action({ folder, invocation, host, words, assessment, now });
};
