import { parseArgs } from 'node:util';
import { parseInstant } from '../core/base/instant.ts';
import {
  acceptedValues,
  commandSpec,
  commandTable,
  generalOptions,
  isCommand,
  optionSpec,
  specFor,
} from './commandTable.ts';
import type { CommandName, CommandSpec } from './commandTable.ts';
import { optionTable } from './optionTable.ts';
import type { OptionName } from './optionTable.ts';
import { nearest } from '../core/base/nearest.ts';

/** A command line that makes sense. */
export interface Invocation {
  readonly command: CommandName;
  readonly operands: readonly string[];
  /** Options that take a value; for one that is given twice the last one counts, or both where the table says so. */
  readonly values: Readonly<Partial<Record<OptionName, string>>>;
  readonly switches: ReadonlySet<OptionName>;
}

export type Request =
  | { readonly kind: 'run'; readonly invocation: Invocation }
  | { readonly kind: 'help'; readonly command?: CommandName }
  | { readonly kind: 'version' }
  | { readonly kind: 'mistake'; readonly message: string; readonly command?: CommandName };

/** Reads the arguments after the program's name. Options may stand before or after operands; `--` ends them. */
export function parseArguments(argv: readonly string[]): Request {
  const given = tokensFor(argv);
  const operands = given.filter((token) => token.kind === 'positional').map((token) => token.value);
  const typed = given.filter((token) => token.kind === 'option');
  const name = operands.shift();
  const command = name !== undefined && isCommand(name) ? name : undefined;

  if (typed.some((option) => option.name === 'help')) {
    return name === undefined || command !== undefined
      ? { kind: 'help', ...(command === undefined ? {} : { command }) }
      : unknownCommand(name);
  }
  if (name === undefined) {
    return typed.some((option) => option.name === 'version')
      ? { kind: 'version' }
      : { kind: 'mistake', message: firstUnknown(typed) ?? 'Name a command.' };
  }
  if (command === undefined) {
    return unknownCommand(name);
  }

  const mistake = (message: string): Request => ({ kind: 'mistake', message, command });
  const values: Partial<Record<OptionName, string>> = {};
  const switches = new Set<OptionName>();
  for (const option of typed) {
    const wrong = problemOf(option, command);
    if (wrong !== undefined) {
      return mistake(wrong);
    }
    const known = option.name as OptionName;
    if (option.value === undefined) {
      switches.add(known);
    } else {
      const before = optionSpec(known).adds === true ? values[known] : undefined;
      values[known] = before === undefined ? option.value : `${before},${option.value}`;
    }
  }
  const spec = commandSpec(command);
  const lacking = spec.required.find((required) => (values[required] ?? '').trim() === '');
  if (lacking !== undefined) {
    return mistake(`${command} needs --${lacking} ${optionSpec(lacking).value ?? ''}.`);
  }
  if (operands.some((operand) => operand.trim() === '')) {
    return mistake('A file name is empty. Is a variable of the script not set?');
  }
  if (operands.length < spec.least) {
    return mistake(`${command} needs at least one ${spec.operands.replace('...', '')}.`);
  }
  return { kind: 'run', invocation: { command, operands, values, switches } };
}

interface TypedOption {
  readonly kind: 'option';
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

type Token = TypedOption | { readonly kind: 'positional'; readonly value: string };

/** Which options take a value depends on the command, and where the command stands on the options. */
function tokensFor(argv: readonly string[]): readonly Token[] {
  const tokens = tokensOf(argv);
  const name = tokens.find((token) => token.kind === 'positional')?.value;
  const own = name !== undefined && isCommand(name) ? (commandSpec(name).own ?? {}) : {};
  return Object.keys(own).length === 0 ? tokens : tokensOf(argv, own);
}

function tokensOf(argv: readonly string[], own: CommandSpec['own'] = {}): readonly Token[] {
  const options = Object.fromEntries(
    Object.keys(optionTable).map((name) => [
      name,
      { type: takesValue(name, own) ? 'string' : 'boolean' } as const,
    ]),
  );
  const { tokens } = parseArgs({
    args: [...argv],
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token): readonly Token[] => {
    if (token.kind === 'option-terminator') {
      return [];
    }
    return [token.kind === 'positional' ? { kind: 'positional', value: token.value } : token];
  });
}

function problemOf(option: TypedOption, command: CommandName): string | undefined {
  const spec = commandSpec(command);
  const allowed: readonly OptionName[] = [...spec.options, ...generalOptions];
  const name = allowed.find((known) => known === option.name);
  if (name === undefined) {
    return unknownOption(option, allowed, isOption(option.name) ? command : undefined);
  }
  const { value } = specFor(name, command);
  if (value === undefined) {
    return option.value === undefined ? undefined : `--${name} takes no value.`;
  }
  if (option.value === undefined || option.value === '') {
    return `--${name} needs a value: --${name} ${value}.`;
  }
  if (option.inlineValue === false && option.value.startsWith('--')) {
    return `--${name} needs a value: --${name} ${value}. A value that begins with -- is written --${name}=${option.value}.`;
  }
  const accepted = acceptedValues(name, command);
  if (accepted !== undefined && !accepted.includes(option.value)) {
    return `--${name} is one of ${accepted.join(', ')}; ${quoted(option.value)} is not.`;
  }
  if (name === 'now' && parseInstant(option.value) === undefined) {
    return `--now is an instant in UTC such as 2026-11-23T09:00:00Z; ${quoted(option.value)} is not.`;
  }
  return undefined;
}

function unknownOption(option: TypedOption, allowed: readonly string[], command?: CommandName): string {
  if (command !== undefined) {
    return `${command} has no option --${option.name}.`;
  }
  const near = nearest(option.name, allowed);
  return `There is no option ${quoted(option.rawName)}.${near === undefined ? '' : ` Did you mean --${near}?`}`;
}

function firstUnknown(typed: readonly TypedOption[]): string | undefined {
  const unknown = typed.find((option) => !isOption(option.name));
  return unknown === undefined ? undefined : unknownOption(unknown, Object.keys(optionTable));
}

function unknownCommand(name: string): Request {
  const near = nearest(name, Object.keys(commandTable));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  return { kind: 'mistake', message: `There is no command ${quoted(name)}.${hint}` };
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name);
}

function takesValue(name: string, own: CommandSpec['own'] = {}): boolean {
  return isOption(name) && (own[name] ?? optionSpec(name)).value !== undefined;
}

function quoted(text: string): string {
  return `"${text}"`;
}
