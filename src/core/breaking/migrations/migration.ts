/** A migration file: how it is read, by what it is. */
import { kindOf } from '../../facts/migrationKinds.ts';
import { nameSet } from './history.ts';
import { railsSteps } from './rails.ts';
import { rubyTokens } from './rubyTokens.ts';
import { sqlSteps, sqlWords } from './sqlSteps.ts';
import type { Step, Steps } from './steps.ts';

/** Undefined for a language that is not read. */
export function readMigration(path: string, text: string): Steps | undefined {
  const kind = kindOf(path, text);
  if (path.endsWith('.rb')) return kind?.id === 'rails' ? railsSteps(text) : undefined;
  if (!isSql(path)) return undefined;
  const steps = sqlSteps(forwardOf(path, text));
  const wraps =
    kind?.id === 'sections of SQL' && !/^--.*(?:no transaction|transaction:\s*false)/im.test(text);
  return { ...steps, inTransaction: wraps };
}

/** Without the section that takes it back. */
function forwardOf(path: string, text: string): string {
  const back = kindOf(path, text)?.back?.exec(text);
  return back === null || back === undefined ? text : text.slice(0, back.index);
}

/** What a text says whatever its layout and comments; two that are equal do the same. */
export function wordsOf(path: string, text: string): readonly string[] {
  return isSql(path) ? sqlWords(forwardOf(path, text)) : rubyWords(text);
}

function isSql(path: string): boolean {
  return /\.sql$/i.test(path);
}

function rubyWords(text: string): readonly string[] {
  return rubyTokens(text)
    .filter(({ kind }) => kind !== 'line')
    .map((token) => `${token.kind} ${token.text}`);
}

/** Whether new change sets may be written into the file of older ones. */
export function mayGrow(path: string, text: string): boolean {
  return kindOf(path, text)?.id === 'liquibase';
}

/** Without the drops by which a script that sets tables up clears the way for what it creates itself. */
export function withoutClearing(steps: Steps): Steps {
  const created = nameSet();
  for (const step of steps.steps) if (step.kind === 'create table') created.add(step.name.parts);
  const clears = (step: Step): boolean =>
    step.kind === 'drop' && step.ifExists && step.names.every(({ parts }) => created.has(parts));
  return { ...steps, steps: steps.steps.filter((step) => !clears(step)) };
}

/** A version of a migration. */
export interface Version {
  readonly path: string;
  readonly text: string;
  readonly steps: Steps;
}

/** Steps that the version before does not have. */
export function newSteps(after: Version, before: Version): Steps {
  const known = new Map<string, number>();
  for (const step of before.steps.steps) {
    const words = wordsOfStep(step, before);
    known.set(words, (known.get(words) ?? 0) + 1);
  }
  const steps = after.steps.steps.filter((step) => {
    const words = wordsOfStep(step, after);
    const left = known.get(words) ?? 0;
    known.set(words, left - 1);
    return left <= 0;
  });
  return { ...after.steps, steps };
}

function wordsOfStep({ kind, start, end }: Step, { path, text }: Version): string {
  const own = text.slice(start, end);
  return [kind, ...(isSql(path) ? sqlWords(own) : rubyWords(own))].join(' ');
}
