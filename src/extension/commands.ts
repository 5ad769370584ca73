// The ids of all commands, once. A test holds them against package.json, both ways.
export const commands = {
  launchAgent: 'portcullis.launchAgent',
  tryDemo: 'portcullis.tryDemo',
  showApprovals: 'portcullis.showApprovals',
  stop: 'portcullis.stop',
  releaseStop: 'portcullis.releaseStop',
  pauseSession: 'portcullis.pauseSession',
  resumeSession: 'portcullis.resumeSession',
  endSession: 'portcullis.endSession',
  setMode: 'portcullis.setMode',
  alwaysAllowBash: 'portcullis.alwaysAllowBash',
  openRules: 'portcullis.openRules',
  approveWorkspaceRules: 'portcullis.approveWorkspaceRules',
  showMenu: 'portcullis.showMenu',
  showJournal: 'portcullis.showJournal',
  doctor: 'portcullis.doctor',
  getStarted: 'portcullis.getStarted',
  showPanel: 'portcullis.showPanel',
  simulate: 'portcullis.simulate',
  showTrust: 'portcullis.showTrust',
  reportIncident: 'portcullis.reportIncident',
  clearUntrusted: 'portcullis.clearUntrusted',
  showLog: 'portcullis.showLog',
} as const;

export type CommandId = (typeof commands)[keyof typeof commands];
