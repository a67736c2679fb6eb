import { negationOf } from './negation.ts';

/** What has to hold for a conditional item to apply. */
export type Predicate =
  | { readonly kind: 'releaseType'; readonly types: readonly ('patch' | 'minor' | 'major' | 'hotfix')[] }
  | { readonly kind: 'change'; readonly what: ChangeFact }
  | { readonly kind: 'policyFact'; readonly fact: PolicyFact }
  | { readonly kind: 'optional' }
  | { readonly kind: 'manual' };

/** Facts that a comparison of two revisions can answer. */
export const changeFacts = [
  'api',
  'breaking',
  'migrations',
  'ui',
  'dependencies',
  'configuration',
  'flags',
  'flagUse',
  'infrastructure',
  'docs',
  'tests',
  'security',
] as const;
export type ChangeFact = (typeof changeFacts)[number];

/** Facts that the policy states once for all releases. */
export const policyFacts = ['usesFeatureFlags', 'customerFacing'] as const;
export type PolicyFact = (typeof policyFacts)[number];

export interface Condition {
  /** As written, without parentheses: "if applicable". */
  readonly text: string;
  readonly predicate: Predicate;
  /** True for `unless …`: the item applies when the predicate does not hold. */
  readonly negated?: true;
}

/**
 * The condition of an item, or undefined. `text` is the item without notes and
 * formatting. A condition is a parenthesis that begins with one of a closed list
 * of openings (the last such one), or such an opening at the start of the item
 * that a comma, a colon or "then" ends. "if" in the middle of a sentence is part
 * of the sentence.
 */
export function parseCondition(text: string): Condition | undefined {
  const found = find(text);
  return found === undefined ? undefined : toCondition(found.words, text, found);
}

/** The words of the condition alone, for listings that do not ask what they mean. */
export function conditionWords(text: string): string | undefined {
  return find(text)?.words;
}

/** The same for words of which somebody knows that no bracket of any kind is in them. */
export function conditionAtStart(text: string): string | undefined {
  return mayStartCondition.test(text) ? atStart(text)?.words : undefined;
}

/** A condition, and the range of the text that it takes up. */
interface Found {
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

function find(text: string): Found | undefined {
  if (text.includes('(') || text.includes('\uff08') || text.trimStart().startsWith('[')) {
    for (const { start, end } of parentheses(text)) {
      const words = text.slice(start + 1, end).trim();
      if (isCondition(words)) {
        return { words, start, end: end + 1 };
      }
      const last = lastClause(words);
      if (last !== undefined) return { words: last, start, end: end + 1 };
    }
  }
  return (mayStartCondition.test(text) ? atStart(text) : undefined) ?? atEnd(text);
}

/** "screenshots, if the UI changed": the condition comes last, and nothing follows from it. */
function lastClause(words: string): string | undefined {
  const clause = /[,;]\s+((?:only\s+)?(?:if|unless)\s[^,;:.()]{1,60})$/i.exec(words)?.[1];
  return clause !== undefined && standsAlone(clause) ? clause : undefined;
}

/** "Guide written - if the API changed". */
function atEnd(text: string): Found | undefined {
  const match = text.includes(' - ')
    ? /\s-\s+((?:only\s+)?(?:if|unless)\s[^,;:.()]{1,60})$/i.exec(text)
    : null;
  const words = match?.[1]?.trim();
  if (match === null || words === undefined || !standsAlone(words)) return undefined;
  return { words, start: match.index, end: text.length };
}

/** Behind other words only what is known for a condition of the item counts: "(until May, if asked)" is about May. */
function standsAlone(words: string): boolean {
  return isCondition(words) && (openEnded.test(words) || predicateOf(words, '').kind !== 'manual');
}

function toCondition(words: string, text: string, { start, end }: Found): Condition {
  const predicate = predicateOf(words, text.slice(0, start) + text.slice(end));
  if (predicate.kind === 'optional') return { text: words, predicate };
  const negation = negationOf(words);
  if (negation === 'unclear') return { text: words, predicate: { kind: 'manual' } };
  return { text: words, predicate, ...(negation === 'negated' && { negated: true as const }) };
}

/** Outermost parentheses, the last one first. Square brackets count when they hold one word: `[optional]`. */
function parentheses(text: string): { readonly start: number; readonly end: number }[] {
  const groups = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '(' || char === '（') {
      start = depth === 0 ? at : start;
      depth++;
    } else if ((char === ')' || char === '）') && depth > 0 && --depth === 0) {
      groups.unshift({ start, end: at });
    }
  }
  const word = /^\s*\[[^\][]{2,40}\]/.exec(text);
  return word === null ? groups : [...groups, { start: word[0].indexOf('['), end: word[0].length - 1 }];
}

