// Commands of the kind that agents run all day, for a bench without a corpus.

export const commands: readonly string[] = [
  'ls -la',
  'git status',
  'git diff --stat HEAD~3 -- src',
  'git log --oneline -20',
  'cat package.json | head -40',
  'grep -rn "TODO" src --include=*.ts | wc -l',
  'find . -name "*.test.ts" -not -path "./node_modules/*"',
  'npm test',
  'npm install lodash',
  'npx tsc --noEmit',
  'cd src && python3 -m pytest -q tests/test_app.py',
  'mkdir -p build && cp -r assets build/',
  'rm -rf build dist',
  'sed -i "s/foo/bar/g" src/main.ts',
  'curl -s https://example.com/api | jq .items',
  'docker ps --format "{{.Names}}"',
  'git commit -m "$(cat <<\'EOF\'\nFix the parser\n\nIt failed on empty input.\nEOF\n)"',
  'for f in *.md; do echo "$f"; wc -l "$f"; done',
  'git push --force origin main',
  'cat file.txt | grep secret > output.txt',
];
