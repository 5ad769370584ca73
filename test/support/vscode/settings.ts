// Settings that keep VS Code quiet in tests: nothing pops up, nothing is fetched, every text can be read.

export type Settings = Readonly<Record<string, unknown>>;

export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'json.schemaDownload.enable': false,
  'terminal.integrated.gpuAcceleration': 'off', // Drawn by DOM, so that the rows can be read.
  'terminal.integrated.defaultProfile.linux': 'bash',
  'window.confirmBeforeClose': 'never',
  'editor.accessibilitySupport': 'off',
};