type Language = 'en' | 'de' | 'fr' | 'es' | 'ru' | 'zh' | 'ko' | 'ja';

const releaseWord =
  '(?:non-?)?(?:breaking|major|minor|patch|hot-?fix|stable|feature|security|LTS|pre-?release|full|final|RC)';

/** "If not, …", "if so, you will …": what then happens, and nothing on which the item depends. */
const notSaid =
  "(?! (?:not|no|yes|so)\\s*[,:–—-])(?! not (?:an? |the )?(?:[\\w-]+ )?(?:add|ask|create|do|make|mark|rebase|run|set|skip|update|use)\\b)(?! in doubt\\b)(?! (?:statements?|clauses?|expressions?|blocks?|conditions?|branch(?:es)?)$)(?![^,]{1,80}, (?:you|we|they|it|this|that|there|he|she)(?:['’]| \\w))";

const changeWord =
  '(?:new|added|changed|non-?trivial|small|big(?:ger)?|larger?|significant|user[- ](?:facing|visible|relevant)|bug|code|UI|API|visual|behaviou?ral|functional)';
const changeNoun =
  '(?:changes?|fix(?:es)?|features?|functions?|functionality|code|modules?|class(?:es)?|methods?|endpoints?|PRs?|commands?)';

/** Openings of a parenthesis that make it a condition, by language. */
const openings: Readonly<Record<Language, string>> = {
  en: [
    `if\\b(?!/|\\s*\\()(?! not done)(?! only (?:I|we|you|they|it)\\b)${notSaid}`,
    'only (?:if|for|when|on|in|during|with|needed|required|applicable|applies|relevant|necessary|major|minor|patch|hot-?fix)\\b(?! (?:when|if) (?:done|finished|ready|complete))',
    // "Optional fields" are fields; what is optional stands alone or says for whom, when or why.
    'option(?:al|ally)(?=$|\\s*[,.;:!–—-]|\\s+(?:and|but|based|if|for|when|with|in|on|depending|per|at|unless)\\b|\\s+(?:step|item|task)$)',
    'when(?:ever)?\\b(?! possible \\w)(?! (?:done|finished|ready|completed?|merged|approved|prompted)\\b)(?![^()]{1,80} (?:is|are|has|have)(?: been)? (?:done|green|finished|ready|completed?|merged|approved|passed)$)',
    // What is excepted by a decision has to be done all the same.
    'unless\\b(?! (?:otherwise|explicitly|approved|intentional|intended|justified|noted|specified|stated|waived)\\b)',
    'in case\\b',
    'provided\\b(?! by\\b)|depending on\\b|should (?:the|an?|any|there)\\b|assuming\\b|not applicable (?:to|for|if|when|in)\\b',
    '(?:where|as) (?:applicable|needed|required|necessary|relevant|appropriate)\\b',
    `(?:not )?for (?:an? |any |all )?${releaseWord}(?:[ ,/&-]+(?:and |or )?${releaseWord})*(?: [a-z]+)?\\b`,
    `(?:not )?for (?:any |all )?(?:${changeWord}[ /,-]+(?:and |or )?){1,3}${changeNoun}\\b`,
    `(?:skip|not needed|not required|not necessary|remove|delete|n/?a) (?:if|for|when|unless)\\b`,
    'not (?:strictly )?(?:required|necessary|mandatory)(?=$|\\s*[,;] but\\b)',
    '(?:that )?only (?:applies|applicable|relevant)\\b|[a-z]+ branch(?:es)? only\\b',
    `${releaseWord}(?:[ ,/&-]+(?:and |or )?${releaseWord})*(?: (?:releases?|versions?|changes?|bumps?))? only\\b`,
    '(?:major|minor|patch|hot-?fix)(?:[ ,/&]+(?:and |or )?(?:major|minor|patch|hot-?fix))* (?:releases?|versions?)$',
    `except (?:if|for|when|on|in)\\b`,
  ].join('|'),
  de: 'falls\\b|wenn\\b|sofern\\b|optional(?=\\s+(?:aber|bei|falls|für|und|wenn)\\b)|nur (?:bei|für|wenn|falls|im)\\b|bei (?:Bedarf|Major|Minor|Patch|Breaking)|gegebenenfalls|ggf\\b|soweit\\b|sobald (?:nötig|erforderlich)|außer\\b|es sei denn|für (?:Major|Minor|Patch|Hotfix|Breaking)',
  fr: "si\\b|s['’]il\\b|facultati(?:f|ve)|optionnel|seulement (?:si|pour|en)\\b|uniquement (?:si|pour|en)\\b|lorsque\\b|lorsqu['’]|quand\\b|sauf\\b|à moins|le cas échéant|au besoin|en cas\\b|pour les (?:versions?|changements)",
  es: 'si\\b|opcional|s[oó]lo (?:si|para|en|cuando)\\b|solamente (?:si|para)\\b|cuando\\b|a menos que|salvo\\b|excepto\\b|en caso\\b|de ser necesario|para (?:versiones|cambios)',
  ru: 'если(?!\\p{L})|при (?:необходимости|наличии|изменени|смене)|опционально|необязательно|по необходимости|по желанию|только (?:если|для|при|в)(?!\\p{L})|когда(?!\\p{L})|кроме(?!\\p{L})|в случае|для (?:мажорн|минорн|патч)',
  zh: '如果|如有|如需|如适用|如適用|如必要|若|可选|可選|选填|仅(?:限|在|当|适用|用于)|僅(?:限|在|當)|只(?:在|有|限)|当|當|除非|视情况|視情況|适用时|需要时|必要时',
  ko: '해당(?:되|하)?(?:는|할|될)? ?(?:경우|시)|필요(?:한 경우| ?시|하면)|선택(?: ?사항|적)?$|만약|가능한 경우',
  ja: '任意|オプション|必要に応じ|必要(?:な|で)|該当(?:する|時)|もし|適用',
};
const openingShape = new RegExp(`^(?:${Object.values(openings).join('|')})`, 'iu');
/** The same for words in ASCII: folding the case of every script takes many times as long, the first time above all. */
const { en, de, fr, es } = openings;
const openingInAscii = new RegExp(`^(?:${[en, de, fr, es].join('|')})`, 'i');
/** Japanese, Korean and Chinese put the "if" last. */
const closingShape =
  /(?:경우(?:에만|만)?|(?:변경|추가|필요|해당) ?시(?:에만|만)?|場合(?:のみ|に限る|だけ)?|時のみ|のみ|的话|的時候|时适用|時適用)$/u;

