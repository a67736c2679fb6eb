/** What can be said about variables of the environment, in examples of it, in compose files and in code. */
import type { Rule } from '../detector.ts';
import { pair } from './examples.ts';

export const variableRules = {
  'config/variable-removed': {
    level: 'review',
    sentence: 'The variable {subject} is gone from the example.',
    fix: 'Check that the program no longer reads it, and say what to set instead.',
    why: 'Those who set the variable do so without effect from now on. An example does not tell whether the program still reads it.',
    aliases: [],
    example: pair('.env.example', 'A=1\nB=2', 'A=1'),
    nearMiss: pair('.env.example', 'A=1\nB=2', 'B=2 # two\nA=1'),
  },
  'config/variable-renamed': {
    level: 'major',
    sentence: 'The variable {subject} is now called {to}.',
    fix: 'Read the old name too, and warn when it is set.',
    why: 'Whoever set the old name gets the default value instead, in most cases without a word.',
    aliases: [],
    example: pair('.env.example', 'API_HOST=localhost:80', 'APP_API_HOST=localhost:80'),
    nearMiss: pair('.env.example', 'API_HOST=localhost', 'COLOR=localhost'),
  },
  'config/variable-added': {
    level: 'review',
    sentence: 'The variable {subject} is new and has no default value.',
    fix: 'Give it a default value, or say that it may be left out.',
    why: 'Where the variable is not set the program goes on without a value, or stops. Neither an example nor a plain read tells which.',
    aliases: [],
    example: pair('.env.example', 'A=1', 'A=1\nB='),
    nearMiss: pair('.env.example', 'A=1', 'A=1\nB=2'),
  },
  'config/variable-required': {
    level: 'major',
    sentence: 'The variable {subject} must now be set.',
    fix: 'Give it a default value: `??` and the like in code, ${NAME:-value} in a shell and in compose files.',
    why: 'The program, or the container, stops where the variable is not set. Everyone who runs it has to set it before the update.',
    aliases: [],
    example: pair(
      'compose.yaml',
      'services:\n  a:\n    image: a:${TAG:-1}',
      'services:\n  a:\n    image: a:${TAG:?}',
    ),
    nearMiss: pair(
      'compose.yaml',
      'services:\n  a:\n    image: a',
      'services:\n  a:\n    image: a:${TAG:-1}',
    ),
  },
  'config/variable-unread': {
    level: 'minor',
    sentence: 'The variable {subject} is no longer read by the code.',
    fix: 'Say what to set instead, and warn for a while when the variable is still set.',
    why: 'Those who set the variable do so without effect from now on. Where an example told them to, or where not all code could be looked at, a person has to look: then the level is review.',
    aliases: [],
    example: pair('src/a.ts', "run(process.env.APP_HOST ?? 'here');", "run('here');"),
    nearMiss: pair(
      'src/a.ts',
      "run(process.env.APP_HOST ?? 'here');",
      "go(process.env['APP_HOST'] || 'here');",
    ),
  },
  'config/variable-default-removed': {
    level: 'review',
    sentence: 'The variable {subject} had a default value in the code and has none now.',
    fix: 'Keep the default value.',
    why: 'Those who never set the variable relied on the default. Whether the program does without a value is not seen from the place that reads it.',
    aliases: [],
    example: pair('src/a.py', 'port = os.getenv("PORT", "80")', 'port = os.getenv("PORT")'),
    nearMiss: pair('src/a.py', 'port = os.getenv("PORT", "80")', 'port = os.getenv("PORT") or "80"'),
  },
} satisfies Readonly<Record<string, Rule>>;
