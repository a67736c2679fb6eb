import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { answer, refusal } from '../../../src/core/tools/answer.ts';
import { toolNames } from '../../../src/core/tools/names.ts';
import { longestMessage, serve } from '../../../src/cli/mcp/server.ts';
import type { RunTool } from '../../../src/cli/mcp/server.ts';

type Given = Parameters<RunTool>;
type ToolSet = Readonly<Partial<Record<Given[0], (given: Given[1], call: Given[2]) => ReturnType<RunTool>>>>;

/** Tools that show what the server does around them. */
const tools: ToolSet = {
  explain_rule: (given) => Promise.resolve(answer(['Explained.'], { given })),
  list_checklist_items: () => Promise.resolve(refusal('Nothing here.')),
  draft_release_notes: () => Promise.reject(new Error('broken')),
  find_breaking_changes: (_, { progress }) => {
    for (let done = 0; done <= 1000; done++) progress(done, 1000);
    return Promise.resolve(answer([], {}));
  },
};

interface Served {
  readonly lines: readonly string[];
  readonly log: string;
}

async function served(input: string | AsyncIterable<Uint8Array>, own: ToolSet = tools): Promise<Served> {
  const lines: string[] = [];
  let log = '';
  await serve({
    input: typeof input === 'string' ? Readable.from([Buffer.from(input)]) : input,
    send: (line) => {
      assert.match(line, /^[^\n]*\n$/);
      lines.push(line.slice(0, -1));
    },
    log: (text) => void (log += text),
    offered: toolNames.filter((name) => name in own),
    run: (name, given, call) => own[name]?.(given, call) ?? assert.fail(name),
    version: '1.2.3',
  });
  return { lines, log };
}

const call = (id: number | string, name: string, more: object = {}): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, ...more } });
const initialize = (protocolVersion: string): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  });

