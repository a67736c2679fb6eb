/**
 * The words of headings that tell what a section is: closed tables. Two
 * expressions for each, since a search that folds the case of every script costs
 * several times one that folds Latin alone.
 */
import type { Section, SectionKind } from './model.ts';

export interface Words {
  readonly latin: RegExp;
  /** Asked only for headings with characters beyond Latin. */
  readonly other?: RegExp;
}

export type Phase = NonNullable<Section['phase']>;

/** The first hit, lower case; undefined for none. */
export function firstMatch(words: Words, title: string): string | undefined {
  const match = words.latin.exec(title) ?? (beyondLatin.test(title) ? words.other?.exec(title) : undefined);
  return match?.[0].trim().toLowerCase();
}

const beyondLatin = /[\u0250-\uffff]/;

export const triggerWords: Words = {
  latin:
    /\bwhen to roll ?-?back\b|\broll ?-?back (?:triggers?|criteria|conditions|signals)\b|\b(?:trigger|abort|kill|stop) (?:conditions?|criteria)\b|\b(?:roll ?-?back|abort|stop) if\b/i,
  other: /откат.*(?:если|когда)|回滚条件|ロールバック(?:条件|基準)/iu,
};
export const playbookWords: Words = {
  latin:
    /\broll ?-?back (?:&|and) incident|\broll ?-?back (?:procedures?|steps?|playbook|runbook|instructions?|process|execution)\b|\b(?:emergency|manual|automatic|how to) roll ?-?back\b|\bincident (?:response|playbook|process|procedures?|handling|runbook|communication)\b|\bpost-?(?:incident|rollback|mortem)\b|\b(?:emergency|incident) playbook\b|\bif (?:something|anything|things|the (?:release|deployment|deploy)) (?:goes|go|fails)\b|\bin case of (?:failure|emergency|rollback|problems|an incident)\b/i,
};
const templateWords: Words = {
  latin:
    /\b(?:notes?|e-?mail|message|status|report|update|announcement|changelog|story|bug|(?:test|use) case|register|tracking|tracker|communications?|incident|post|slack|commit|retrospective|meeting|decision|description) templates?\b|^(?:templates?|boilerplate)(?: (?:&|and) references?)?$|^template\s*[:\u2014-]/i,
};
const retiredWords: Words = {
  latin:
    /^(?:retired|obsolete|superseded)\b|[([](?:retired|obsolete|superseded|deprecated|archived|no longer used|not used any ?more)[)\]]|[\u2014:-]\s*(?:retired|obsolete|superseded|no longer used)$/i,
};

/** Asked in this order, before areas and stages. */
export const firstRows: readonly (readonly [SectionKind, Words])[] = [
  ['retired', retiredWords],
  ['template', templateWords],
  ['triggers', triggerWords],
  ['playbook', playbookWords],
];

