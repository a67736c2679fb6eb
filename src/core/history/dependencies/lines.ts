/** Manifests and lock files that are lines: go.mod, requirements, Gemfile.lock, yarn.lock, Dockerfiles, workflows. */
import { addVersion } from './model.ts';
import type { Declared, Resolved } from './model.ts';
import { requirement } from './toml.ts';

/** `dependencies` of a Helm chart: a list of names with versions. */
export function readChart(text: string): readonly Declared[] {
  const found: { name: string; version: string; line: number }[] = [];
  let inside = false;
  let open: { name: string; version: string; line: number } | undefined;
  for (const [index, line] of linesIn(text).entries()) {
    if (/^\w/.test(line)) inside = line.startsWith('dependencies:');
    if (!inside) continue;
    if (/^\s*-\s/.test(line)) found.push((open = { name: '', version: '', line: index + 1 }));
    const [, key, value = ''] = /^\s*(?:-\s+)?(name|version):\s*["']?([^"'\s#]{1,200})/.exec(line) ?? [];
    if (open !== undefined && key === 'name') open.name = value;
    if (open !== undefined && key === 'version') open.version = value;
  }
  return found.flatMap((one) => (one.name === '' ? [] : [{ ...one, kind: 'runtime' as const }]));
}

/** `// indirect` is somebody else's wish, and `replace` what is taken instead. */
export function readGoMod(text: string): readonly Declared[] {
  const found: Declared[] = [];
  let inside = '';
  for (const [index, line] of linesIn(text).entries()) {
    const opened = /^(require|replace)\s*\(/.exec(line)?.[1];
    if (opened !== undefined) {
      inside = opened;
    } else if (inside !== '' && line.startsWith(')')) {
      inside = '';
    }
    const language = /^(go|toolchain)\s+(?:go)?(\d[\w.-]{0,30})\s*$/.exec(line);
    if (language !== null) {
      const [, name = '', version = ''] = language;
      found.push({ name, version, kind: 'runtime', line: index + 1, indirect: true });
    }
    const replaced = goReplacement.exec(line.trim());
    if (replaced !== null && (inside === 'replace' || line.startsWith('replace'))) {
      const [, name = '', version = ''] = replaced;
      found.push({ name, version, kind: 'runtime', line: index + 1, indirect: true });
    }
    const shaped =
      /^(require\s+)?([\w.~-]{1,100}(?:\/[\w.~-]{1,100}){0,12})\s+(v\d[\w.+-]{0,100})\s*(\/\/.*)?$/.exec(
        line.trim(),
      );
    if (shaped !== null && (inside === 'require' || shaped[1] !== undefined)) {
      found.push({
        name: shaped[2] ?? '',
        version: shaped[3] ?? '',
        kind: 'runtime',
        line: index + 1,
        ...(/\bindirect\b/.test(shaped[4] ?? '') ? { indirect: true } : {}),
      });
    }
  }
  return found;
}

const goReplacement =
  /^(?:replace\s+)?(\S{1,300})(?:\s+v[\w.+-]{1,100})?\s+=>\s+(\S{1,300}(?:\s+v[\w.+-]{1,100})?)/;

export function readRequirements(text: string): readonly Declared[] {
  return linesIn(text).flatMap((line, index) =>
    /^\s*(?:#|-|$)/.test(line)
      ? []
      : requirement(line.replace(/\s+(?:--hash|\\).*$/, ''), 'runtime', index + 1),
  );
}

/** Direct ones stand under DEPENDENCIES, their versions under specs. */
export function readGemfileLock(text: string): readonly Declared[] {
  const versions = new Map<string, string>();
  const names: (readonly [name: string, line: number])[] = [];
  let section = '';
  for (const [index, line] of linesIn(text).entries()) {
    if (/^[A-Z]/.test(line)) {
      section = line.trim();
      continue;
    }
    const spec = /^ {4}([\w.-]{1,100}) \(([^()\s]{1,60})\)$/.exec(line);
    if (spec !== null && section !== 'DEPENDENCIES') {
      versions.set(spec[1] ?? '', spec[2] ?? '');
    }
    const direct = section === 'DEPENDENCIES' ? /^ {2}([\w.-]{1,100})!?(?: \(|$)/.exec(line)?.[1] : undefined;
    if (direct !== undefined) {
      names.push([direct, index + 1]);
    }
  }
  return names.map(([name, line]) => ({ name, version: versions.get(name) ?? '', kind: 'runtime', line }));
}

/** The bases of an image; a stage of the same file and an argument are none. */
export function readDockerfileFrom(text: string): readonly Declared[] {
  const stages = new Set<string>();
  const found: Declared[] = [];
  for (const [index, line] of linesIn(text).entries()) {
    const shaped = /^\s*FROM\s+(?:--platform=\S{1,100}\s+)?(\S{1,300})(?:\s+AS\s+(\S{1,100}))?\s*$/i.exec(
      line,
    );
    const image = shaped?.[1];
    if (image === undefined) {
      continue;
    }
    if (!stages.has(image.toLowerCase()) && image !== 'scratch' && !image.includes('$')) {
      const plain = image.replace(/@sha256:.*$/, '');
      const at = plain.lastIndexOf(':');
      const tagged = at > plain.lastIndexOf('/');
      const digest = /@(sha256:[0-9a-f]{12})/.exec(image)?.[1];
      found.push({
        name: tagged ? plain.slice(0, at) : plain,
        version: tagged ? plain.slice(at + 1) : (digest ?? ''),
        kind: 'runtime',
        line: index + 1,
      });
    }
    if (shaped?.[2] !== undefined) {
      stages.add(shaped[2].toLowerCase());
    }
  }
  return found;
}

/** `uses: owner/action@v4`; a commit with the version in a comment counts as that version. */
export function readWorkflowUses(text: string): readonly Declared[] {
  return linesIn(text).flatMap((line, index): readonly Declared[] => {
    const shaped =
      /^\s*(?:-\s+)?uses:\s*['"]?([\w.-]{1,100}\/[\w./-]{1,200})@([\w./-]{1,100})['"]?(?:\s+#\s*(\S{1,60}))?/.exec(
        line,
      );
    if (shaped === null) {
      return [];
    }
    const pinned = /^[0-9a-f]{40,64}$/.test(shaped[2] ?? '');
    const version = pinned ? (shaped[3] ?? (shaped[2] ?? '').slice(0, 12)) : (shaped[2] ?? '');
    return [{ name: shaped[1] ?? '', version, kind: 'build', line: index + 1 }];
  });
}

/** Both forms of yarn.lock: blocks whose heads name `package@range`. */
export function readYarnLock(text: string): Resolved {
  const found = new Map<string, string[]>();
  let name: string | undefined;
  for (const line of linesIn(text)) {
    if (/^\S.*:$/.test(line)) {
      name = /^"?((?:@[^@/"\s]{1,100}\/)?[^@"\s,]{1,200})@/.exec(line)?.[1];
    }
    const version = /^ {2}version:? "?([^"\s]{1,100})"?$/.exec(line)?.[1];
    if (version !== undefined && name !== undefined) {
      addVersion(found, name, version);
      name = undefined;
    }
  }
  return found;
}

/** pnpm-lock.yaml: what the importers resolved, with the peers behind a version left out. */
export function readPnpmLock(text: string): Resolved {
  const found = new Map<string, string[]>();
  let importers = false;
  let name: string | undefined;
  for (const line of linesIn(text)) {
    if (/^\S/.test(line)) {
      importers = /^(?:importers|dependencies|devDependencies|optionalDependencies):/.test(line);
      continue;
    }
    const key = /^(?: {2}| {4}| {6})'?((?:@[^'/:\s]{1,100}\/)?[^':\s]{1,200})'?:$/.exec(line)?.[1];
    if (importers && key !== undefined) {
      name = key;
    }
    const version = /^ {4,8}version: '?([^'(\s]{1,100})/.exec(line)?.[1];
    if (importers && version !== undefined && name !== undefined) {
      addVersion(found, name, version);
    }
  }
  return found;
}

function linesIn(text: string): readonly string[] {
  return text.split(/\r?\n/);
}
