/** Other names of `process.env` in a file, and the variables that are read through them. */
import { quoted } from './languages.ts';

/** `env` after `const env = process.env`, `const { env } = process` and `import { env } from 'node:process'`. */
export function environmentNames(code: string, text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of code.matchAll(assigned)) names.add(match[1] ?? '');
  for (const match of code.matchAll(taken)) names.add(nameIn(match[1]));
  for (const match of code.matchAll(imported)) {
    const [start, end] = match.indices?.groups?.['name'] ?? [0, 0];
    if (/^(?:node:)?process$/.test(text.slice(start, end))) names.add(nameIn(match[1]));
  }
  return [...names].filter((name) => name !== '' && !isTakenTwice(code, name)).slice(0, mostNames);
}

/** Names that are all capitals alone: an object of settings has other members too. */
export function readsThrough(name: string): readonly RegExp[] {
  const whole = String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}\s*`;
  return [
    new RegExp(String.raw`${whole}(?:\?\.|\.)\s*(?<name>[A-Z][A-Z0-9_]*)\b(?!\s*\()`, 'gd'),
    new RegExp(String.raw`${whole}(?:\?\.)?\[${quoted}\s*\]`, 'gd'),
  ];
}

const mostNames = 5;
const assigned =
  /\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)\s*(?::[^=;\n]{0,80})?=\s*(?:process|import\.meta|Bun)\s*\.\s*env\b(?!\s*(?:\.|\?\.|\[|\?\?|\|\|))/g;
const taken = /\b(?:const|let|var)\s*\{([^{}]{0,500})\}\s*=\s*process\b(?!\s*(?:\.|\?\.|\[))/g;
const imported = new RegExp(String.raw`\bimport\b[^{};]{0,80}\{([^{}]{0,500})\}\s*from${quoted}`, 'gd');

/** The local name of `env`, `env: x` or `env as x`. */
function nameIn(list: string | undefined): string {
  const match = /(?:^|,)\s*env\s*(?:(?::|\bas\b)\s*([A-Za-z_$][\w$]*)\s*)?(?=,|$)/.exec(
    list?.trimEnd() ?? '',
  );
  return match === null ? '' : (match[1] ?? 'env');
}

/** A parameter or another variable of the same name: nobody knows here which one is meant. */
function isTakenTwice(code: string, name: string): boolean {
  const own = name.replaceAll('$', String.raw`\$`);
  const declared = code.match(
    new RegExp(String.raw`\b(?:const|let|var|function|class)\s+${own}(?![\w$])`, 'g'),
  );
  if ((declared?.length ?? 0) > 1) return true;
  return new RegExp(
    String.raw`(?<!\b(?:if|while|for|switch|catch)\s{0,4})\((?:[^()]{0,200}[,{\s])?${own}\s*(?:[,:=?}][^()]{0,200})?\)\s*(?::[^;{}=]{0,80})?(?:=>|\{)|(?<![\w$.])${own}\s*=>`,
  ).test(code);
}
