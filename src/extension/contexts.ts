// The keys of what package.json's `enablement` and `when` clauses may ask, once.
export const contexts = {
  stopped: 'portcullis.stopped',
  sessions: 'portcullis.sessions',
  paused: 'portcullis.paused',
  waiting: 'portcullis.waiting',
} as const;
