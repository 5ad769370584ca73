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
  // Not the older `false`: some time after its start VS Code would write the newer word into the user settings, and
  // complain where they are being edited.
  'extensions.autoUpdate': 'off',
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
