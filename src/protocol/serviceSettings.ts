// What settings say about services outside this machine. Levels only hold back: what is freer is an act of the person
// in the editor. What cannot be read holds back every service.
import { operationKinds } from '../policy/external/operation.ts';
import type { ServiceSetting } from '../policy/external/inputs.ts';
import { isRecord } from './decode.ts';

export const serviceLevels = [
  'blocked',
  'approveAlways',
] as const satisfies readonly ServiceSetting['level'][];

/** `value` is `{"mcp:github": "blocked", "delete cli:*": "approveAlways"}`, or a list of such. */
export function decodeServices(value: unknown, fault: (text: string) => void): readonly ServiceSetting[] {
  if (Array.isArray(value)) return value.flatMap((one) => decodeServices(one, fault));
  if (!isRecord(value)) {
    fault('services must be an object; every service is asked about.');
    return [{ service: '*', level: 'approveAlways' }];
  }
  return Object.entries(value).flatMap(([name, said]) => {
    const level = serviceLevels.find((one) => one === said);
    if (level === undefined) fault(`services says ${JSON.stringify(said)} of ${name}, which is none of ${serviceLevels.join(', ')}; it is asked about.`);
    return [{ ...placeOf(name), level: level ?? 'approveAlways' }];
  });
} // prettier-ignore

/** `delete cli:aws` is one kind of operation, `cli:aws` every kind. */
function placeOf(name: string): Pick<ServiceSetting, 'service' | 'kind'> {
  const text = name.trim();
  const at = text.indexOf(' ');
  const kind = at < 0 ? undefined : operationKinds.find((one) => one === text.slice(0, at));
  return kind === undefined ? { service: text } : { service: text.slice(at + 1).trim(), kind };
}
