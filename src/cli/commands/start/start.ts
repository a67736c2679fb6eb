import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseInstant } from '../../../core/base/instant.ts';
import { parseVersion } from '../../../core/base/semver.ts';
import { assess } from '../../../core/engine.ts';
import { guideTemplateName } from '../../../core/release/guideTemplate.ts';
import { templatePath } from '../../../core/release/setUp.ts';
import { releaseVersion, startRelease, templateDigest } from '../../../core/release/startRelease.ts';
import type { StartRequest } from '../../../core/release/startRelease.ts';
import { suggestionSentence, typeBetween } from '../../../core/release/suggestRelease.ts';
import { releaseTypes } from '../../../core/policy/model.ts';
import type { Policy, ReleaseType } from '../../../core/policy/model.ts';
import { sameVersion } from '../../../core/readiness/releases.ts';
import { printable } from '../../../core/report/printable.ts';
import { startJson, startText } from '../../../core/report/startReport.ts';
import type { StartReport } from '../../../core/report/startReport.ts';
import { fixedClock } from '../../../node/clock.ts';
import { createFiles } from '../../../node/createFiles.ts';
import { filePort } from '../../../node/files.ts';
import { gitPort } from '../../../node/git.ts';
import { lastReleaseIn } from '../../../node/lastRelease.ts';
import { readText } from '../../../node/readText.ts';
import { readTemplate } from '../../../node/templateFile.ts';
import type { Invocation } from '../../args.ts';
import { exitCodes } from '../../exitCodes.ts';
import type { ExitCode } from '../../exitCodes.ts';
import { noFolderMessage, shownName, workingFolder } from '../../folder.ts';
import { holdInterrupts } from '../../interrupts.ts';
import { styleFor } from '../../output.ts';
import type { Command, Host } from '../../run.ts';

/** `start`: the folder of a release, from a template, or what its template has changed since. */
export const start: Command = async (invocation, host) => {
  const folder = workingFolder(invocation, host);
  if (folder === undefined) {
    host.output.err(noFolderMessage(invocation));
    return exitCodes.usage;
  }
  const mistake = mistakeIn(invocation);
  if (mistake !== undefined) return told(host, mistake, exitCodes.usage);
  const policy = await policyOf(folder, invocation, host);
  if (invocation.switches.has('compare')) {
    const { compareTemplate } = await import('./compareTemplate.ts');
    return compareTemplate(folder, {
      invocation,
      host,
      policy,
      existing: existingFolder(folder, invocation),
    });
  }
  const template = readTemplate(folder, invocation.values.template ?? usualTemplate(folder));
  if (!template.ok) return told(host, template.message, exitCodes.unknown);
  const chosen = await chooseVersion(folder, { invocation, host, policy });
  if ('message' in chosen) return told(host, chosen.message, exitCodes.unknown);
  const existing = releaseFolderOf(folder, chosen.version);
  if (existing !== undefined) {
    const message = `${existing} is there already, and nothing was overwritten. See start ${chosen.version} --compare.`;
    return told(host, message, exitCodes.noGo);
  }
  return write(folder, { invocation, host, policy, chosen, template });
};

/** Names of types stand for "whatever version that makes". */
function typeWord(operand: string | undefined): ReleaseType | undefined {
  return releaseTypes.find((type) => type === operand);
}

function mistakeIn({ operands, values, switches }: Invocation): string | undefined {
  const [operand, ...more] = operands;
  const type = typeWord(operand);
  if (more.length > 0) return `start takes one version; ${more.join(' ')} is too much.`;
  if (operand !== undefined && type === undefined && releaseVersion(operand) === undefined) {
    return `${operand} is no version that can name a folder. Write one as 1.4.0, or patch, minor, major or hotfix.`;
  }
  if (switches.has('compare') && (operand === undefined || type !== undefined)) {
    return 'start --compare takes the version of a release that was started.';
  }
  if (values.date !== undefined && parseInstant(values.date) === undefined) {
    return `--date ${values.date} is no time in UTC. Write it as 2026-11-24T09:00:00Z.`;
  }
  if (values.by !== undefined && !/^(?:@|role:)[\w][\w./-]{0,99}$/.test(values.by)) {
    return `--by ${values.by} names nobody. Write @name or role:name.`;
  }
  return type !== undefined && values.type !== undefined && values.type !== type
    ? `start ${type} and --type ${values.type} ask for different types.`
    : undefined;
}

interface Chosen {
  readonly version: string;
  readonly type?: ReleaseType;
  readonly previous?: string;
  readonly why: readonly string[];
  readonly notes: readonly string[];
}

interface Asked {
  readonly invocation: Invocation;
  readonly host: Host;
  readonly policy: Policy;
}

async function chooseVersion(
  folder: string,
  { invocation, host, policy }: Asked,
): Promise<Chosen | { readonly message: string }> {
  const [operand] = invocation.operands;
  const type = releaseTypes.find((known) => known === invocation.values.type) ?? typeWord(operand);
  if (operand !== undefined && typeWord(operand) === undefined) {
    return namedVersion(folder, { invocation, host, type });
  }
  const { gatherEvidence } = await import('./evidence.ts');
  const evidence = await gatherEvidence(folder, invocation, host);
  if ('message' in evidence) return evidence;
  const { suggestRelease } = await import('../../../core/release/suggestRelease.ts');
  const suggestion = suggestRelease(evidence, policy, type);
  return {
    version: suggestion.version,
    type: suggestion.type,
    ...(evidence.last === undefined ? {} : { previous: evidence.last.name }),
    why: suggestion.why.map(suggestionSentence),
    notes: [],
  };
}

