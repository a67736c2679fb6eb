import { toolNames } from '../../core/tools/names.ts';
import { toolTable } from '../../core/tools/table.ts';
import { exitCodes } from '../exitCodes.ts';
import { noFolderMessage, workingFolder } from '../folder.ts';
import { serve } from '../mcp/server.ts';
import type { RunTool } from '../mcp/server.ts';
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
  const mayEdit = invocation.switches.has('allow-edits');
  let tools: Promise<RunTool> | undefined;
  // Loaded with the first call: agents start every server that they know, and use few.
  const load = async (): Promise<RunTool> =>
    (await import('../mcp/folderTools.ts')).folderTools({ folder, started: invocation, host });
  await serve({
    input: host.input(),
    send: (line) => host.output.out(line),
    log: (text) => host.output.err(text),
    offered: toolNames.filter((name) => mayEdit || toolTable[name].effect === 'reads'),
    run: async (name, given, call) => (await (tools ??= load()))(name, given, call),
    version: await ownVersion(),
  });
  return exitCodes.ok;
};
