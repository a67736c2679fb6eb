import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { folderTools } from '../mcp/folderTools.ts';
import { serve } from '../mcp/server.ts';
import type { Command } from '../run.ts';
import { ownVersion } from '../version.ts';

/** `mcp`: the tools for an agent, until its end of the pipe is closed. */
export const mcp: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  if (invocation.operands.length > 0) {
    host.output.err('mcp takes no operands. Name the folder with --cwd DIR.\n');
    return exitCodes.usage;
  }
  if (host.isTerminal.out) {
    host.output.err(
      'An agent starts this and speaks JSON-RPC with it, one message a line. Ctrl-C ends it.\n',
    );
  }
  const edits = invocation.switches.has('allow-edits') ? 'offered' : 'hidden';
  await serve({
    input: host.input(),
    send: (line) => host.output.out(line),
    log: (text) => host.output.err(text),
    tools: folderTools({ folder, started: invocation, host, edits }),
    version: await ownVersion(),
  });
  return exitCodes.ok;
};
