// Small languages of option values: hosts, images, answer formats and options of shells. Text only; says what a value
// is, not what is done with it.
import { addressOf } from './url.ts';

/** The host of a database or service where it is neither this machine nor a name without a dot, such as `db`. */
export function otherServer(text: string): string | undefined {
  const named = /(?:^|\s)host(?:addr)?=(\S+)/u.exec(text)?.[1];
  const plain = /[=\s]/u.test(text) ? '' : text;
  const host = named ?? (/^\w+:\/\//u.test(text) ? (addressOf(text)?.host ?? text) : plain);
  const near = /^(?:localhost|127(?:\.\d+){3}|::1|\[::1\]|\/.*|[\w-]*)(?::\d+)?$/iu.test(host);
  return near && !/\bservice=/u.test(text) ? undefined : host;
}

/** The host that an image or repository names, where it is not one to which clients go by themselves. */
export function otherRegistry(text: string, image: boolean): string | undefined {
  const host =
    /^\w+:\/\/([^/]+)/u.exec(text)?.[1] ??
    /^([\w-]*[.:][\w.:-]*)\/.*\//u.exec(text)?.[1] ??
    (image ? /^([\w-]+[.:][\w.:-]*)\//u.exec(text)?.[1] : undefined);
  return host === undefined || usualRegistries.test(host) ? undefined : host;
}

const usualRegistries =
  /^(?:(?:www\.|api\.)?github\.com|gitlab\.com|docker\.io|registry-1\.docker\.io|ghcr\.io|quay\.io|gcr\.io|mcr\.microsoft\.com|public\.ecr\.aws|registry\.k8s\.io|localhost(?::\d+)?)$/u;

/** The file in `-o go-template-file=x` and its like. Source: kubectl get. */
export function templateFile(text: string): string | undefined {
  return /^(?:[\w-]+-file|templatefile)=(.*)$/su.exec(text)?.[1];
}

/**
 * Options of shells by which a word means something else than the gate reads: hidden files in patterns, assignments
 * anywhere, everything exported, aliases, PATH searched by source. Source: bash(1) set and shopt, zshoptions(1).
 */
export function changesMeaning(option: string): boolean {
  return /^(?:no_?)?(?:dot_?glob|glob_?dots|extended_?glob|ksh_?glob|keyword|all_?export|expand_?aliases|history|histexpand|sourcepath|restricted_shell|assoc_expand_once|array_expand_once|cd_?able_?vars|cdspell|autocd|auto_?cd|compat\d*|prompt_?subst|promptvars|login_shell|privileged|xpg_echo|localvar_\w+|patsub_replacement|noexpand_translation|execfail|lastpipe|magic_?equal_?subst|glob_?subst|sh_?word_?split|aliases)$/iu.test(
    option,
  );
}
