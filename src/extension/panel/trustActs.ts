// What a person does about trust in the panel: the same acts as in the list of the command, asked and journaled alike.
import type { Gate } from '../../gate/api.ts';
import { HumanError } from '../../gate/humanError.ts';
import type { TrustDeed } from '../../gate/trustApi.ts';
import type { Intent } from '../../protocol/panel.ts';
import type { Documents } from '../documents.ts';
import { actOnTrust } from '../trustCommand.ts';
import { actionsFor, trustDocument } from '../trustTexts.ts';

type Wanted = Extract<Intent, { type: 'trust' }>;

const by = 'the person, in the panel';

export async function onTrust(wanted: Wanted, gate: Gate, documents: Documents): Promise<void> {
  const { service, kind, act } = wanted;
  const entry = gate.trust.list().find((one) => one.service === service && one.kind === kind);
  if (entry === undefined) throw new HumanError('Nothing is known of this service any more.');
  if (act === 'history') {
    const name = `Trust in ${kind} ${service.replaceAll(/[/\\?#]/gu, ' ')}.md`;
    return documents.show(name, trustDocument(entry));
  }
  const action = actionsFor(entry).find(({ deed }) => isMeant(deed, wanted));
  if (action === undefined)
    throw new HumanError('This cannot be done any more: the panel shows what holds now.');
  await actOnTrust(action, entry, gate, by);
}

/** Exactly what the person saw: another proposal that came meanwhile is not accepted. */
function isMeant(deed: TrustDeed, { act, to, name }: Wanted): boolean {
  switch (deed.type) {
    case 'accept':
      return act === 'accept' && deed.to === to;
    case 'level':
      return act === 'level' && deed.level === to;
    case 'withdrawExact':
      return act === 'withdrawExact' && deed.name === name;
    default:
      return deed.type === act;
  }
}
