/** What a commit says, in the words of the form. */
import type { CommitReading } from '../history/model.ts';
import { escapeMarkdown } from './escape.ts';
import { publicIds } from './place.ts';
import type { NotesItem } from './place.ts';

/** The line for an item without its reference. */
export function itemText(item: NotesItem): string {
  const { commit, entry } = item;
  switch (item.section) {
    case 'fixes':
      return commit.kind === 'revert'
        ? `- Reverted: ${revertedSubject(commit)}`
        : `- ${area(item)}${fixText(description(item))}`;
    case 'security': {
      const ids = publicIds(commit.commit.message);
      // Without a public id the details may not be public either: a person decides.
      return ids.length === 0
        ? '- [CVE ID if applicable]: [Description]'
        : `- ${ids.join(', ')}: ${sentence(withoutIds(description(item)))}`;
    }
    case 'features':
    case 'improvements':
    case 'performance':
    case 'deprecations':
      return `- ${area(item)}${sentence(entry.type === 'remove' ? `Removed: ${description(item)}` : description(item))}`;
  }
}

function withoutIds(text: string): string {
  return text.replace(/[ ,(:-]*(?:CVE-\d{4}-\d{4,9}|GHSA(?:-[0-9a-z]{4}){3})[,):]*/gi, ' ').trim();
}

/** The same as plain words, for summaries and messages. */
export function itemTitle(item: NotesItem): string {
  return item.commit.kind === 'revert'
    ? `Reverted: ${revertedSubject(item.commit)}`
    : sentence(description(item));
}

/** First letter large, no stop at the end, escaped. Names of the code stay as they are. */
export function sentence(text: string, names: readonly string[] = []): string {
  const trimmed = text.trim().replace(/\.$/, '');
  // A word with a capital inside, a path or code is written as it is.
  const first = /^\S*/.exec(trimmed)?.[0] ?? '';
  const capital =
    /^[a-z][a-z]*[,;]?$/.test(first) && !names.includes(first)
      ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
      : trimmed;
  return escapeMarkdown(capital);
}

/** Bold words in front; capitals stay. */
export function areaText(scopes: readonly string[]): string {
  const shown = scopes.filter((scope) => scope.trim() !== '' && scope.toLowerCase() !== 'security');
  return shown.length === 0
    ? ''
    : `**${shown.map((scope) => sentence(scope.replaceAll('`', ''))).join(', ')}**: `;
}

function area({ entry }: NotesItem): string {
  return areaText(entry.scopes);
}

/** What the author wrote for readers comes before what the author wrote for colleagues. */
function description({ commit, entry }: NotesItem): string {
  const [note] = commit.marks['release-note'] ?? [];
  return note !== undefined && commit.entries.length === 1 && note.trim() !== '' ? note : entry.description;
}

/** "Fixed issue where …" for what happens, "Resolved problem with …" for a thing, neither for an order. */
function fixText(description: string): string {
  const rest = description.trim().replace(/\.$/, '').replace(leadingFix, '').trim();
  if (rest === '') {
    return `Fixed: ${escapeMarkdown(description)}`;
  }
  const escaped = escapeMarkdown(
    /^[A-Z][a-z]+\b(?! [A-Z])/.test(rest) ? rest.charAt(0).toLowerCase() + rest.slice(1) : rest,
  );
  if (order.test(rest)) {
    return `Fixed: ${escaped}`;
  }
  return clause.test(rest.replace(/\b(?:when|if|while|after|before|because|with|on|in|for|of|from)\b.*/i, ''))
    ? `Fixed issue where ${escaped}`
    : `Resolved problem with ${escaped}`;
}

const leadingFix =
  /^(?:fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|correct(?:s|ed|ing)?|repair(?:s|ed)?)(?: (?:an? |the )?(?:issue|bug|problem) (?:where|with|when|in)\b)?:? /i;
const order =
  /^(?:add|allow|always|avoid|call|check|clear|close|convert|correctly|create|decode|defer|detect|disable|do|don't|drop|enable|encode|ensure|escape|expose|find|flush|force|get|give|guard|handle|honou?r|ignore|improve|include|inherit|keep|let|limit|load|make|mark|match|move|never|normali[sz]e|only|open|parse|pass|pin|preserve|prevent|print|properly|read|recover|reject|release|remove|rename|replace|report|reset|respect|restore|retry|return|revert|save|send|set|show|skip|stop|strip|support|switch|throw|tolerate|treat|trim|try|unset|update|use|validate|wait|warn|wrap|write)\b/i;
const clause =
  /\b(?:is|are|was|were|does|do|did|has|had|cannot|could|would|will|may|might|never|always|fails|failed|crash(?:es|ed)|breaks|broke|returns|returned|throws|threw|shows|showed|ignores|ignored|loses|lost|hangs|hung)\b/i;

/** The subject that a revert takes back. */
function revertedSubject({ entries }: CommitReading): string {
  return sentence(entries[0]?.description ?? '');
}