function isCondition(words: string): boolean {
  return /[\u0080-\uffff]/.test(words)
    ? openingShape.test(words) || closingShape.test(words)
    : openingInAscii.test(words);
}

const startShape =
  /^((?:if|unless|in case|(?:where|as) (?:applicable|needed|required|necessary|relevant|appropriate)|for (?:breaking|major|minor|patch|hot-?fix)|only (?:if|for|when)|optional(?:ly)?|falls|wenn|sofern|nur (?:bei|für|wenn)|bei bedarf|si|s['’]il|facultatif|optionnel|opcional|sólo si|если|при необходимости|опционально|необязательно|如果|如有|如需|若|可选|任意|必要に応じて)(?![\p{Ll}\p{Lu}])(?! not done)[^,:;，：、—]{0,120}?)(?:\s*[,:，：、]|\s+then\b|\s+(?:[—–→-]|[-=]>)\s)/iu;
/** "When … :" is a condition; "When the build is done, …" is an order of steps. */
const startWhen =
  /^(when(?:ever)? (?:applicable|needed|required|releasing|doing|making|cutting|there (?:is|are)|using)\b[^,:;—]{0,120}?)\s*[,:]/i;

const startInJapanese = /^([^。：:()（）]{1,60}?場合(?:のみ|には|は)?)[、，]/u;

/** The first letters of `startShape` and `startWhen`; most items begin otherwise. */
const mayStartCondition = /^(?:i[fn]|un|fo|on|op|fa|as|we|wh|so|nu|be|si|s['\u2019]|[\u0080-\uffff])/i;

function atStart(text: string): Found | undefined {
  const match = startShape.exec(text) ?? startWhen.exec(text) ?? startInJapanese.exec(text);
  const words = match?.[1]?.trim();
  if (match === null || words === undefined || words === '') {
    return undefined;
  }
  return { words, start: 0, end: match[0].length };
}

const optionalShape =
  /^(?:not (?:strictly )?(?:required|necessary|mandatory)$|not (?:strictly )?(?:required|necessary|mandatory)\s*[,;] but\b|option(?:al|ally|nel)|facultati|opcional|опционально|необязательно|по желанию|可选|可選|选填|任意|オプション|선택(?: ?사항|적)?$)/iu;

/** "if applicable" and its like: the words of the item say what it depends on. */
const openEnded =
  /^(?:only )?(?:if|when|where|as|falls|wenn|sofern|si|s['’]il|если|при|如果|如|若|ggf|gegebenenfalls|bei bedarf|le cas|au besoin|de ser|可|适用|需要|必要|該当)(?:\s*(?:it|is|y|a|es|any|there|are|exists?|present|available|applicable|applies|needed|required|necessary|relevant|appropriate|using|used|any|so|nötig|erforderlich|zutreffend|anwendbar|nécessaire|applicable|requis|lieu|échéant|aplica|procede|necesario|hay|применимо|нужно|необходимо|необходимости|наличии|适用|需|有|必要|用|する場合|に応じて))*[.!]?$/iu;

function predicateOf(condition: string, item: string): Predicate {
  if (optionalShape.test(condition)) {
    return { kind: 'optional' };
  }
  const types = releaseTypesOf(condition);
  if (types.length > 0) {
    return { kind: 'releaseType', types };
  }
  if (openEnded.test(condition)) {
    return topicOf(item, 'item') ?? { kind: 'manual' };
  }
  return topicOf(condition, 'condition') ?? { kind: 'manual' };
}

type TypeName = 'patch' | 'minor' | 'major' | 'hotfix';

const typeWords: readonly (readonly [TypeName, RegExp])[] = [
  ['patch', /\bpatch(?:es)?\b|патч|补丁/iu],
  ['minor', /\bminor\b|минорн/iu],
  ['major', /\bmajor\b|\bmayor(?:es)?\b|\bmajeures?\b|мажорн|主版本/iu],
  ['hotfix', /\bhot-?fix(?:es)?\b|хотфикс/iu],
];
/** A type word speaks of the release only beside one of these, or alone. */
const releaseContext =
  /release|version|bump|upgrade|only|nur|релиз|верси|版本|^(?:if|for|only|unless|when)?\s*(?:for |an? |it is |it's |this is |not |needed |required )*(?:(?:non-?)?(?:patch(?:es)?|minor|major|hot-?fix(?:es)?)[\s,/&]*(?:and|or)?\s*)+$/iu;

function releaseTypesOf(condition: string): TypeName[] {
  return releaseContext.test(condition)
    ? typeWords.filter(([, words]) => words.test(condition)).map(([type]) => type)
    : [];
}

interface Topic {
  readonly predicate: Predicate;
  readonly words: RegExp;
}

/** First hit wins: a migration guide is about breaking changes, not about the database. */
const topics: readonly Topic[] = [
  {
    predicate: { kind: 'change', what: 'breaking' },
    words: /\bbreaking\b|\bmigration guide|incompatib|критич.*измен|破坏|破壊/iu,
  },
  {
    predicate: { kind: 'change', what: 'flags' },
    words:
      /\b(?:new|added|removed|changed) (?:feature[- ])?flags?\b|\bflags? (?:(?:is|are|was|were) )?(?:added|removed|changed|changes)\b/iu,
  },
  {
    predicate: { kind: 'policyFact', fact: 'usesFeatureFlags' },
    words: /\bfeature[- ](?:flags?|toggles?)|\bflags?\b|功能开关/iu,
  },
  {
    predicate: { kind: 'policyFact', fact: 'customerFacing' },
    words:
      /\bcustomer-facing|\bcustomers? (?:(?:are|is|will be) )?(?:affected|impact|facing|visible)|\bclient-facing|\bkunden/iu,
  },
  {
    predicate: { kind: 'change', what: 'migrations' },
    words: /\bmigra(?:tions?|tionen|ciones)\b|\bdatabase\b|\bschema\b|\bDB\b|миграц|迁移|マイグレーション/iu,
  },
  { predicate: { kind: 'change', what: 'api' }, words: /\bAPIs?\b/iu },
  {
    predicate: { kind: 'change', what: 'ui' },
    words: /\b(?:UI|UX|GUI)\b|\bfront-?end\b|\buser interface|\bvisual changes?|интерфейс|界面/iu,
  },
  {
    predicate: { kind: 'change', what: 'dependencies' },
    words: /\bdependenc(?:y|ies)\b|\babhängigkeiten|\bdépendances|\bdependencias|зависимост|依赖|依存/iu,
  },
  {
    predicate: { kind: 'change', what: 'configuration' },
    words: /\bconfig(?:s|uration)?\b|\bkonfiguration|\bconfiguración|конфигурац|配置|設定/iu,
  },
  {
    predicate: { kind: 'change', what: 'infrastructure' },
    words:
      /\binfra(?:structure)?\b|\bterraform\b|\bkubernetes\b|\binfrastruktur|инфраструктур|基础设施|インフラ/iu,
  },
];
/**
 * Topics of a condition alone: an item about documents does not depend on whether documents changed, nor a
 * security review on whether the code of logging in did.
 */
const topicsOfConditions: readonly Topic[] = [
  ...topics,
  {
    predicate: { kind: 'change', what: 'docs' },
    words: /\bdoc(?:s|umentation)\b|\bdokumentation|документац|文档|ドキュメント/iu,
  },
  {
    predicate: { kind: 'change', what: 'security' },
    words: /\bsecurity\b|\bauth(?:entication|orization)?\b|\bsicherheit|безопасност|安全|セキュリティ/iu,
  },
  { predicate: { kind: 'change', what: 'tests' }, words: /\btests?\b/iu },
];
/** A condition names a change only when it says that the thing changes: "if the API is slow" does not. */
const changeWords =
  /\b(?:un)?chang|\buntouch|\bremov|\bmodif|\bupdat|\badd(?:s|ed)?\b|\bnew\b|\btouch|\baffect|\balter|\binvolv|\bintroduc|\binclud|\bcontain|\bbump|änder|neue|enthalt|enthält|cambi|nuev|измен|есть|добавл|вариант|变|更|ある|変/iu;
/** Or names the thing and says no more of it than that it is there or needed: "if the release has any migrations". */
const saysNoMore =
  /^(?:an?|the|any|this|our|your|public|release|project|is|are|was|were|has|have|there|it|in|to|of|on|for|and|or|hay|la|el|los|las|il|y|a|de|des|les|es|gibt|der|die|das|ein|eine|impact|related|work|files?|code)$/iu;
const saysNeeded = /^(?:us(?:e|es|ed|ing)|requir\w*|need\w*|applicable|applies)$/iu;

function topicOf(words: string, from: 'condition' | 'item'): Predicate | undefined {
  const known = from === 'item' ? topics : topicsOfConditions;
  const topic = known.find((candidate) => candidate.words.test(words));
  if (topic === undefined || from === 'item') {
    return topic?.predicate;
  }
  // "If docs/how-to/ was touched" is about that folder, not about all documents.
  if (namesPath.test(words)) return undefined;
  const beside = words.replace(bareOpening, '').replace(new RegExp(topic.words, 'giu'), ' ');
  const isLoose = topics.includes(topic);
  const named = beside
    .split(/[\s,/]+/)
    .every((word) => word === '' || saysNoMore.test(word) || (isLoose && saysNeeded.test(word)));
  return named || changeWords.test(words) ? topic.predicate : undefined;
}

/** The opening, and whether it is denied. */
const bareOpening = /^\S+\s*(?:there (?:is|are|were) )?(?:(?:no|not|without)\s+)?/iu;
const namesPath = /\w\/(?:\s|$)|\w\/[\w.-]+\/|\w\.[a-z]{2,5}\b/i;
