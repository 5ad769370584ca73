// Scripts that are all structure: what bash joins, nests, breaks over lines and comments, around commands that each
// name a file of their own. So it shows whether a command that runs is one that the reader sees.
import type { Random } from '../support/lines/random.ts';

/** A script whose every command is `touch` with a new name, or only prints. */
export function randomStructure(random: Random): string {
  const names = { next: 0 };
  const parts = random.many(1, 4, () => part(random, names, 0));
  return parts.map((text) => text + random.pick(ends)).join('');
}

interface Names {
  next: number;
}

const ends = [
  '\n',
  '\n',
  '\n\n',
  '; ',
  ' # note\n',
  "  # it's\n",
  '\n# line\n',
  ' ;\n',
  '\n\\\n',
  ' \\\n\n',
] as const;
const joints = [
  ' && ',
  ' || ',
  ' | ',
  ' |\n',
  ' &&\n',
  ' ||  # c\n ',
  '; ',
  '\n',
  ' \\\n | ',
  ' && \\\n',
  '&&',
  '|',
  '||',
  ';',
] as const;

type Make = (random: Random, names: Names, depth: number) => string;

const part: Make = (random, names, depth) =>
  depth > 2 || random.chance(0.45)
    ? simple(random, names, depth)
    : random.pick(structures)(random, names, depth + 1);

const structures: readonly Make[] = [
  (random, names, depth) => random.many(2, 5, () => part(random, names, depth)).join(random.pick(joints)),
  (random, names, depth) => {
    let text = simple(random, names, depth);
    for (const next of random.many(1, 4, () => part(random, names, depth))) text += random.pick(joints) + next;
    return text;
  },
  (random, names, depth) => `(${random.pick(['', ' ', '\n'])}${part(random, names, depth)}${random.pick(['', ' ', '\n'])})`,
  (random, names, depth) => `{ ${part(random, names, depth)}${random.pick([';', '\n', ' ;', '\n\n'])} }`,
  (random, names, depth) => `if ${part(random, names, depth)}${random.pick([';', '\n'])} then ${part(random, names, depth)}\nfi`,
  (random, names, depth) => `if true\nthen\n${part(random, names, depth)}\nelse ${part(random, names, depth)}; fi`,
  (random, names, depth) => `for i in 1${random.pick(['; do', '\ndo', ' ; do\n'])} ${part(random, names, depth)}${random.pick(['; done', '\ndone'])}`,
  (random, names, depth) => `case x in\n x) ${part(random, names, depth)} ;;\n *) : ;;\nesac`,
  (random, names, depth) => `case x in (y|x) ${part(random, names, depth)};; esac`,
  (random, names, depth) => `! ${part(random, names, depth)}`,
  (random, names, depth) => `echo "$(${part(random, names, depth)})"`,
  (random, names, depth) => `cat <(${part(random, names, depth)})`,
  (random, names, depth) => `bash -c '${part(random, names, depth).replaceAll("'", "'\\''")}'`,
  (random, names, depth) => `eval '${part(random, names, depth).replaceAll("'", "'\\''")}'`,
  (random, names, depth) => `until ${part(random, names, depth)}; do break; done`,
  (random, names, depth) => `cat <<E${random.pick(['', ' | sort', ' && echo y', ' > /dev/null', ' | sort | head'])}\ntext $(${simple(random, names, depth)})\nE\n${part(random, names, depth)}`,
  (random, names, depth) => `cat <<'E' | ${part(random, names, depth)}\n$(touch never)\nE`,
  (random, names, depth) => `[[ a == a ]] && ${part(random, names, depth)}`,
  (random, names, depth) => `f${String(names.next)}() { ${part(random, names, depth)}; }`,
]; // prettier-ignore

const simple: Make = (random, names) => {
  const name = `u${String((names.next += 1))}`;
  const plain = random.pick([`touch ${name}`, `touch ${name}`, `touch '${name}'`, `touch "${name}" `, `touch \\\n ${name}`, `X=1 touch ${name}`, 'echo a', "echo 'b c'", 'true', 'cat a.txt', 'sort a.txt', 'head -5', "sed -n '1p'"]); // prettier-ignore
  return (
    plain +
    random.pick(['', '', '', '', ' 2>&1', ' > /dev/null', ' 2>/dev/null', ' < a.txt', ' <<< x', ' # c\n'])
  );
};
