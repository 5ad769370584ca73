// What a description says that a command does: the class of its first verb.

export const effectClasses = ['reads', 'changes', 'destroys'] as const;
export type EffectClass = (typeof effectClasses)[number];

export function isEffectClass(text: string): text is EffectClass {
  return effectClasses.some((name) => name === text);
}

const verbs: Readonly<Record<EffectClass, string>> = {
  reads: `list show display print view get search check find count compare inspect describe query look test verify
    examine read preview output report dump analyze calculate validate monitor retrieve return fetch lookup
    watch tail diff explain browse scan lint status info estimate determine detect tell see identify summarize obtain wait acknowledge render`,
  changes: `create add install update set start run enable upload push copy move rename write build deploy convert
    compress extract download clone apply publish modify change configure edit generate import export restart execute
    mount sync commit upgrade append send connect encrypt decrypt save replace rebuild launch register merge migrate
    attach insert restore record archive associate assign invoke accept allocate put grant rotate approve tag promote
    resume submit subscribe provision initialize initialise init pull release pin unpin lock patch schedule
    trigger switch transfer make bind join activate authorize invite enroll onboard link adjust increase extend
    checkout rollback untag unlock scaffold login logout open authenticate setup refresh reload regenerate compile load mark post sign scale
    reinstall initiate prepare store toggle repair fix`,
  destroys: `delete remove uninstall destroy purge drop wipe kill terminate erase clear format overwrite stop shutdown
    reset revoke disable unmount discard reboot force detach prune empty deactivate unset unlink abort truncate
    deregister clean halt power cancel disassociate disconnect reject suspend unregister unassign unsubscribe
    eject expire withdraw dissociate delist decommission undeploy deprovision nuke flush unbind pause quit close`,
};

/** The verbs that say what a command does, each with its class. */
export const classes: ReadonlyMap<string, EffectClass> = new Map(
  effectClasses.flatMap((name) => verbs[name].split(/\s+/u).map((verb) => [verb, name] as const)),
);

/** The class of a description; undefined where its first word is no verb of the table. */
export function classOf(description: string): EffectClass | undefined {
  const text = description.toLowerCase().replaceAll(/\([^)]*\)|\[[^\]]*\]|[*_`'"]/gu, ' ');
  for (const word of text.match(/[a-z]+/gu) ?? []) {
    // "Permanently delete", "This command lists", "Used to create": the verb comes behind.
    if (lead.test(word)) continue;
    return forms(word)
      .map((form) => classes.get(form))
      .find((found) => found !== undefined);
  }
  return undefined;
}

const lead =
  /^(?:(?!apply$).*ly|this|the|an?|commands?|operations?|actions?|subcommand|is|are|can|will|used?|allows?|helps?|lets|you|your|us|to|for|attempts?|begins?|tries|try)$/u;

/** The third person, of which half of all descriptions are. */
function forms(word: string): readonly string[] {
  if (word.endsWith('ies')) return [word, `${word.slice(0, -3)}y`];
  if (word.endsWith('es')) return [word, word.slice(0, -1), word.slice(0, -2)];
  return word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
}

/** Is a part of this name a verb for what changes or destroys something, as in `--delete-delay`? */
export function namesAVerb(name: string): boolean {
  const effect = name
    .split(/[-_.:=,/\s]+|(?<=[a-z])(?=[A-Z])/u)
    .filter((part) => !setsAParameter(part))
    .map(classOf)
    .find((one) => one !== undefined);
  return effect !== undefined && effect !== 'reads';
}

/** An option that "sets the timeout" or "enables colors" changes how this run goes, and nothing that stays. */
export function setsAParameter(description: string): boolean {
  const [verb = ''] = description.toLowerCase().match(/[a-z]+/u) ?? [];
  return parameterVerbs.has(verb.replace(/s$/u, ''));
}

const parameterVerbs: ReadonlySet<string> = new Set(
  `set enable disable add start run change configure apply force stop append extract generate export insert execute
   connect load abort limit clear drop put tag make convert edit format`.split(/\s+/u),
);
