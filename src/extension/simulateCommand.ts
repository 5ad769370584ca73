// Opens the simulator, with a call in it where another part, such as a lens above a rule, brings one.
import { decodeLensCall } from '../protocol/language.ts';
import type { Panel } from './panel/view.ts';
import { uncover } from './uncover.ts';

export async function simulateCall(given: unknown, panel: Pick<Panel, 'reveal'>): Promise<void> {
  const call = decodeLensCall(given);
  if (call !== undefined) await uncover();
  return panel.reveal('simulator', call === undefined ? {} : { tool: call.tool, command: call.input });
}
