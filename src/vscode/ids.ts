/** Names that the manifest and the code share; a contract test compares the two. */

export const viewId = 'releaseReadiness.readiness';
export const changesViewId = 'releaseReadiness.changes';
export const operationsViewId = 'releaseReadiness.operations';
/** View type of the panel of metrics. */
export const metricsPanelType = 'releaseReadiness.metrics';
export const configurationSection = 'releaseReadiness';
/** Type of the task that shows the verdict. */
export const taskType = 'release-readiness';

/** `setContext` keys that `when` clauses of the manifest read. */
export const contextKeys = {
  state: 'releaseReadiness.state',
  checklistFiles: 'releaseReadiness.checklistFiles',
  changes: 'releaseReadiness.changesState',
  operations: 'releaseReadiness.operationsState',
  incidents: 'releaseReadiness.incidentOpen',
  changesRunning: 'releaseReadiness.changesRunning',
  notesPlaceholder: 'releaseReadiness.notesPlaceholder',
} as const;

export const commandIds = [
  'releaseReadiness.show',
  'releaseReadiness.refresh',
  'releaseReadiness.filter',
  'releaseReadiness.group',
  'releaseReadiness.open',
  'releaseReadiness.toggle',
  'releaseReadiness.tick',
  'releaseReadiness.untick',
  'releaseReadiness.markNotApplicable',
  'releaseReadiness.decideCondition',
  'releaseReadiness.waive',
  'releaseReadiness.block',
  'releaseReadiness.assign',
  'releaseReadiness.setDue',
  'releaseReadiness.copyLink',
  'releaseReadiness.copyText',
  'releaseReadiness.copyReport',
  'releaseReadiness.revealInTree',
  'releaseReadiness.addFile',
  'releaseReadiness.leaveOutFile',
  'releaseReadiness.startRelease',
  'releaseReadiness.createChecklist',
  'releaseReadiness.createPolicy',
  'releaseReadiness.openPolicy',
  'releaseReadiness.showLog',
  'releaseReadiness.compare',
  'releaseReadiness.compareWith',
  'releaseReadiness.stopComparing',
  'releaseReadiness.groupChanges',
  'releaseReadiness.openChange',
  'releaseReadiness.openChangedFile',
  'releaseReadiness.acknowledgeChange',
  'releaseReadiness.restoreChange',
  'releaseReadiness.explainChange',
  'releaseReadiness.copyChange',
  'releaseReadiness.copyChangesReport',
  'releaseReadiness.declareIncident',
  'releaseReadiness.addTimelineEntry',
  'releaseReadiness.acknowledgeIncident',
  'releaseReadiness.changeSeverity',
  'releaseReadiness.decideIncident',
  'releaseReadiness.insertRunSheet',
  'releaseReadiness.mitigateIncident',
  'releaseReadiness.resolveIncident',
  'releaseReadiness.assignIncidentRole',
  'releaseReadiness.recordUpdate',
  'releaseReadiness.addIncidentAction',
  'releaseReadiness.draftIncidentMessage',
  'releaseReadiness.incidentReport',
  'releaseReadiness.raiseTrigger',
  'releaseReadiness.clearTrigger',
  'releaseReadiness.openOperation',
  'releaseReadiness.showMetrics',
  'releaseReadiness.recordDeployment',
  'releaseReadiness.recordVerification',
  'releaseReadiness.recordRollback',
  'releaseReadiness.recordDecision',
  'releaseReadiness.signOff',
  'releaseReadiness.mergeConflict',
  'releaseReadiness.generateNotes',
  'releaseReadiness.insertSection',
  'releaseReadiness.insertMissingEntries',
  'releaseReadiness.draftMigrationGuide',
  'releaseReadiness.compareNotes',
  'releaseReadiness.previewNotes',
  'releaseReadiness.copyNotes',
  'releaseReadiness.draftReleaseMessage',
  'releaseReadiness.nextPlaceholder',
  'releaseReadiness.runTaskAsEvidence',
] as const;
export type CommandId = (typeof commandIds)[number];

export const colorIds = {
  go: 'releaseReadiness.goForeground',
  conditionalGo: 'releaseReadiness.conditionalGoForeground',
  noGo: 'releaseReadiness.noGoForeground',
  unknown: 'releaseReadiness.unknownForeground',
  muted: 'releaseReadiness.notApplicableForeground',
} as const;
