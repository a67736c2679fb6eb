/** The built server as a process, spoken to over its pipes. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';

export interface RpcAnswer {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly result?: {
    readonly protocolVersion?: string;
    readonly instructions?: string;
    readonly tools?: readonly {
      readonly name: string;
      readonly description: string;
      readonly inputSchema: object;
      readonly annotations: { readonly readOnlyHint: boolean; readonly destructiveHint: boolean };
    }[];
    readonly content?: readonly { readonly type: string; readonly text: string }[];
    readonly structuredContent?: Readonly<Record<string, unknown>>;
    readonly isError?: boolean;
  };
  readonly error?: { readonly code: number; readonly message: string };
}

export interface Talk {
  /** The answer to a request. */
  readonly ask: (method: string, params?: object) => Promise<RpcAnswer>;
  readonly call: (name: string, args?: object) => Promise<RpcAnswer>;
  /** The next line that answers no request of `ask`. */
  readonly next: () => Promise<RpcAnswer>;
  readonly say: (text: string) => void;
}

export interface Ended {
  readonly status: number | null;
  /** Every line of the output. */
  readonly lines: readonly string[];
  readonly err: string;
}

/** Starts, shakes hands, talks, closes the input and waits for the end. */
export async function withServer(
  program: { readonly node: string; readonly cli: string; readonly args: readonly string[] },
  talk: (server: Talk) => Promise<void>,
): Promise<Ended> {
  const child = spawn(program.node, [program.cli, 'mcp', ...program.args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting = new Map<unknown, (answer: RpcAnswer) => void>();
  const others: RpcAnswer[] = [];
  const forOthers: ((answer: RpcAnswer) => void)[] = [];
  const lines: string[] = [];
  let rest = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      const answer = JSON.parse(line) as RpcAnswer;
      const take = waiting.get(answer.id) ?? forOthers.shift();
      waiting.delete(answer.id);
      if (take === undefined) others.push(answer);
      else take(answer);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const say = (text: string): void => void child.stdin.write(`${text}\n`);
  let last = 0;
  const ask: Talk['ask'] = (method, params = {}) => {
    const id = ++last;
    return new Promise((resolve) => {
      waiting.set(id, resolve);
      say(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
    });
  };
  const server: Talk = {
    ask,
    say,
    call: (name, args) => ask('tools/call', { name, arguments: args }),
    next: () =>
      new Promise((resolve) => {
        const known = others.shift();
        if (known === undefined) forOthers.push(resolve);
        else resolve(known);
      }),
  };
  try {
    const hello = await ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    assert.equal(hello.result?.protocolVersion, '2025-06-18');
    say('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    await talk(server);
  } finally {
    child.stdin.end();
  }
  const status = await closed;
  assert.equal(rest, '', 'the output ends with a whole line');
  return { status, lines, err };
}