/** The person has decided; history only adds what came before. */
async function namedVersion(
  folder: string,
  { invocation, host, type }: Omit<Asked, 'policy'> & { readonly type: ReleaseType | undefined },
): Promise<Chosen> {
  const version = releaseVersion(invocation.operands[0] ?? '') ?? '';
  const parsed = parseVersion(version);
  const { package: own } = invocation.values;
  const found = await lastReleaseIn(folder, {
    environment: host.environment,
    ...(parsed === undefined ? {} : { before: parsed }),
    ...(own === undefined ? {} : { package: own }),
  });
  const last = found.ok && found.last.found === 'one' && parsed !== undefined ? found.last.tag : undefined;
  const given = type ?? (parsed === undefined ? undefined : typeBetween(parsed, last?.version));
  return {
    version,
    ...(given === undefined ? {} : { type: given }),
    ...(last === undefined ? {} : { previous: last.name }),
    why: [],
    notes: [
      ...(found.ok && found.same !== undefined ? [`${found.same.name} is tagged already.`] : []),
      ...(given === undefined ? ['The type is not known: add "type:" to release.yml.'] : []),
    ],
  };
}

function write(
  folder: string,
  {
    invocation,
    host,
    policy,
    chosen,
    template,
  }: Asked & { readonly chosen: Chosen; readonly template: StartRequest['template'] },
): ExitCode {
  const { values, switches } = invocation;
  const plannedStart = values.date === undefined ? undefined : parseInstant(values.date);
  const { version, type, previous } = chosen;
  const { path, text } = template;
  const started = startRelease(
    {
      version,
      template: { path, text },
      ...(type === undefined ? {} : { type }),
      ...(previous === undefined ? {} : { previous }),
      ...(plannedStart === undefined ? {} : { plannedStart }),
      ...(values.by === undefined ? {} : { owner: values.by }),
    },
    policy,
  );
  const isDry = switches.has('dry-run');
  const problem = isDry ? undefined : writeAll(folder, started.files);
  if (problem !== undefined) return told(host, problem.message, problem.exit);
  const [checklist] = started.files;
  const report: StartReport = {
    schema: 'release-readiness/start/1',
    version,
    ...(type === undefined ? {} : { type }),
    ...(previous === undefined ? {} : { previous }),
    template: { path, sha256: templateDigest(text) },
    why: chosen.why,
    files: started.files.map(({ file }) => file),
    written: !isDry,
    items: started.instance.checklist.items.length,
    leftOver: started.instance.leftOver.map((left) => ({ file: checklist?.file ?? '', ...left })),
    notes: [
      ...chosen.notes,
      ...started.instance.notesLeft.map(
        (line) =>
          `${checklist?.file ?? ''}:${line}  Notes of the earlier release stand below this item. Remove them by hand.`,
      ),
      ...(plannedStart === undefined ? ['No planned start: add it with --date, or to release.yml.'] : []),
    ],
  };
  const style = styleFor({ isTerminal: host.isTerminal.out, environment: host.environment });
  host.output.out(values.format === 'json' ? startJson(report) : startText(report, style));
  return exitCodes.ok;
}

function writeAll(
  folder: string,
  files: readonly { readonly file: string; readonly text: string }[],
): { readonly message: string; readonly exit: ExitCode } | undefined {
  const release = holdInterrupts();
  try {
    const created = createFiles(folder, files);
    switch (created.status) {
      case 'created':
        return undefined;
      case 'exists':
        return {
          message: `${created.file} is there already, and nothing was overwritten.`,
          exit: exitCodes.noGo,
        };
      case 'refused':
        return { message: `${created.file} cannot be written: ${created.detail}.`, exit: exitCodes.unknown };
    }
  } finally {
    release();
  }
}

/** The rules alone: which checklists there are plays no part. */
async function policyOf(folder: string, { values }: Invocation, host: Host): Promise<Policy> {
  const { environment } = host;
  const named = values.policy === undefined ? [] : [shownName(folder, values.policy)];
  const assessment = await assess(
    {
      files: filePort(folder, { named, environment }),
      git: gitPort(folder, { environment }),
      clock: fixedClock(0),
    },
    { files: [], ...(values.policy === undefined ? {} : { policyFile: shownName(folder, values.policy) }) },
  );
  return assessment.policy;
}

/** What `init` has written, else what is built in. */
function usualTemplate(folder: string): string {
  return readText(resolve(folder, templatePath)).status === 'read' ? templatePath : guideTemplateName;
}

function existingFolder(folder: string, { operands }: Invocation): string | undefined {
  return releaseFolderOf(folder, operands[0] ?? '');
}

/** The folder of this version, under any spelling of it, that holds a checklist or a record. */
function releaseFolderOf(folder: string, version: string): string | undefined {
  const name = namesIn(resolve(folder, 'releases')).find((entry) => sameVersion(entry, version));
  if (name === undefined) return undefined;
  const files = namesIn(resolve(folder, 'releases', name));
  return files.some((file) => /^(?:checklist\.\w+|release\.ya?ml)$/i.test(file))
    ? `releases/${name}`
    : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function told(host: Host, message: string, exit: ExitCode): ExitCode {
  host.output.err(`${printable(message)}\n`);
  return exit;
}
