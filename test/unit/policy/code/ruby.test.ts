// Code in Ruby: on the line and in files.
import { decidesIn } from './following.ts';

const inline = (code: string): string => `ruby - <<'RB'\n${code}\nRB`;

const harmless = `puts 42
require 'date'; puts Date.today
require 'digest'; puts Digest::SHA256.hexdigest('test')
require 'pp'; pp({a: 1, b: 2})
require 'securerandom'; puts SecureRandom.uuid
puts [1,2,3].map { |n| n * 2 }
[1, 2].each do |i| puts i end
x = "a#{1 + 1}b"; puts x.upcase
require 'json'; puts JSON.parse(STDIN.read, symbolize_names: true)[:name]
puts File.read('a.txt').lines.first
puts [1, 2].reduce(:+), [1].inject(0) { |a, b| a + b }
puts ENV['HOME'], RUBY_VERSION, ARGV.first
puts %w[a b].map(&:upcase).join(', ')
if File.exist?('a.txt') then puts 1 else puts 2 end
h = Hash.new(0); 'a b'.split.each { |w| h[w] += 1 }; p h
puts \`ls\`
system 'git', 'status'`;
for (const line of harmless.split('\n')) decidesIn(`ruby: ${line}`, { 'a.txt': '' }, inline(line), 'allow');
for (const line of ['ruby -e "puts 1"', 'ruby x.rb', './x.rb'])
  decidesIn(line, { 'x.rb': '#!/usr/bin/env ruby\nputs 1\n' }, line, 'allow');

const stopped = `system 'rm -rf x'
system('rm', '-rf', 'x')
\`rm x\`
%x(rm x)
exec 'rm x'
File.write('a', 'x')
File.delete('a')
require 'fileutils'; FileUtils.rm_rf('x')
File.open('a', 'w') { |f| f.write 'x' }
open('|rm x')
IO.read('|rm x')
eval '1'
instance_eval '1'
send(:system, 'rm x')
1.send(:system, 'rm x')
method(:system).call('rm x')
[:system].each { |m| Kernel.send(m, 'rm x') }
Kernel.system 'rm x'
Object.const_get('File').delete('a')
x = File; x.delete('a')
[File].each { |f| f.delete('a') }
['a'].each(&File.method(:delete))
def puts(x) system(x) end; puts 'rm x'
class String; def upcase; system self; end; end; 'rm x'.upcase
define_method(:x) { system 'rm x' }
Class.new { }
require 'yaml'; YAML.load('')
require './x'
require_relative 'x'
load 'x.rb'
Marshal.load('')
puts ENV.to_h
puts ENV
puts ENV['GITHUB_TOKEN']
puts ENV[x]
$stdout = File
$LOAD_PATH << '.'
BEGIN { system 'rm x' }
END { system 'rm x' }
at_exit { system 'rm x' }
trap('EXIT') { system 'rm x' }
fork { }
puts "#{system 'rm x'}"
puts(*[system('rm x')])
puts({a: system('rm x')})
->(x = system('rm x')) { }.call
1.then { system 'rm x' }
puts File.read('.env')
puts File.read(ARGV[0])
require 'json'; JSON.parse('{}', create_additions: true)
puts <<X\\n#{system 'rm x'}\\nX
binding.irb
gets
puts (
puts 1 rescue system('rm x')
x = if true then system('rm x') end
case 1 when system('rm x') then 1 end
puts 1 if system('rm x')
while system('rm x') do end
[1].map(&:exit!)
ObjectSpace.each_object { |o| o }
self.system('rm x')
Process.spawn('rm x')
require 'open3'; Open3.capture2('rm x')
Dir.chdir('/') { }
ARGF.read
['x', 'system("rm x")'].inject(:instance_eval)
x = :instance_eval; ['x', 'system("rm x")'].inject(x)
['x', 'system("rm x")'].reduce('instance_eval')
x = :instance_eval; ['1'].each_with_object('system("rm x")', &x)
['1'].each_with_object('system("rm x")', &:instance_eval)
DATA.read`;
for (const line of stopped.split('\n'))
  decidesIn(`ruby: ${line}`, {}, inline(line.replaceAll('\\n', '\n')), 'stopped');

decidesIn('a catastrophe by system', {}, inline("system 'rm -rf /'"), 'deny');
decidesIn('a catastrophe by words', {}, inline("system('rm', '-rf', '/')"), 'deny');
decidesIn(
  'a catastrophe in a file',
  { 'x.rb': "require 'fileutils'\nFileUtils.rm_rf('/')\n" },
  'ruby x.rb',
  'deny',
);
decidesIn('a library on the line', { 'x.rb': 'puts 1\n' }, 'ruby -r ./y x.rb', 'ask');
