import { resolve } from 'node:path';
import { readMarkdown } from '../../../core/checklist/readMarkdown.ts';
import type { Checklist } from '../../../core/checklist/model.ts';
import { isUnsafe, readRecord } from '../../../core/readiness/readRecord.ts';
import { chooseTemplate } from '../../../core/release/chooseTemplate.ts';
import { instantiate } from '../../../core/release/instantiate.ts';
import { isFromRelease, templateDigest, templateValues } from '../../../core/release/startRelease.ts';
import { templateChanges } from '../../../core/release/templateChanges.ts';
import { releaseVersion } from '../../../core/release/startRelease.ts';
import type { Policy } from '../../../core/policy/model.ts';
import type { ReleaseRecord } from '../../../core/readiness/record.ts';
import { printable } from '../../../core/report/printable.ts';
import { compareText, startJson, templateChangeReports } from '../../../core/report/startReport.ts';
import type { CompareReport } from '../../../core/report/startReport.ts';
import { earlierText } from '../../../node/git/earlierText.ts';
import { readText } from '../../../node/readText.ts';
import { readTemplate } from '../../../node/templateFile.ts';
import type { FoundTemplate } from '../../../node/templateFile.ts';
import type { Invocation } from '../../args.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { styleFor } from '../../output.ts';
import type { Host } from '../../run.ts';

interface Request {
  readonly invocation: Invocation;
  readonly host: Host;
  readonly policy: Policy;
  /** Folder of the release; undefined when there is none. */
  readonly existing: string | undefined;
}

/** What the template of a release asks for by now, against what the release asks for. */
export async function compareTemplate(
  folder: string,
  { invocation, host, policy, existing }: Request,
): Promise<ExitCode> {
  const version = releaseVersion(invocation.operands[0] ?? '') ?? '';
  const cannot = (message: string): ExitCode => {
    host.output.err(`${printable(message)}\n`);
    return exitCodes.unknown;
  };
  if (existing === undefined) return cannot(`There is no release ${version} in releases/. Start it first.`);
  const checklistFile = `${existing}/checklist.md`;
  const checklist = readText(resolve(folder, checklistFile));
  if (checklist.status === 'unreadable')
    return cannot(`${checklistFile} cannot be read (${checklist.detail}).`);
  const record = recordOf(folder, existing);
  const spec = invocation.values.template ?? record?.template?.path;
  if (record === undefined)
    return cannot(`${existing}/release.yml cannot be read. See release-readiness check.`);
  if (spec === undefined) {
    return cannot(`${existing}/release.yml names no template. Name it with --template FILE.`);
  }
  const template = readTemplate(folder, spec);
  if (!template.ok) return cannot(template.message);
  const items = (text: string): Checklist => filled(text, template.path, { version, record, policy });
  const earlier = await templateThen(folder, { template, record, host });
  const changes =
    earlier === 'same'
      ? []
      : templateChanges(
          readMarkdown(checklist.text, { file: checklistFile, reader: 'full' }).value,
          earlier === undefined ? undefined : items(earlier.text),
          items(template.text),
        );
  const report: CompareReport = {
    schema: 'release-readiness/template-changes/1',
    version,
    template: template.path,
    earlier: earlier === 'same' ? 'same' : earlier === undefined ? 'unknown' : 'known',
    changes: templateChangeReports(changes, checklistFile, {
      file: template.file ?? template.path,
      line: template.line,
    }),
  };
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  host.output.out(invocation.values.format === 'json' ? startJson(report) : compareText(report, style));
  return changes.length === 0 ? exitCodes.ok : exitCodes.noGo;
}

/** Undefined when it has an error. */
function recordOf(folder: string, existing: string): ReleaseRecord | undefined {
  const file = `${existing}/release.yml`;
  const read = readText(resolve(folder, file));
  if (read.status !== 'read') return undefined;
  const { value, findings } = readRecord(read.text, file);
  return findings.some(isUnsafe) ? undefined : value;
}

/** A template with the values of the release in it, so that the same items have the same words. */
function filled(
  text: string,
  path: string,
  given: { readonly version: string; readonly record: ReleaseRecord; readonly policy: Policy },
): Checklist {
  const { version, record, policy } = given;
  const { type, previous, plannedStart, owner } = record;
  const values = templateValues(
    {
      version,
      ...(type === undefined ? {} : { type }),
      ...(previous === undefined ? {} : { previous }),
      ...(plannedStart === undefined ? {} : { plannedStart }),
      ...(owner === undefined ? {} : { owner }),
    },
    policy,
  );
  return instantiate(text, { values, from: isFromRelease(path) ? 'release' : 'template' }).checklist;
}

/** The text that the digest of the record is of: still the present one, or one of the history. */
async function templateThen(
  folder: string,
  {
    template,
    record,
    host,
  }: { readonly template: Found; readonly record: ReleaseRecord; readonly host: Host },
): Promise<'same' | { readonly text: string } | undefined> {
  const digest = record.template?.sha256;
  if (digest === undefined || record.template?.path !== template.path) return undefined;
  if (templateDigest(template.text) === digest) return 'same';
  const { file, part } = template;
  if (file === undefined) return undefined;
  const partOf = (whole: string): string | undefined => {
    const chosen = chooseTemplate(whole, file, part);
    return chosen.ok && templateDigest(chosen.text) === digest ? chosen.text : undefined;
  };
  const text = await earlierText(folder, file, partOf, { environment: host.environment });
  return text === undefined ? undefined : { text };
}

type Found = Extract<FoundTemplate, { ok: true }>;
