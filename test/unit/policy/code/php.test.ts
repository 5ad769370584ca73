// Code in PHP: on the line, from the standard input, and in files.
import { decidesIn } from './following.ts';

const inline = (code: string): string => `php <<'PHP'\n<?php ${code}\nPHP`;

const harmless = `echo 1 + 1;
echo PHP_VERSION, PHP_EOL;
echo json_encode(['a' => 1, 'b' => [1, 2]], JSON_PRETTY_PRINT);
print_r(json_decode(file_get_contents('a.json'), true));
var_dump(array_map(fn($x) => $x * 2, [1, 2, 3]));
echo implode(',', array_filter([1, 2], function ($x) { return $x > 1; }));
echo strtoupper('a') . str_repeat('b', 3), "\\n";
$x = ['a' => 1]; foreach ($x as $k => $v) { echo "$k: {$v}\\n"; }
function add(int $a, ?int $b = 2): int { return $a + $b; } echo add(1, 2);
class A { private $x = 1; public function __construct(int $y) { $this->x = $y; } function get() { return $this->x; } } echo (new A(2))->get();
echo date('Y-m-d', time()), (new DateTime('now'))->format('c');
try { throw new InvalidArgumentException('x'); } catch (Exception $e) { echo $e->getMessage(); } finally { echo 1; }
echo file_exists('a.json') ? filesize('a.json') : 0;
$f = 'a.json'; if (is_file($f)) { $h = fopen($f, 'r'); while (($line = fgets($h)) !== false) { echo $line; } fclose($h); }
while ($line = fgets(STDIN)) { fwrite(STDERR, trim($line)); }
usort($x, fn($a, $b) => $a <=> $b); print_r($x);
echo preg_replace('/a/i', 'b', 'abc'), preg_match('/b/', 'abc', $m);
[$a, $b] = [1, 2]; list($c, , $d) = [1, 2, 3]; echo $a ?? $b, $c, $d;
switch (1) { case 1: echo 'a'; break; default: echo 'b'; } for ($i = 0; $i < 2; $i++) echo $i;
echo match (1) { 1, 2 => 'a', default => 'b' };
echo \\strlen('a'), STRLEN('b'), (int) '5', @$argv[1], $argc;
declare(strict_types=1); namespace App; const X = 1; echo X, \\PHP_OS;
echo $_SERVER['argv'][0], getenv('HOME');
ini_set('display_errors', '1'); error_reporting(E_ALL); echo 1;
print('rm -rf /');
echo <<<X\\n a $argc\\nX;\\necho 1;
echo array_sum(array_map('intval', explode(',', '1,2')));
abstract class B { abstract function f(); } class C extends B { function f() { return parent::class; } } echo (new C)->f();
enum E: string { case A = 'a'; } echo E::A->value, E::from('a')->name;
exec('git status', $out, $code); echo implode("\\n", $out);
echo \`ls -la\`;
$c = 'git log'; passthru($c . ' --oneline');
?> text <?= 1 + 1 ?> more <?php if (true): ?> a <?php endif; ?>
# comment
/* ?> */ echo 1; // done`;
for (const line of harmless.split('\n'))
  decidesIn(`php: ${line}`, { 'a.json': '' }, inline(line.replaceAll('\\n', '\n')), 'allow');

for (const line of [
  "php -r 'echo 1;'",
  'php -r "echo PHP_VERSION;"',
  'php x.php a',
  './x.php',
  'php < x.php',
  "php -n -r 'phpversion();'",
])
  decidesIn(line, { 'x.php': '#!/usr/bin/env php\n<?php\necho 1;\n' }, line, 'allow');

