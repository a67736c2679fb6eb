/** What can be said about a command line, by what its help, its completions or its manifest offer. */
import type { Rule } from '../detector.ts';
import { pair } from './examples.ts';

const usage = 'Usage: tool build [options]\n\nOptions:\n';
const help = (base: string, head: string): Rule['example'] =>
  pair('test/__snapshots__/help.txt', `${usage}${base}`, `${usage}${head}`);

export const commandRules = {
  'config/subcommand-removed': {
    level: 'major',
    sentence: 'The command {subject} is gone from the help.',
    fix: 'Keep the command, hide it, and let it say what replaced it.',
    why: 'Scripts and people call the command by its name. In a page for people the level is review: the page may have changed, and not the program.',
    aliases: [],
    example: pair(
      'test/__snapshots__/help.txt',
      'Usage: tool <command>\n\nCommands:\n  build  Builds\n  serve  Serves',
      'Usage: tool <command>\n\nCommands:\n  build  Builds',
    ),
    nearMiss: pair(
      'test/__snapshots__/help.txt',
      'Usage: tool <command>\n\nCommands:\n  build  Builds\n  serve  Serves',
      'Usage: tool <command>\n\nCommands:\n  serve, s  Serves pages\n  build     Builds',
    ),
  },
  'config/option-removed': {
    level: 'major',
    sentence: 'The option {subject} is gone from the help.',
    fix: 'Keep to accept the option, and warn when it is used.',
    why: 'Most programs refuse an option that they do not know, so that every script with it fails.',
    aliases: [],
    example: help('  -o, --out <file>  Where to\n  --quiet  Says less', '  -o, --out <file>  Where to'),
    nearMiss: help('  -o, --out <file>  Where to', '  -o, --out=<file>  Where to write, see --quiet'),
  },
  'config/option-value-changed': {
    level: 'major',
    sentence: 'The option {subject} took {from} and now takes {to}.',
    fix: 'Add an option of another name.',
    why: 'An option that newly takes a value swallows the next word of the command line; one that no longer does leaves a word behind.',
    aliases: [],
    example: help('  --color  In colour', '  --color <when>  In colour'),
    nearMiss: help('  --color  In colour', '  --color[=WHEN]  In colour'),
  },
  'config/option-choice-removed': {
    level: 'major',
    sentence: 'An option no longer takes a choice: {subject}.',
    fix: 'Keep to accept the choice as another name for what replaced it.',
    why: 'Command lines with the choice are refused.',
    aliases: [],
    example: help('  --format <name>  (choices: "a", "b", "c")', '  --format <name>  (choices: "a", "c")'),
    nearMiss: help('  --format {a,b}  Format', '  --format <name>  Format'),
  },
  'config/option-required': {
    level: 'major',
    sentence: 'The option {subject} must now be given.',
    fix: 'Give it a default.',
    why: 'Command lines that were written without the option are refused.',
    aliases: [],
    example: help('  --token <text>  Token', '  --token <text>  Token [required]'),
    nearMiss: help('  --token <text>  Token', '  --token <text>  Token, required by some hosts'),
  },
} satisfies Readonly<Record<string, Rule>>;