describe('the protocol', () => {
  async function check(messages: readonly string[], expected: readonly RegExp[]): Promise<void> {
    const { lines } = await served(`${messages.join('\n')}\n`);
    assert.equal(lines.length, expected.length, lines.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(lines[index] ?? '', pattern);
  }

  const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  const cases: readonly (readonly [
    name: string,
    messages: readonly string[],
    expected: readonly RegExp[],
  ])[] = [
    ['ping', [ping], [/^\{"jsonrpc":"2\.0","id":1,"result":\{\}\}$/]],
    ['an id that is a text', [ping.replace('1,', '"a",')], [/"id":"a","result"/]],
    ['a last line without an end, and empty lines', ['', ' \r', ping, ''], [/"id":1,"result"/]],
    ['notifications', ['{"jsonrpc":"2.0","method":"notifications/initialized"}'], []],
    [
      'a notification of nothing',
      ['{"jsonrpc":"2.0","method":"tools/call","params":{"name":"explain_rule"}}'],
      [],
    ],
    ['an answer that nobody asked for', ['{"jsonrpc":"2.0","id":9,"result":{}}'], []],
    ['no JSON', ['{"jsonrpc":'], [/"id":null,"error":\{"code":-32700,/]],
    ['a control character', ['\u0000'], [/-32700/]],
    ['a number', ['7'], [/"id":null,"error":\{"code":-32600,/]],
    ['another version of JSON-RPC', [ping.replace('2.0', '1.0')], [/"id":1,"error":\{"code":-32600,/]],
    ['no method', ['{"jsonrpc":"2.0","id":3}'], [/"id":3,"error":\{"code":-32600,/]],
    ['an id that is null', [ping.replace('1,', 'null,')], [/"id":null,"error":\{"code":-32600,/]],
    ['an id that is an object', [ping.replace('1,', '{},')], [/"id":null,"error":\{"code":-32600,/]],
    ['params that are a list', [ping.replace('}', ',"params":[1]}')], [/"id":1,"error":\{"code":-32602,/]],
    [
      'a method that is not there',
      [ping.replace('ping', 'resources/list')],
      [/"id":1,"error":\{"code":-32601,/],
    ],
    ['a method of every object', [ping.replace('ping', 'constructor')], [/-32601/]],
    ['a cursor', [ping.replace('"ping"', '"tools/list","params":{"cursor":"x"}')], [/-32602/]],
    ['a tool that is not there', [call(4, 'nope')], [/"id":4,"error":\{"code":-32602,.*Tools: /]],
    ['a tool that is not offered', [call(4, 'set_checklist_item')], [/"error":\{"code":-32602,/]],
    ['a tool without a name', [ping.replace('"ping"', '"tools/call"')], [/-32602/]],
    ['a tool that fails', [call(4, 'draft_release_notes')], [/"id":4,"error":\{"code":-32603,/]],
    [
      'a tool that refuses',
      [call(4, 'list_checklist_items')],
      [
        /^\{"jsonrpc":"2\.0","id":4,"result":\{"content":\[\{"type":"text","text":"Nothing here\."\}\],"isError":true\}\}$/,
      ],
    ],
    [
      'a tool that answers',
      [initialize('2025-06-18'), call(4, 'explain_rule', { arguments: { rule: 'a' } })],
      [
        /"protocolVersion":"2025-06-18"/,
        /"structuredContent":\{"summary":"Explained\.","notice":"[^"]*","given":\{"rule":"a"\}\}/,
      ],
    ],
    [
      'a client of before there was structured content',
      [initialize('2025-03-26'), call(4, 'explain_rule')],
      [
        /"protocolVersion":"2025-03-26"/,
        /"content":\[\{"type":"text","text":"Explained\.[^"]*(?:\\"[^"]*)*"\}\],"isError":false\}/,
      ],
    ],
    ['an old client', [initialize('2024-11-05')], [/"protocolVersion":"2024-11-05"/]],
    ['a client from the future', [initialize('2031-01-01')], [/"protocolVersion":"2025-11-25"/]],
    ['a client without a version', [initialize('x').replace('"protocolVersion":"x",', '')], [/-32602/]],
    [
      'several messages at once where they were allowed',
      [initialize('2025-03-26'), `[${ping},{"jsonrpc":"2.0","method":"x"},7]`],
      [
        /"id":0,/,
        /^\[\{"jsonrpc":"2\.0","id":1,"result":\{\}\},\{"jsonrpc":"2\.0","id":null,"error":\{"code":-32600,/,
      ],
    ],
    ['nothing at once', [initialize('2025-03-26'), '[]'], [/"id":0,/, /-32600/]],
    ['several messages at once elsewhere', [initialize('2025-06-18'), `[${ping}]`], [/"id":0,/, /-32600/]],
    [
      'progress for who asks, a hundred times at most',
      [call(4, 'find_breaking_changes', { _meta: { progressToken: 'p' } })],
      [
        ...Array.from(
          { length: 100 },
          (_, index) =>
            new RegExp(
              `"notifications/progress","params":\\{"progressToken":"p","progress":${index + 1}0,"total":1000\\}`,
            ),
        ),
        /"id":4,"result"/,
      ],
    ],
    ['no progress for others', [call(4, 'find_breaking_changes')], [/"id":4,"result"/]],
  ];
  for (const [name, messages, expected] of cases) {
    it(name, () => check(messages, expected));
  }

  it('takes no line that is too long, and goes on', async () => {
    const long = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${'a'.repeat(longestMessage)}"}}`;
    await check([long, ping], [/"id":null,"error":\{"code":-32600,.*1048576 bytes/, /"id":1,"result"/]);
  });

  it('says bytes that are no text', async () => {
    const { lines } = await served(Readable.from([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(ping)]));
    assert.match(lines[0] ?? '', /-32700.*not UTF-8/);
    assert.match(lines[1] ?? '', /"id":1,"result"/);
  });

  it('tells the cause of a failure beside the protocol alone', async () => {
    const { lines, log } = await served(call(4, 'draft_release_notes'));
    assert.doesNotMatch(lines.join(), /broken/);
    assert.match(log, /broken/);
  });
});

describe('calls beside each other', () => {
  /** A tool whose calls end when they are told to. */
  function held() {
    const ends: (() => void)[] = [];
    const seen: (() => boolean)[] = [];
    let began: () => void = () => undefined;
    const tool: ToolSet['explain_rule'] = async (_, { cancelled }) => {
      seen.push(cancelled);
      await new Promise<void>((resolve) => {
        ends.push(resolve);
        began();
      });
      return answer(['Ended.'], {});
    };
    const begun = (count: number) =>
      new Promise<void>((resolve) => {
        began = () => {
          if (ends.length >= count) resolve();
        };
        began();
      });
    return { tool, ends, seen, begun };
  }

  async function check(
    script: (talk: {
      readonly say: (text: string) => Promise<void>;
      readonly tool: ReturnType<typeof held>;
    }) => Promise<void>,
    expected: readonly RegExp[],
  ): Promise<void> {
    const tool = held();
    const input = new Readable({ read: () => undefined });
    const done = served(input, { explain_rule: tool.tool });
    const say = async (text: string): Promise<void> => {
      input.push(`${text}\n`);
      await new Promise((resolve) => setImmediate(resolve));
    };
    await script({ say, tool });
    input.push(null);
    const { lines } = await done;
    assert.equal(lines.length, expected.length, lines.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(lines[index] ?? '', pattern);
  }

  it('are answered as they end, and the others meanwhile', () =>
    check(
      async ({ say, tool }) => {
        await say(call(1, 'explain_rule'));
        await say(call(2, 'explain_rule'));
        await tool.begun(2);
        await say('{"jsonrpc":"2.0","id":3,"method":"ping"}');
        tool.ends[1]?.();
        await new Promise((resolve) => setImmediate(resolve));
        tool.ends[0]?.();
      },
      [/"id":3,"result":\{\}/, /"id":2,"result"/, /"id":1,"result"/],
    ));

  it('are not answered when they are cancelled, and know it', () =>
    check(async ({ say, tool }) => {
      await say(call(1, 'explain_rule'));
      await tool.begun(1);
      await say('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}}');
      assert.equal(tool.seen[0]?.(), false, '"1" is another id');
      await say('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}');
      assert.equal(tool.seen[0]?.(), true);
      tool.ends[0]?.();
    }, []));

  it('may have no id that is under way', () =>
    check(
      async ({ say, tool }) => {
        await say(call(1, 'explain_rule'));
        await tool.begun(1);
        await say(call(1, 'explain_rule'));
        tool.ends[0]?.();
      },
      [/"id":1,"error":\{"code":-32600,/, /"id":1,"result"/],
    ));

  it('wait for their turn, and one that is cancelled meanwhile never begins', () =>
    check(
      async ({ say, tool }) => {
        for (let id = 1; id <= 6; id++) await say(call(id, 'explain_rule'));
        await tool.begun(4);
        assert.equal(tool.ends.length, 4);
        await say('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":5}}');
        tool.ends[0]?.();
        await tool.begun(5);
        for (const end of tool.ends) end();
        await tool.begun(5);
      },
      [/"id":1,/, /"id":2,/, /"id":3,/, /"id":4,/, /"id":6,/],
    ));

  it('are refused when too many wait', () =>
    check(
      async ({ say, tool }) => {
        for (let id = 1; id <= 105; id++) await say(call(id, 'explain_rule'));
        await tool.begun(4);
        for (let ended = 0; ended < 104; ended++) {
          await tool.begun(ended + 1);
          tool.ends[ended]?.();
        }
      },
      [
        /"id":105,"error":\{"code":-32603,"message":"Too many/,
        ...Array.from({ length: 104 }, () => /"result"/),
      ],
    ));
});
