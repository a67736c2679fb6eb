/**
 * Whether the words of a condition turn its predicate around: `unless …`, `skip if …`, `if no …`.
 * Taken the wrong way round, an item that is needed would be set aside; so whatever is not plain is left open.
 */
export type Negation = 'plain' | 'negated' | 'unclear';

export function negationOf(words: string): Negation {
  const outer = opening.exec(words)?.[0] ?? '';
  const inner = words.slice(outer.length);
  const denied = inner.match(denial)?.length ?? 0;
  if (denied > 1 || (denied === 1 && !deniesWhole.test(inner))) return 'unclear';
  const turns = (outer.match(turning)?.length ?? 0) + denied;
  return turns % 2 === 0 ? 'plain' : 'negated';
}

/** What comes before the fact that is asked about. */
const opening =
  /^(?:(?:only|not (?:needed|required|necessary|applicable)|skip|remove|delete|n\/?a|not)\s+)?(?:if|for|when|unless|except|in|on|to|falls|wenn|sofern|außer|es sei denn|sauf|à moins|a menos que|salvo|excepto|кроме|除非)?(?![\p{L}])(?: (?:if|for|when|on|in)\b)?/iu;
const turning =
  /\b(?:not|unless|except|skip|remove|delete|n\/?a|sauf|a menos|salvo|excepto)\b|außer|es sei denn|à moins|кроме|除非/giu;

const denial =
  /\b(?:no|not|none|nothing|nobody|never|neither|nor|without|lacks?|cannot|kein\p{L}*|nicht|ohne|aucune?|pas|sans|sin|ning[uú]n\p{L}*)\b|n['\u2019]t\b|\bnon[- ]?(?=breaking|major|minor|patch|hot-?fix)|\b(?:unchanged|untouched|unaffected)\b|(?<!\p{L})(?:не|нет|без)(?!\p{L})|没有|沒有|不|无|無|ない/giu;

/** The one denial is about the whole fact, and not about something that is said of it. */
const deniesWhole = new RegExp(
  [
    // "no API changes", "there are no migrations"
    String.raw`^\s*(?:(?:there|it|this|the release|that) (?:(?:is|are|was|were|has|have|contains?|includes?|introduces?) )?)?(?:no|without)(?: (?:any|new))?(?: (?!(?:are|is|was|were|has|have)\b)[\w/-]+){1,3}(?: (?:are|is|was|were|have been) (?:added|affected|changed|included|introduced|made|needed|required))?$`,
    // "not a patch release", "it is not breaking"
    String.raw`^\s*(?:(?:this|it|the release) is )?(?:not|non[- ]?)\s*(?:an? |the )?(?:breaking|major|minor|patch|hot-?fix)(?: [\w-]+)?(?: only)?$`,
    String.raw`^\s*non[- ]?(?:breaking|major|minor|patch|hot-?fix)(?: [\w-]+)?(?: only)?$`,
    // "the API has not changed", "dependencies unchanged"
    String.raw`^\s*(?:[\w/-]+ ){1,4}(?:(?:is|are|was|were|has|have|did|do|does)(?: not|n['\u2019]t) (?:been )?(?:chang|modif|touch|affect|alter|updat|involv)\w*|(?:is |are |was |were )?(?:unchanged|untouched|unaffected))$`,
    // "not using feature flags"
    String.raw`^\s*not (?:add|affect|alter|chang|includ|involv|modify|remov|touch|updat|us)\w*(?: (?!(?:are|is|was|were|has|have|that|which|but)\b)[\w/-]+){1,4}$`,
    // "nothing changed in the API"
    String.raw`^\s*nothing (?:(?:has |was |is )?changed|changes) in (?:[\w/-]+ ?){1,3}$`,
  ].join('|'),
  'iu',
);
