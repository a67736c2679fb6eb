import type { ToolResult } from '../../core/tools/answer.ts';
import type { ToolName } from '../../core/tools/names.ts';
import { isId, readMessage, recordOf, rpcError, valueOf } from './jsonRpc.ts';
import type { Id, Incoming, Outgoing, Params, RpcError } from './jsonRpc.ts';
import { linesOf } from './lines.ts';
import type { InputLine } from './lines.ts';
import {
  initializeResult,
  listedTool,
  negotiated,
  revisions,
  takesBatches,
  toolCallResult,
} from './protocol.ts';
import type { Revision } from './protocol.ts';
import { takeTurns } from './turns.ts';

/** What a call may know of the one who waits for it. */
export interface CallContext {
  readonly cancelled: () => boolean;
  readonly progress: (done: number, total: number) => void;
}

/** `given` is what the client sent: whoever runs the tool reads it. */
export type RunTool = (name: ToolName, given: unknown, call: CallContext) => Promise<ToolResult>;

export interface ServerOptions {
  readonly input: AsyncIterable<Uint8Array>;
  /** Takes whole lines. */
  readonly send: (line: string) => void;
  /** For the person who looks after the server. */
  readonly log: (text: string) => void;
  /** The tools that are offered; no other is run. */
  readonly offered: readonly ToolName[];
  readonly run: RunTool;
  readonly version: string;
}

/** Longest message, in bytes. */
export const longestMessage = 1 << 20;
/** Calls that run beside each other, and calls that may wait for them. */
const calls = { atOnce: 4, waiting: 100 };

/** Serves one client until its input ends and everything that was asked is answered. */
export async function serve(options: ServerOptions): Promise<void> {
  const client = connection(options);
  const pending = new Set<Promise<void>>();
  for await (const line of linesOf(options.input, longestMessage)) {
    const work = client.answer(line).finally(() => pending.delete(work));
    pending.add(work);
  }
  await Promise.all(pending);
}

function connection({ send, log, offered, run, version }: ServerOptions) {
  const running = new Map<string, { cancelled: boolean }>();
  const turns = takeTurns(calls);
  let revision: Revision = revisions[0];

  const sendOne = (message: Outgoing | readonly Outgoing[]): void => send(`${JSON.stringify(message)}\n`);

  /** Never rejects. */
  async function answer(line: InputLine): Promise<void> {
    if (line.kind === 'tooLong') {
      const error = rpcError('invalidRequest', `A message has at most ${longestMessage} bytes.`);
      return sendOne({ jsonrpc: '2.0', id: null, error });
    }
    if (line.bytes.every(isSpace)) return;
    const read = valueOf(line.bytes);
    if ('error' in read) return sendOne({ jsonrpc: '2.0', id: null, error: read.error });
    if (Array.isArray(read.value) && takesBatches(revision)) return answerBatch(read.value);
    const response = await respond(readMessage(read.value));
    if (response !== undefined) sendOne(response);
  }

  async function answerBatch(batch: readonly unknown[]): Promise<void> {
    if (batch.length === 0 || batch.length > calls.waiting) {
      const error = rpcError('invalidRequest', `A batch has 1 to ${calls.waiting} messages.`);
      return sendOne({ jsonrpc: '2.0', id: null, error });
    }
    const responses = await Promise.all(batch.map((one) => respond(readMessage(one))));
    const answers = responses.filter((response) => response !== undefined);
    if (answers.length > 0) sendOne(answers);
  }

  async function respond(message: Incoming): Promise<Outgoing | undefined> {
    switch (message.kind) {
      case 'nothing':
        return undefined;
      case 'wrong':
        return { jsonrpc: '2.0', id: message.id, error: message.error };
      case 'notification':
        if (message.method === 'notifications/cancelled') cancel(message.params['requestId']);
        return undefined;
      case 'request':
        return message.method === 'tools/call' ? call(message.id, message.params) : request(message);
    }
  }

  function request({ id, method, params }: Extract<Incoming, { kind: 'request' }>): Outgoing {
    const done = (result: Params): Outgoing => ({ jsonrpc: '2.0', id, result });
    const refuse = (error: RpcError): Outgoing => ({ jsonrpc: '2.0', id, error });
    switch (method) {
      case 'initialize': {
        const { protocolVersion: asked } = params;
        if (typeof asked !== 'string') return refuse(rpcError('invalidParams', 'protocolVersion is a text.'));
        revision = negotiated(asked);
        return done(initializeResult(revision, version, offered));
      }
      case 'ping':
        return done({});
      case 'tools/list':
        return params['cursor'] === undefined
          ? done({ tools: offered.map(listedTool) })
          : refuse(rpcError('invalidParams', 'All tools are in one page: leave cursor out.'));
      default:
        return refuse(rpcError('methodNotFound', 'There is no such method. This server has tools alone.'));
    }
  }

  async function call(id: Id, params: Params): Promise<Outgoing | undefined> {
    const refuse = (error: RpcError): Outgoing => ({ jsonrpc: '2.0', id, error });
    const { name } = params;
    const tool = offered.find((one) => one === name);
    if (tool === undefined) {
      return refuse(rpcError('invalidParams', `There is no such tool. Tools: ${offered.join(', ')}.`));
    }
    const key = keyOf(id);
    if (running.has(key))
      return refuse(rpcError('invalidRequest', 'A call with this id is not answered yet.'));
    const state = { cancelled: false };
    running.set(key, state);
    try {
      const result = await turns(() => {
        if (state.cancelled) return Promise.resolve(undefined);
        return run(tool, params['arguments'], {
          cancelled: () => state.cancelled,
          progress: progressFor(params, state),
        });
      });
      if (state.cancelled || result === undefined) return undefined;
      if (result === 'full') {
        return refuse(
          rpcError('internal', 'Too many calls are waiting. Wait for some answers, then call again.'),
        );
      }
      return { jsonrpc: '2.0', id, result: toolCallResult(result, revision) };
    } catch (error) {
      log(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      return refuse(rpcError('internal', 'The tool failed, so it cannot tell. Say so, and do not guess.'));
    } finally {
      running.delete(key);
    }
  }

  /** Told at most a hundred times, with a number that rises; silent for who did not ask. */
  function progressFor(params: Params, state: { readonly cancelled: boolean }): CallContext['progress'] {
    const token = recordOf(params['_meta'])?.['progressToken'];
    if (!isId(token)) return () => undefined;
    let told = 0;
    return (progress, total) => {
      if (state.cancelled || progress <= told || progress % Math.ceil(total / 100) !== 0) return;
      told = progress;
      sendOne({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params: { progressToken: token, progress, total },
      });
    };
  }

  function cancel(id: unknown): void {
    const state = isId(id) ? running.get(keyOf(id)) : undefined;
    if (state !== undefined) state.cancelled = true;
  }

  return { answer };
}

/** `1` and `"1"` are different ids. */
function keyOf(id: Id): string {
  return JSON.stringify(id);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
