import { levels } from '../breaking/change.ts';
import { countSentence, notAnalysedWords, shownPlace } from '../report/breakingReport.ts';
import type { BreakingReport } from '../report/breakingReport.ts';
import { answer, counted, onPage, pageSentence, tally } from './answer.ts';
import type { Page, ToolResult } from './answer.ts';

/** Changes with the heaviest first, and everything that was not looked at. */
export function changesAnswer(report: BreakingReport, page: Page): ToolResult {
  const { base, head, bump, changes, accepted, undeclared, analysed, notAnalysed, notes } = report;
  const ordered = levels.flatMap((level) => changes.filter((change) => change.level === level));
  const missed = notAnalysed.filter(({ reason }) => reason !== 'unsupported');
  const unknown = notAnalysed.length - missed.length;
  return answer(
    [
      `${countSentence(changes)}. Least version part that has to rise: ${bump}.`,
      pageSentence('changes', ordered.length, page),
      analysed.length === 0
        ? 'No file that changed has a form that is understood, so nothing was compared.'
        : '',
      missed.length === 0
        ? ''
        : `${counted(missed.length, 'file was', 'files were')} not analysed, so more may break: see notAnalysed.`,
      unknown === 0
        ? ''
        : `${counted(unknown, 'changed file has', 'changed files have')} a form that nothing here understands.`,
      accepted.length === 0
        ? ''
        : `${counted(accepted.length, 'change is', 'changes are')} accepted with a reason.`,
    ],
    {
      base,
      head,
      bump,
      levels: tally(ordered.map(({ level }) => level)),
      changes: onPage(ordered, page).map((change) => ({
        rule: change.rule,
        level: change.level,
        confidence: change.confidence,
        subject: change.subject,
        message: change.message,
        fix: change.fix,
        at: shownPlace(change),
        commit: change.commit,
      })),
      accepted: accepted
        .slice(0, mostBeside)
        .map((change) => ({ rule: change.rule, subject: change.subject, reason: change.reason })),
      undeclared: {
        count: undeclared.length,
        list: undeclared
          .slice(0, mostBeside)
          .map((change) => ({ rule: change.rule, subject: change.subject, at: shownPlace(change) })),
      },
      analysed: analysed.length,
      notAnalysed: {
        reasons: tally(notAnalysed.map(({ reason }) => notAnalysedWords[reason])),
        files: missed
          .slice(0, mostBeside)
          .map(({ path, reason, detail }) => ({ path, reason: notAnalysedWords[reason], detail })),
      },
      notes,
    },
  );
}

const mostBeside = 20;
