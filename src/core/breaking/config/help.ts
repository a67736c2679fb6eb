/** What a command line offers, as its own help tells it: commands, options, and what an option takes. */
import type { Spot } from '../manifest/facts.ts';
import { entriesOf, member, readJson, stringOf } from '../manifest/json.ts';
import type { JsonValue } from '../manifest/json.ts';
import { locator } from '../manifest/locate.ts';
import type { Setting, Settings } from './settings.ts';

/** An option line: `-o, --output <file>  Where to write`. */
const optionLine =
  /^[ \t]*(?:[-*|][ \t]+)?`?(?:(-\w)(?:[ \t]+[A-Z<][\w<>.-]*)?,[ \t]*|(-\w)(?=[ \t]{2,}|[ \t]*$))?(?:(--[A-Za-z][\w.-]*)((?:\[?[= ]\[?(?:<[^<>\n]{1,60}>|\{[^{}\n]{1,200}\}|[A-Z][A-Z0-9_|.-]*|(?:string|str|int|number|float|file|path|dir|url|duration|strings|stringArray|uint|bool)\b)\]?\.{0,3}|\[(?:=|[ \t])?[^[\]\n]{1,60}\])?))?/;
const sectionLine = /^[ \t]*(?:#{1,6}[ \t]+|\*\*)?([A-Za-z][\w /-]{0,40}?)(?:\*\*)?:[ \t]*(.*)$/;
const choices =
  /(?:\[|\()(?:choices|possible values|values|options|allowed)?:?[ \t]*((?:["']?[\w.-]{1,40}["']?)(?:[ \t]*[,|][ \t]*["']?[\w.-]{1,40}["']?)+)(?:\]|\))/i;
const isRequired = /[[(]required[\])]/i;

/** A file of `--help` output. Several commands may follow each other; each starts with its usage. */
export function readHelp(text: string): Settings {
  return { settings: linesOfHelp(text, 0, text.length, locator(text)) };
}

/** Markdown: only what stands in fences is output. */
export function readHelpPage(text: string): Settings {
  const locate = locator(text);
  const settings: Setting[] = [];
  for (const match of text.matchAll(/^(`{3,}|~{3,})[^\n]*\n([^]*?)^\1[`~]*[ \t]*$/gm)) {
    const start = match.index + match[0].indexOf('\n') + 1;
    settings.push(...linesOfHelp(text, start, start + (match[2] ?? '').length, locate));
  }
  return { settings };
}

function linesOfHelp(
  text: string,
  from: number,
  to: number,
  locate: (start: number, end: number) => Spot,
): readonly Setting[] {
  const settings: Setting[] = [];
  let command = '';
  let section: 'commands' | 'other' = 'other';
  let usageFollows = false;
  let indent: number | undefined;
  for (let at = from, end = 0; at < to; at = end + 1) {
    end = text.indexOf('\n', at);
    if (end === -1 || end > to) end = to;
    const line = text.slice(at, end).replace(/\r$/, '');
    const spot = (word: string): Spot => {
      const start = at + Math.max(line.indexOf(word), 0);
      return locate(start, start + word.length);
    };
    const heading = sectionLine.exec(line);
    const title = (heading?.[1] ?? '').toLowerCase();
    const usage = title === 'usage' ? (heading?.[2] ?? '').trim() : usageFollows ? line.trim() : '';
    if (usage !== '') {
      command = commandOf(usage);
      usageFollows = false;
      if (command !== '')
        settings.push({
          kind: 'subcommand',
          key: command,
          value: '',
          spot: spot(command.split(' ')[0] ?? ''),
        });
      continue;
    }
    if (heading !== null && (heading[2] === '' || title === 'usage')) {
      usageFollows = title === 'usage';
      section = /(?:^|\b)(?:sub)?commands?$/.test(title) ? 'commands' : 'other';
      indent = undefined;
      continue;
    }
    if (section === 'commands') {
      const name =
        /^([ \t]{1,8})([a-z][\w:.-]*)(?:[,|][ \t]*[a-z][\w-]*)*(?:[ \t]+[[<][^\n]*|[ \t]{2,}\S.*|[ \t]*)$/.exec(
          line,
        );
      const width = name?.[1]?.length;
      if (name !== null && (indent ?? width) === width) {
        indent = width;
        const key = `${command} ${name[2] ?? ''}`.trim();
        settings.push({ kind: 'subcommand', key, value: '', spot: spot(name[2] ?? '') });
      }
      continue;
    }
    const option = optionLine.exec(line);
    const short = option?.[1] ?? option?.[2];
    const long = option?.[3];
    if (long === undefined && short === undefined) continue;
    settings.push(
      ...optionSettings(
        { command, short, long, takes: takesOf(option?.[4] ?? ''), rest: line },
        spot(long ?? short ?? ''),
      ),
    );
  }
  return settings;
}

interface Option {
  readonly command: string;
  readonly short?: string | undefined;
  readonly long?: string | undefined;
  readonly takes: Takes;
  /** Where choices and the word `required` stand. */
  readonly rest: string;
  /** The choices, where the source lists them as such. */
  readonly listed?: readonly string[];
}

/** `unknown` where the source does not tell. */
type Takes = 'no value' | 'a value' | 'an optional value' | 'unknown';

function takesOf(written: string): Takes {
  if (written.trim() === '' || /^[= ]?bool$/.test(written)) return 'no value';
  return written.trim().startsWith('[') ? 'an optional value' : 'a value';
}

function optionSettings(
  { command, short, long, takes, rest, ...from }: Option,
  spot: Spot,
): readonly Setting[] {
  const name = long ?? short ?? '';
  const key = `${command} ${name}`.trim();
  const settings: Setting[] = [{ kind: 'option', key, value: takes, spot }];
  if (short !== undefined && long !== undefined)
    settings.push({ kind: 'short', key: `${command} ${short}`.trim(), value: key, spot });
  if (isRequired.test(rest)) settings.push({ kind: 'neededOption', key, value: '', spot });
  for (const one of from.listed ?? choicesIn(rest)) {
    if (one !== '') settings.push({ kind: 'choice', key: `${key}=${one}`, value: key, spot });
  }
  return settings;
}

function choicesIn(rest: string): readonly string[] {
  const braces = /\{([\w.-]+(?:,[\w.-]+)+)\}|<([\w.-]+(?:\|[\w.-]+)+)>/.exec(rest);
  const written = braces?.[1] ?? braces?.[2] ?? choices.exec(rest)?.[1] ?? '';
  return written.split(/[,|]/).map((word) => word.trim().replace(/^["']|["']$/g, ''));
}

/** `tool sub [options] <file>` is about `tool sub`. */
function commandOf(usage: string): string {
  const words: string[] = [];
  for (const word of usage.replace(/^\$[ \t]+/, '').split(/[ \t]+/)) {
    if (!/^[a-z@./][\w@./:-]*$/.test(word) || words.length === 6) break;
    words.push(word);
  }
  return words.join(' ');
}

/** Completions name what there is, and seldom what an option takes. */
export function readCompletions(text: string): Settings {
  const locate = locator(text);
  const settings = new Map<string, Setting>();
  const shown = text.replaceAll(/(^|\s)#[^\n]*/g, (comment) => comment.replaceAll(/[^\s]/g, ' '));
  for (const match of shown.matchAll(
    /(?<![\w-])--([A-Za-z][\w-]*)|\s(?:-l|--long-option)[ =]["']?([A-Za-z][\w-]*)/g,
  )) {
    const name = match[1] ?? match[2] ?? '';
    const key = `--${name}`;
    // Options of the program that completes, and not of the one that is completed.
    if (match[1] !== undefined && /^complete\b/.test(lineBefore(shown, match.index))) continue;
    const spot = locate(match.index, match.index + match[0].length);
    if (!settings.has(key)) settings.set(key, { kind: 'option', key, value: 'unknown', spot });
  }
  return { settings: [...settings.values()] };
}

function lineBefore(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trimStart();
}

/** `oclif.manifest.json`, which the build of a command line tool writes. */
export function readCommandManifest(text: string): Settings {
  const locate = locator(text);
  const read = readJson(text);
  if (!read.ok) return { settings: [], error: locate(read.offset, read.offset) };
  const settings: Setting[] = [];
  for (const command of entriesOf(member(read.value, 'commands')?.value)) {
    if (isTrue(command.value, 'hidden')) continue;
    settings.push({
      kind: 'subcommand',
      key: command.key,
      value: '',
      spot: locate(command.start, command.end),
    });
    for (const flag of entriesOf(member(command.value, 'flags')?.value)) {
      const char = stringOf(member(flag.value, 'char')?.value);
      const options = member(flag.value, 'options')?.value;
      const listed = options?.kind === 'array' ? options.items.flatMap((item) => stringOf(item) ?? []) : [];
      const spot = locate(flag.start, flag.end);
      settings.push(
        ...optionSettings(
          {
            command: command.key,
            long: `--${flag.key}`,
            short: char === undefined ? undefined : `-${char}`,
            takes: stringOf(member(flag.value, 'type')?.value) === 'boolean' ? 'no value' : 'a value',
            rest: isTrue(flag.value, 'required') ? '[required]' : '',
            listed,
          },
          spot,
        ),
      );
    }
  }
  return { settings };
}

function isTrue(value: JsonValue, key: string): boolean {
  const found = member(value, key)?.value;
  return found?.kind === 'scalar' && found.value === true;
}
