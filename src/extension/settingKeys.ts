// The keys of all settings, once, without the section's name. A test holds them against package.json, both ways.
export const section = 'portcullis';

export const settingKeys = {
  permissionMode: 'permissionMode',
  defaultMode: 'permissions.defaultMode',
  allow: 'permissions.allow',
  ask: 'permissions.ask',
  deny: 'permissions.deny',
  protectedBranches: 'protectedBranches',
  floorExceptions: 'floorExceptions',
  denyTools: 'denyTools',
  denyPrefixes: 'denyPrefixes',
  readAgentRules: 'readAgentRules',
  alwaysAllowBash: 'alwaysAllowBash',
  trustThreshold: 'trust.threshold',
  trustHalfLifeDays: 'trust.halfLifeDays',
  services: 'services',
  stopWords: 'stopWords',
  pauseWords: 'pauseWords',
  recordings: 'recordings',
  retentionDays: 'sessions.retentionDays',
  reminderDays: 'journal.reminderDays',
  otlpEndpoint: 'telemetry.otlpEndpoint',
  reviewerKind: 'reviewer.kind',
  reviewerModel: 'reviewer.model',
  reviewerEndpoint: 'reviewer.endpoint',
  reviewerTimeout: 'reviewer.timeout',
  reviewerReviews: 'reviewer.reviews',
  groundingFiles: 'grounding.files',
  groundingMaxAge: 'grounding.maxAge',
  ruleLenses: 'rules.codeLens',
  claudePath: 'agents.claude.path',
} as const;

export type SettingKey = (typeof settingKeys)[keyof typeof settingKeys];
