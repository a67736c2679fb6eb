/** What starting a release writes: its checklist and its record. */
import { formatDate, formatInstant } from '../base/instant.ts';
import type { Instant } from '../base/instant.ts';
import { sha256 } from '../base/sha256.ts';
import { toLocal } from '../base/zone.ts';
import type { Policy, ReleaseType } from '../policy/model.ts';
import { recordSchemaId } from '../readiness/readRecord.ts';
import { releaseFolder } from '../readiness/releases.ts';
import { flowMap, flowValue } from './flow.ts';
import { instantiate } from './instantiate.ts';
import type { Instance } from './instantiate.ts';
import type { TemplateValues } from './placeholders.ts';

export interface StartRequest {
  /** As `releaseVersion` gives it. */
  readonly version: string;
  readonly type?: ReleaseType;
  /** Tag of the release before. */
  readonly previous?: string;
  readonly plannedStart?: Instant;
  /** `@name` or `role:name`. */
  readonly owner?: string;
  readonly template: StartTemplate;
}

export interface StartTemplate {
  /** Path from the root of the folder, with `#part` for a part of the file; `guide` for the built-in one. */
  readonly path: string;
  /** Markdown of the part, as `chooseTemplate` gives it. */
  readonly text: string;
}

export interface StartedRelease {
  readonly version: string;
  readonly folder: string;
  /** The checklist first. */
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly instance: Instance;
}

export function startRelease(
  request: StartRequest,
  policy: Pick<Policy, 'timezone' | 'tags'>,
): StartedRelease {
  const folder = `releases/${request.version}`;
  const instance = instantiate(request.template.text, {
    values: templateValues(request, policy),
    from: isFromRelease(request.template.path) ? 'release' : 'template',
  });
  return {
    version: request.version,
    folder,
    instance,
    files: [
      { file: `${folder}/checklist.md`, text: instance.text },
      { file: `${folder}/release.yml`, text: recordText(request) },
    ],
  };
}

/** What a release puts in for the place-holders of its template. */
export function templateValues(
  request: Omit<StartRequest, 'template'>,
  { timezone, tags }: Pick<Policy, 'timezone' | 'tags'>,
): TemplateValues {
  const { version, type, previous, plannedStart, owner } = request;
  const date = plannedStart === undefined ? undefined : toLocal(plannedStart, timezone);
  return {
    version,
    tag: tags.pattern.replace('{version}', version),
    ...(type === undefined ? {} : { type }),
    ...(previous === undefined ? {} : { previous }),
    ...(date === undefined ? {} : { date: formatDate(date) }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Digest that a record keeps of its template: line ends do not count, as git changes them on checkout. */
export function templateDigest(text: string): string {
  return sha256(text.replace(/\r\n?/g, '\n'));
}

/** Whether a template is the checklist of a release, whose notes are about that release. */
export function isFromRelease(path: string): boolean {
  const folder = releaseFolder(path.replace(/#.*$/, ''));
  return folder !== undefined && /\d/.test(folder.version) && /^v?\d/i.test(folder.version);
}

/** A version that can name a folder, without the `v` in front of a number; undefined for anything else. */
export function releaseVersion(text: string): string | undefined {
  const bare = text.trim().replace(/^v(?=\d)/i, '');
  return /^[0-9A-Za-z](?:[\w.+-]{0,98}[\w+-])?$/.test(bare) && /\d/.test(bare) ? bare : undefined;
}

function recordText({ version, type, previous, plannedStart, owner, template }: StartRequest): string {
  const lines = [
    `schema: ${recordSchemaId}`,
    `version: ${flowValue(version)}`,
    ...(type === undefined ? [] : [`type: ${type}`]),
    ...(previous === undefined ? [] : [`previous: ${flowValue(previous)}`]),
    `template: ${flowMap({ path: template.path, sha256: templateDigest(template.text) })}`,
    ...(owner === undefined ? [] : [`owner: ${flowValue(owner)}`]),
    ...(plannedStart === undefined ? [] : [`planned_start: ${formatInstant(plannedStart)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
