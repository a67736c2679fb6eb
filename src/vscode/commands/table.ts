import type { CommandId } from '../ids.ts';
import { acknowledgeChange } from './changes/acknowledgeChange.ts';
import { compare } from './changes/compare.ts';
import { compareWith } from './changes/compareWith.ts';
import { copyChange } from './changes/copyChange.ts';
import { copyChangesReport } from './changes/copyChangesReport.ts';
import { explainChange } from './changes/explainChange.ts';
import { groupChanges } from './changes/groupChanges.ts';
import { openChange, openChangedFile } from './changes/openChange.ts';
import { restoreChange } from './changes/restoreChange.ts';
import { stopComparing } from './changes/stopComparing.ts';
import { addFile } from './addFile.ts';
import { assign } from './assign.ts';
import { block } from './block.ts';
import type { Handler } from './context.ts';
import { copyLink } from './copyLink.ts';
import { copyReport } from './copyReport.ts';
import { copyText } from './copyText.ts';
import { createChecklist } from './createChecklist.ts';
import { createPolicy } from './createPolicy.ts';
import { decideCondition } from './decideCondition.ts';
import { filter } from './filter.ts';
import { group } from './group.ts';
import { leaveOutFile } from './leaveOutFile.ts';
import { markNotApplicable } from './markNotApplicable.ts';
import { open } from './open.ts';
import { compareNotes } from './notes/compareNotes.ts';
import { generateNotes } from './notes/generateNotes.ts';
import { insertMissingEntries, insertSection } from './notes/insertEntries.ts';
import { nextPlaceholder } from './notes/nextPlaceholder.ts';
import { copyNotes, draftMigrationGuide, draftReleaseMessage, previewNotes } from './notes/shareNotes.ts';
import { declareIncident } from './operations/declareIncident.ts';
import {
  acknowledgeIncident,
  addIncidentAction,
  addTimelineEntry,
  assignIncidentRole,
  changeSeverity,
  decideIncident,
  draftIncidentMessage,
  incidentReport,
  insertRunSheet,
  mitigateIncident,
  recordUpdate,
  resolveIncident,
} from './operations/incidentSteps.ts';
import { openOperation } from './operations/openOperation.ts';
import { clearTrigger, raiseTrigger } from './operations/triggers.ts';
import { mergeConflict } from './mergeConflict.ts';
import {
  recordDecision,
  recordDeployment,
  recordRollback,
  recordVerification,
  signOff,
} from './record/recordSteps.ts';
import { openPolicy } from './openPolicy.ts';
import { refresh } from './refresh.ts';
import { runTaskAsEvidence } from './runTaskAsEvidence.ts';
import { revealInTree } from './revealInTree.ts';
import { setDue } from './setDue.ts';
import { show } from './show.ts';
import { showLog } from './showLog.ts';
import { startRelease } from './start/startRelease.ts';
import { showMetrics } from './showMetrics.ts';
import { tick } from './tick.ts';
import { toggle } from './toggle.ts';
import { untick } from './untick.ts';
import { waive } from './waive.ts';

export const commandTable: Readonly<Record<CommandId, Handler>> = {
  'releaseReadiness.show': show,
  'releaseReadiness.refresh': refresh,
  'releaseReadiness.filter': filter,
  'releaseReadiness.group': group,
  'releaseReadiness.open': open,
  'releaseReadiness.toggle': toggle,
  'releaseReadiness.tick': tick,
  'releaseReadiness.untick': untick,
  'releaseReadiness.markNotApplicable': markNotApplicable,
  'releaseReadiness.decideCondition': decideCondition,
  'releaseReadiness.waive': waive,
  'releaseReadiness.block': block,
  'releaseReadiness.assign': assign,
  'releaseReadiness.setDue': setDue,
  'releaseReadiness.copyLink': copyLink,
  'releaseReadiness.copyText': copyText,
  'releaseReadiness.copyReport': copyReport,
  'releaseReadiness.revealInTree': revealInTree,
  'releaseReadiness.addFile': addFile,
  'releaseReadiness.leaveOutFile': leaveOutFile,
  'releaseReadiness.startRelease': startRelease,
  'releaseReadiness.createChecklist': createChecklist,
  'releaseReadiness.createPolicy': createPolicy,
  'releaseReadiness.openPolicy': openPolicy,
  'releaseReadiness.showLog': showLog,
  'releaseReadiness.compare': compare,
  'releaseReadiness.compareWith': compareWith,
  'releaseReadiness.stopComparing': stopComparing,
  'releaseReadiness.groupChanges': groupChanges,
  'releaseReadiness.openChange': openChange,
  'releaseReadiness.openChangedFile': openChangedFile,
  'releaseReadiness.acknowledgeChange': acknowledgeChange,
  'releaseReadiness.restoreChange': restoreChange,
  'releaseReadiness.explainChange': explainChange,
  'releaseReadiness.copyChange': copyChange,
  'releaseReadiness.copyChangesReport': copyChangesReport,
  'releaseReadiness.declareIncident': declareIncident,
  'releaseReadiness.addTimelineEntry': addTimelineEntry,
  'releaseReadiness.acknowledgeIncident': acknowledgeIncident,
  'releaseReadiness.changeSeverity': changeSeverity,
  'releaseReadiness.decideIncident': decideIncident,
  'releaseReadiness.insertRunSheet': insertRunSheet,
  'releaseReadiness.mitigateIncident': mitigateIncident,
  'releaseReadiness.resolveIncident': resolveIncident,
  'releaseReadiness.assignIncidentRole': assignIncidentRole,
  'releaseReadiness.recordUpdate': recordUpdate,
  'releaseReadiness.addIncidentAction': addIncidentAction,
  'releaseReadiness.draftIncidentMessage': draftIncidentMessage,
  'releaseReadiness.incidentReport': incidentReport,
  'releaseReadiness.raiseTrigger': raiseTrigger,
  'releaseReadiness.clearTrigger': clearTrigger,
  'releaseReadiness.openOperation': openOperation,
  'releaseReadiness.showMetrics': showMetrics,
  'releaseReadiness.recordDeployment': recordDeployment,
  'releaseReadiness.recordVerification': recordVerification,
  'releaseReadiness.recordRollback': recordRollback,
  'releaseReadiness.recordDecision': recordDecision,
  'releaseReadiness.signOff': signOff,
  'releaseReadiness.mergeConflict': mergeConflict,
  'releaseReadiness.generateNotes': generateNotes,
  'releaseReadiness.insertSection': insertSection,
  'releaseReadiness.insertMissingEntries': insertMissingEntries,
  'releaseReadiness.draftMigrationGuide': draftMigrationGuide,
  'releaseReadiness.compareNotes': compareNotes,
  'releaseReadiness.previewNotes': previewNotes,
  'releaseReadiness.copyNotes': copyNotes,
  'releaseReadiness.draftReleaseMessage': draftReleaseMessage,
  'releaseReadiness.nextPlaceholder': nextPlaceholder,
  'releaseReadiness.runTaskAsEvidence': runTaskAsEvidence,
};
