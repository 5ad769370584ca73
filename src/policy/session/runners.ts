// Programs that run what a file of a known name says, without naming it: who changed that file decides what runs.

/** Names are relative to the folder in which the program runs. */
export function definitionsOf(program: string): readonly string[] {
  return definitions.get(program) ?? none;
}

const none: readonly string[] = [];

/** Sources: npm-run-script(1), make(1), just, go-task, pytest(1), tox, cargo-build(1), gradle, mvn(1), docker-compose, pre-commit. */
const rows: readonly (readonly [programs: string, files: string])[] = [
  ['npm yarn pnpm bun npx nx turbo lerna', 'package.json'],
  ['make gmake', 'Makefile makefile GNUmakefile'],
  ['just', 'justfile Justfile .justfile'],
  ['task go-task', 'Taskfile.yml Taskfile.yaml taskfile.yml'],
  ['pytest py.test', 'conftest.py pytest.ini pyproject.toml tox.ini setup.cfg'],
  ['tox nox', 'tox.ini noxfile.py pyproject.toml'],
  ['pip pip3 uv poetry hatch pdm', 'pyproject.toml setup.py setup.cfg'],
  ['cargo', 'build.rs Cargo.toml .cargo/config.toml'],
  ['gradle gradlew ./gradlew', 'build.gradle build.gradle.kts settings.gradle settings.gradle.kts'],
  ['mvn mvnw ./mvnw', 'pom.xml'],
  ['rake', 'Rakefile'],
  ['bundle', 'Gemfile'],
  ['composer', 'composer.json'],
  ['docker docker-compose podman', 'Dockerfile docker-compose.yml docker-compose.yaml compose.yml compose.yaml'],
  ['pre-commit', '.pre-commit-config.yaml'],
  ['jest', 'jest.config.js jest.config.ts jest.config.mjs package.json'],
  ['vitest vite', 'vitest.config.ts vitest.config.js vite.config.ts vite.config.js'],
  ['eslint', 'eslint.config.js eslint.config.mjs .eslintrc.js .eslintrc.json'],
  ['webpack', 'webpack.config.js webpack.config.ts'],
  ['direnv', '.envrc'],
  ['ansible-playbook', 'ansible.cfg'],
  ['cmake', 'CMakeLists.txt'],
  ['mix', 'mix.exs'],
  ['deno', 'deno.json deno.jsonc'],
]; // prettier-ignore

const definitions: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([programs, files]) =>
    programs.split(' ').map((program) => [program, files.split(' ')] as const),
  ),
);
