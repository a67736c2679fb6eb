/** Collects changes: one for each cause, with both places. */
import type ts from 'typescript6';
import type { Change, Confidence, Level, Place } from '../change.ts';
import type { Flow } from './flow.ts';
import type { World } from './program.ts';
import { type RuleId, rules } from './rules.ts';
import { detectorId } from './units.ts';

export interface Found {
  readonly rule: RuleId;
  readonly subject: string;
  readonly base?: ts.Node | undefined;
  readonly head?: ts.Node | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly flow?: Flow | undefined;
  /** Replaces the level of the rule. */
  readonly level?: Level | undefined;
  readonly confidence?: Confidence | undefined;
  /** Lines of a consumer that may show the break; compiled before anybody sees it. */
  readonly consumer?: string | undefined;
  /** Number of type parameters of an alias that only sample arguments can tell apart. */
  readonly sampled?: number | undefined;
}

export interface Draft {
  readonly change: Change;
  readonly consumer: string | undefined;
  readonly sampled: number | undefined;
}

export interface Report {
  add(found: Found): void;
  drafts(): readonly Draft[];
}

const longestText = 300;

export function createReport(world: World, options: { readonly soften: (found: Found) => boolean }): Report {
  const drafts = new Map<string, Draft>();
  return {
    add: (found) => {
      const prefixed = `${detectorId}/${found.rule}`;
      const key = `${prefixed} ${found.subject}`;
      if (drafts.has(key)) return;
      const wanted = found.level ?? rules[prefixed]?.level ?? 'review';
      const level: Level =
        wanted !== 'major'
          ? wanted
          : options.soften(found)
            ? 'minor'
            : isPrivateByName(found.subject)
              ? 'review'
              : wanted;
      const base = placeOf(world, found.base);
      const head = placeOf(world, found.head);
      const flow =
        found.flow === 1 ? 'output' : found.flow === 2 ? 'input' : found.flow === 3 ? 'both' : undefined;
      drafts.set(key, {
        change: {
          rule: prefixed,
          detector: detectorId,
          level,
          confidence: level === 'review' ? 'review' : (found.confidence ?? 'likely'),
          subject: found.subject,
          args: {
            subject: found.subject,
            before: short(found.before ?? textOf(found.base)),
            after: short(found.after ?? textOf(found.head)),
          },
          ...(base === undefined ? {} : { base }),
          ...(head === undefined ? {} : { head }),
          ...(flow === undefined ? {} : { flow }),
        },
        consumer: found.consumer,
        sampled: found.sampled,
      });
    },
    drafts: () => [...drafts.values()],
  };
}

/** A name that begins or ends with an underscore is meant for the package itself; a person decides. */
function isPrivateByName(subject: string): boolean {
  return subject
    .replace(/[(<[].*$/, '')
    .split('.')
    .some((name) => /^_|_$/.test(name));
}

function placeOf(world: World, node: ts.Node | undefined): Place | undefined {
  if (node === undefined) return undefined;
  const file = node.getSourceFile();
  const origin = world.origin(file.fileName);
  if (origin === undefined) return undefined;
  const start = file.getLineAndCharacterOfPosition(
    world.compiler.isSourceFile(node) ? 0 : node.getStart(file),
  );
  const end = world.compiler.isSourceFile(node) ? start : file.getLineAndCharacterOfPosition(node.getEnd());
  return {
    path: origin.path,
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function textOf(node: ts.Node | undefined): string {
  if (node === undefined || node.kind === node.getSourceFile().kind) return '';
  const body = (node as { readonly body?: ts.Node }).body;
  const file = node.getSourceFile();
  const end = body === undefined ? node.getEnd() : body.getFullStart();
  return file.text.slice(node.getStart(file), end);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestText ? `${line.slice(0, longestText)}...` : line;
}