const stopped = `system('rm x');
SYSTEM('rm x');
\\system('rm x');
echo \`rm x\`;
exec("rm x");
$c = 'ls'; $c = 'rm x'; exec($c);
$c = 'ls'; $c .= '; rm x'; exec($c);
$c = 'ls'; f($c); exec($c); function f(&$x) { $x = 'rm x'; }
$c = 'ls'; $a = [&$c]; $a[0] = 'rm x'; exec($c);
$c = 'ls'; $d = &$c; $d = 'rm x'; exec($c);
$c = 'ls'; [$c] = ['rm x']; exec($c);
$c = 'ls'; foreach (['rm x'] as $c) exec($c);
$c = 'ls'; foreach (['rm x'] as $k => $c) exec($c);
$c = 'ls'; $n = 'c'; $$n = 'rm x'; exec($c);
$c = 'ls'; $GLOBALS['c'] = 'rm x'; exec($c);
$c = 'ls'; extract(['c' => 'rm x']); exec($c);
$c = 'ls'; parse_str('c=rm+x', $r); exec($r['c']);
$c = 'ls'; preg_match('/.*/', 'rm x', $c); exec($c);
$c = 'ls'; exec('echo rm x', $c); exec($c);
$c = 'ls'; array_push($c, 'rm x'); exec($c);
$c = 'ls'; $f = function () use (&$c) { $c = 'rm x'; }; exec($c);
$c = 'ls'; (function (&$x) { $x = 'rm x'; })($c); exec($c);
$c = 'ls'; $c[0] = 'r'; exec($c);
function g() { static $c = 'rm x'; exec($c); } g();
$f = 'system'; $f('rm x');
('sys' . 'tem')('rm x');
$f = fn() => 1; $f();
$f = system(...); $f('rm x');
array_map('system', ['rm x']);
array_map('sys' . 'tem', ['rm x']);
array_map($f, ['rm x']);
array_map(['A', 'b'], ['rm x']);
array_map(callback: 'system', array: ['rm x']);
array_map(...['system', ['rm x']]);
usort($x, 'system');
array_filter(['rm x'], 'system');
call_user_func('system', 'rm x');
call_user_func_array('system', ['rm x']);
register_shutdown_function('system', 'rm x');
set_error_handler('system');
preg_replace_callback('/x/', 'system', 'rm x');
preg_replace('/x/e', 'system("rm x")', 'x');
preg_replace($argv[1], 'system("rm x")', 'x');
ob_start('system'); echo 'rm x';
iterator_apply($a, 'system', ['rm x']);
array_walk($a, 'exec');
spl_autoload_register('system');
eval('system("rm x");');
assert('system("rm x")');
create_function('', 'system("rm x");');
include 'x.php';
require_once __DIR__ . '/x.php';
include $argv[1];
include 'php://stdin';
file_get_contents($argv[1]);
file_get_contents('.env');
file_get_contents('a.txt', true);
file_get_contents('http://x.example/a');
file_get_contents('php://filter/read=x/resource=.env');
file_get_contents('data:text/plain,a');
file_exists('phar://x.phar');
unlink('phar://x.phar/a');
fopen('ssh2.shell://x', 'r');
copy('http://x.example/a', 'b');
fopen('a', 'w');
fopen('a', 'r+');
fopen('a', $argv[1]);
file_put_contents('a', 'x');
unlink('a');
rename('a', 'b');
mkdir('a');
chmod('a', 0777);
chdir('/');
putenv('PATH=.');
ini_set('auto_prepend_file', 'x');
ini_set($argv[1], 'x');
set_include_path('x');
unserialize('x');
proc_open('rm x', [], $p);
proc_open('ls', [['file', 'a', 'w']], $p);
popen('sh', 'w');
popen('rm x', 'r');
pcntl_exec('/bin/rm', ['x']);
mail('a', 'b', 'c');
dl('x.so');
new PDO('sqlite:x');
new $c('x');
new ('P' . 'DO')('x');
$c::f('x');
A::f('x');
(new ReflectionFunction('system'))->invoke('rm x');
(new ReflectionFunction('system'))('rm x');
Closure::fromCallable('system')('rm x');
class A extends SplFileObject { } new A('a', 'w');
class A extends PDO { function f() { } } (new A('x'))->f();
class A { function __destruct() { system('rm x'); } } new A;
class A { use T; } trait T { function f() { unlink('x'); } }
class A { public $x = 1; function f() { return \`rm x\`; } }
class A { const X = 1; static function f($x = new PDO('x')) { } }
new class { function __construct() { system('rm x'); } };
new class('x') extends SplFileObject { };
namespace A { system('rm x'); }
namespace A; use function system as strlen; strlen('rm x');
use PDO as DateTime; new DateTime('sqlite:x');
use function system as strlen; strlen('rm x');
namespace\\system('rm x');
echo "{$x->f(system('rm x'))}";
echo "\${system('rm x')}";
echo "{$a[system('rm x')]}";
echo <<<X\\n{$a[system('rm x')]}\\nX;
echo <<<X\\n a\\n X, system('rm x');\\nX;
echo <<<'X'\\n a\\n X. system('rm x');\\nX;
$x = fn($a = 1) => system('rm x');
$x = function () { system('rm x'); };
function f() { yield system('rm x'); }
if (true): system('rm x'); endif;
switch (system('rm x')) { case 1: break; }
switch (1) { case system('rm x'): break; }
match (true) { system('rm x') => 1, default => 2 };
match (true) { default => system('rm x') };
for (system('rm x'); false;) { }
for ($i = 0; system('rm x'); ) { }
foreach ([system('rm x')] as $y) { }
foreach ([1] as $y): system('rm x'); endforeach;
while (system('rm x')) { }
do { system('rm x'); } while (0);
try { } catch (E $e) { system('rm x'); }
try { } finally { system('rm x'); }
throw system('rm x');
return system('rm x');
exit(system('rm x'));
unset($a[system('rm x')]);
isset($a[system('rm x')]);
$a[system('rm x')] = 1;
$a->{system('rm x')} = 1;
$a->{'x'}();
$a->$b();
$a?->{$b}('x');
[system('rm x') => $b] = [1];
list($a[system('rm x')]) = [1];
$x = true ?: system('rm x');
$x = $y ?? system('rm x');
$x ??= system('rm x');
@system('rm x');
!system('rm x');
(int) system('rm x');
clone system('rm x');
print system('rm x');
echo 1, system('rm x');
static $x = 1; system('rm x');
const X = 1; system('rm x');
goto a; a: system('rm x');
declare(ticks=1) { system('rm x'); }
declare(encoding='UTF-7'); echo 1;
#[A(1)] function f() { }
// x ?> <?php system('rm x');
# x ?><?php system('rm x');
# x ?> <?= system('rm x') ?>
?><?= system('rm x') ?><?php
?><? system('rm x') ?><?php
?><% system('rm x') %><?php
?><script language="php">system('rm x');</script><?php
/* a */ system /* b */ ( /* c */ 'rm x' /* d */ );
sys\\u0074em('rm x');
echo $_ENV['GITHUB_TOKEN'];
echo $_SERVER['AWS_SECRET_ACCESS_KEY'];
print_r($_SERVER);
print_r($_ENV);
print_r(getenv());
echo getenv('GITHUB_TOKEN');
phpinfo();
echo $GLOBALS['x'];
echo f(1);
$x->frob();
echo (
__halt_compiler(); system('rm x');
fsockopen('x.example', 80);
gethostbyname('x.example');
exec($argv[1]);
exec("rm {$argv[1]}");
exec("ls \\x72");
exec('ls', ...$a);
exec(command: 'rm x');
'rm x' |> 'system';
print_r(compact('_SERVER'));
print_r(array_map('getenv', ['GITHUB_TOKEN']));
\`$argv[1]\`;
function strlen2() { system('rm x'); } strlen2();
namespace A; function strlen($x) { system($x); } strlen('rm x');`;
for (const line of stopped.split('\n'))
  decidesIn(
    `php: ${line}`,
    { 'x.php': '<?php unlink("a");' },
    inline(line.replaceAll('\\n', '\n')),
    'stopped',
  );

decidesIn('a catastrophe by system', {}, inline("system('rm -rf ' . '/');"), 'deny');
decidesIn('a catastrophe on the line', {}, `php -r 'shell_exec("rm -rf /");'`, 'deny');
decidesIn('a catastrophe in backticks', {}, inline('echo `rm -rf /`;'), 'deny');
decidesIn('a catastrophe in a file', { 'x.php': '<?php\nsystem("rm -rf /");\n' }, 'php x.php', 'deny');
decidesIn(
  'a setting on the line',
  { 'x.php': '<?php echo 1;' },
  'php -d auto_prepend_file=y x.php',
  'stopped',
);
decidesIn('code for every line', {}, "php -R 'echo 1;'", 'stopped');
decidesIn('code with a tag in it', {}, `php -r 'echo 1; ?><?php system("rm x");'`, 'stopped');
decidesIn('a file that the line writes', {}, `echo '<?php unlink("a");' > x.php; php x.php`, 'stopped');