/** Words of preparation: they win over the name of an environment ("Production readiness"). */
export const areaWords: Words = {
  latin:
    /\breadiness\b|\brequirements?\b|\bprerequisites?\b|\bpreconditions?\b|\bgo[ /-]+no[- ]?go\b|\bsign-?offs?\b|\bapprovals?\b|\bpre-?(?:release|launch|flight|check)s?\b(?![^(]*\([^)]*\d)|\bplan(?:ning)?\b|\bstrategy\b|\bpreparations?\b|\bcriteria\b|\bdefinition of done\b|\bconfig(?:uration)?s?\b|\baccess\b|\bcredentials?\b|\bready\b|\bbereitschaft\b|\bvoraussetzungen\b/i,
  other: /готовност|требовани|подготовк|准备|準備/iu,
};

export const afterWords: Words = {
  latin:
    /^(?:\d+[.)]?\s*)?after(?:wards?)?$|\bpost[- ]?(?:release|deploy(?:ment)?|launch|production|go-?live|publish|rollout|ship|cut-?over|merge|deployments|upgrade)\b|\b(?:after|following) (?:the |a |each |every )?(?:release|deploy(?:ment|ing)?|launch|go-?live|publish(?:ing)?|rollout|merge|merging|shipping|production|cut-?over|GA)\b|\bfollow[- ]?ups?\b|(?<!pre-?\s?)\b(?:production|live) (?:verification|validation|smoke|monitoring)\b|\bhyper-?care\b|\bretrospective\b|\bannounc(?:e|ing) (?:the |a )?(?:new )?(?:release|launch|version)\b|\bnach (?:dem |der )?(?:release|deployment|veröffentlichung|auslieferung)|\baprès (?:la |le )?(?:mise en production|livraison|version|déploiement|release)|\bdespués (?:de la |del )?(?:lanzamiento|despliegue|publicación|release)/i,
  other:
    /после (?:релиза|выпуска|деплоя|развёртывания|публикации)|发布后|上线后|部署后|リリース後|デプロイ後/iu,
};
const beforeWords: Words = {
  latin:
    /\bpre[- ]?deploy(?:ment|s)?\b|\b(?:before|prior to) (?:the |each )?(?:deploy(?:ment|ing)?|go-?live|cut-?over)\b|\bvor dem (?:deployment|ausrollen)/i,
  other: /перед (?:деплоем|развёртыванием)|部署前|デプロイ前/iu,
};
const stagingWords: Words = {
  latin:
    /\b(?:deploy(?:ment|ing)?|release|roll-?out|push|promote|ship|publish)\w* (?:to |on |into |in )?(?:the )?(?:staging|stage|beta|pre-?prod(?:uction)?|UAT|test(?:ing)? env\w*|canary)\b|\b(?:staging|beta|pre-?prod(?:uction)?|UAT|canary) (?:deploy(?:ment)?|release|roll-?out|verification|validation|environment)s?\b|^staging$/i,
  other: /预发布|ステージング/iu,
};
const productionWords: Words = {
  latin:
    /(?<!pre-?)\b(?:deploy(?:ment|ing)?|release|roll-?out|push|promot\w*|ship)\w* (?:to |on |into |in )?(?:the )?(?:prod(?:uction)?|live)\b|(?<!pre-?\s?)\b(?:production|prod|live) (?:deploy(?:ment)?|release|roll-?out|push|launch)\b|\bgo-?live\b|\blaunch day\b|\brelease day\b|\bday of (?:the )?(?:release|launch)\b|\bcut-?over\b|\brelease execution\b|\b(?:during|deployment) (?:the )?(?:deployment|execution|steps)\b/i,
  other: /生产部署|正式发布|本番(?:リリース|デプロイ|反映)/iu,
};

export const stageRows: readonly (readonly [Phase, Words])[] = [
  ['after', afterWords],
  ['before', beforeWords],
  ['staging', stagingWords],
  ['production', productionWords],
];

/** Stages whose place in time the heading leaves open. */
export const weakStageWords: Words = {
  latin:
    /^(?:\d+[.)]?\s*)?(?:deployment|deploy|roll-?out|release|publish(?:ing)?|launch|ship(?:ping)?)(?: (?:steps|phase|tasks))?$|^deploy(?:ment)? checklist$/i,
};

export const referenceWords: Words = {
  latin:
    /^(?:\d+[.)]?\s*)?(?:purpose|overview|introduction|background|about|scope|summary|notes?|legend|how to use|usage|glossary|definitions?|references?|resources|links|contacts?|faq|appendix|metrics|roles?(?: (?:&|and) responsibilities)?|responsibilities|release types?|related)\b|\bbest practices\b|\bmetrics(?: to track)?$|\bcontact information\b|\b(?:patch|minor|major) release\b|^emergency releases\b/i,
};
/** Words that also head lists of work: with items below they count. */
export const weakReference =
  /overview|summary|notes|scope|metrics|definitions|release|introduction|about|background|resources|links|contacts|responsibilit|roles?|appendix|purpose|related|usage/i;
