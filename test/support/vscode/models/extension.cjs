// A language model registered through VS Code's own interface. What it was asked, and how it answers, is exported to tests.
const vscode = require('vscode');

exports.activate = (context) => {
  const api = {
    /** The texts of the messages of each request. */
    requests: [],
    /** How many requests were cancelled. */
    cancelled: 0,
    /** Pieces of the answer; undefined: it says nothing and waits to be cancelled; an Error: it fails. */
    answer: ['ok'],
  };
  const model = {
    id: 'scripted-1',
    name: 'Scripted',
    family: 'scripted',
    version: '1',
    maxInputTokens: 100_000,
    maxOutputTokens: 10_000,
    capabilities: {},
  };
  const provider = {
    provideLanguageModelChatInformation: () => [model],
    async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
      const parts = messages.flatMap(({ content }) => content);
      api.requests.push(
        parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join(''),
      );
      token.onCancellationRequested(() => (api.cancelled += 1));
      if (api.answer instanceof Error) throw api.answer;
      if (api.answer === undefined)
        return new Promise((resolve) => void token.onCancellationRequested(() => resolve()));
      for (const piece of api.answer) progress.report(new vscode.LanguageModelTextPart(piece));
    },
    provideTokenCount: async (_model, text) => String(text).length,
  };
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('portcullis-test', provider));
  return api;
};
