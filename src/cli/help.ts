import {
  acceptedValues,
  commandSpec,
  commandTable,
  generalOptions,
  isCommand,
  specFor,
} from './commandTable.ts';
import type { CommandName } from './commandTable.ts';

/** What `--help` prints: for the program, or for one command. */
export function helpText(command?: CommandName): string {
  return command === undefined ? programHelp() : commandHelp(command);
}

function programHelp(): string {
  const names = Object.keys(commandTable).filter(isCommand);
  return [
    'release-readiness <command> [options]',
    '',
    'Reads release checklists and says go or no-go.',
    '',
    'Commands',
    ...columns(names.map((name) => [name, commandSpec(name).summary])),
    '',
    'release-readiness <command> --help explains a command; --version prints the version.',
    '',
  ].join('\n');
}

function commandHelp(command: CommandName): string {
  const spec = commandSpec(command);
  const options = [...spec.options, ...generalOptions].map((name): readonly [string, string] => {
    const { value, help } = specFor(name, command);
    const accepted = acceptedValues(name, command);
    return [
      value === undefined ? `--${name}` : `--${name} ${value}`,
      accepted === undefined ? help : `${help} One of ${accepted.join(', ')}.`,
    ];
  });
  return [
    `release-readiness ${command} ${spec.operands} [options]`,
    '',
    spec.summary,
    ...spec.detail,
    '',
    'Options',
    ...columns(options),
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
