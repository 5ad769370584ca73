// What the constants and functions of Ruby's own library do. A name that no row knows is not understood. Source: the
// Ruby standard library documentation, by class. Left out on purpose: eval, send, method, define_method, Object,
// Kernel, Marshal, YAML, Pathname and whatever else runs code by its text or name.
import { libraryOf, type LibraryRow } from '../deeds.ts';

const pure = (source: string, names: string): LibraryRow => ({ names, does: 'pure', source });

const rows: readonly LibraryRow[] = [
  pure('Kernel', 'puts p print pp printf sprintf format rand loop sleep exit Integer Float String Array Rational Complex lambda proc raise abort block_given? srand warn'),
  pure('constants', 'ARGV STDIN STDOUT STDERR RUBY_VERSION RUBY_PLATFORM RUBY_ENGINE RUBY_PATCHLEVEL RUBY_RELEASE_DATE RUBY_COPYRIGHT RUBY_DESCRIPTION Math::PI Math::E Float::INFINITY Float::NAN Float::EPSILON Float::MAX Float::MIN Float::DIG File::SEPARATOR StandardError ArgumentError TypeError KeyError IndexError ZeroDivisionError RuntimeError JSON::ParserError'),
  pure('Date, Time', 'Date.today Date.parse Date.new Date.valid_date? Date.strptime Date.leap? Time.now Time.at Time.new Time.parse Time.gm Time.utc Time.iso8601 DateTime.now DateTime.parse'),
  pure('JSON', 'JSON.parse JSON.generate JSON.pretty_generate JSON.dump'),
  pure('Digest, Base64, SecureRandom', 'Digest::SHA256.hexdigest Digest::SHA256.digest Digest::SHA256.base64digest Digest::SHA1.hexdigest Digest::SHA512.hexdigest Digest::SHA384.hexdigest Digest::MD5.hexdigest Base64.encode64 Base64.decode64 Base64.strict_encode64 Base64.strict_decode64 Base64.urlsafe_encode64 Base64.urlsafe_decode64 SecureRandom.uuid SecureRandom.hex SecureRandom.base64 SecureRandom.random_number SecureRandom.alphanumeric SecureRandom.random_bytes SecureRandom.urlsafe_base64'),
  pure('Math and data', 'Math.sqrt Math.cbrt Math.sin Math.cos Math.tan Math.atan Math.atan2 Math.exp Math.log Math.log2 Math.log10 Math.hypot Math.pow Integer.sqrt Array.new Hash.new String.new Set.new Set[] Array[] Hash[] Random.rand Comparable Process.clock_gettime Process::CLOCK_MONOTONIC Process.pid GC.stat RbConfig::CONFIG Etc.nprocessors'),
  pure('File', 'File.basename File.extname File.dirname File.join File.split Dir.pwd'),
  { names: 'File.read File.readlines File.foreach File.binread', does: 'read:0', source: 'File' },
  { names: 'File.exist? File.file? File.directory? File.size File.mtime File.readable? File.writable? File.executable? File.symlink? File.zero? File.stat File.readlink Dir.exist? Dir.children Dir.entries Dir.empty?', does: 'list:0', source: 'File, Dir' },
  { names: 'File.write File.binwrite File.truncate Dir.mkdir FileUtils.mkdir_p FileUtils.mkdir FileUtils.touch', does: 'write:0', source: 'File, FileUtils' },
  { names: 'File.delete File.unlink Dir.rmdir Dir.delete FileUtils.rm FileUtils.rm_f', does: 'delete:0', source: 'File, FileUtils' },
  { names: 'FileUtils.rm_rf FileUtils.rm_r FileUtils.remove_entry FileUtils.remove_dir', does: 'tree:0', source: 'FileUtils' },
  { names: 'File.rename FileUtils.mv', does: 'delete:0 write:1', source: 'File, FileUtils' },
  { names: 'FileUtils.cp FileUtils.cp_r', does: 'read:0 write:1', source: 'FileUtils' },
  { names: 'File.chmod FileUtils.chmod FileUtils.chmod_R', does: 'perm:0', source: 'File, FileUtils' },
  { names: 'system exec spawn', does: 'words', source: 'Kernel' },
  { names: 'IO.popen Open3.capture2 Open3.capture2e Open3.capture3 Open3.popen3', does: 'words', source: 'IO, Open3' },
  { names: 'ENV.fetch', does: 'env:0', source: 'ENV' },
  { names: 'ENV', does: 'read.secret', source: 'ENV' },
  { names: 'Net::HTTP.get Net::HTTP.get_response URI.open', does: 'fetch:0', source: 'Net::HTTP' },
  { names: 'Net::HTTP.post TCPSocket.new', does: 'send:0', source: 'Net::HTTP' },
  { names: 'Process.kill', does: 'proc', source: 'Process' },
]; // prettier-ignore

export const rubyLibrary = libraryOf(rows);

/** Libraries that only define names when they are loaded; the folder in force is not searched for them. */
export const rubyModules: ReadonlySet<string> = new Set(
  'date time json set digest digest/md5 digest/sha1 digest/sha2 base64 securerandom pp bigdecimal open3 fileutils net/http uri socket etc rbconfig stringio English benchmark'.split(
    ' ',
  ),
);

/** Methods of data: texts, numbers, lists, hashes, sets, dates, ranges, the standard streams. */
export const rubyMembers: ReadonlySet<string> = new Set(
  'map collect flat_map select filter filter_map reject each each_with_index each_with_object each_index each_char each_line each_byte each_slice each_cons each_pair each_key each_value with_index with_object reduce inject sum min max minmax min_by max_by sort sort_by uniq first last take take_while drop drop_while join split strip lstrip rstrip chomp chop chomp! strip! upcase downcase capitalize swapcase to_s to_i to_f to_a to_h to_r to_sym to_json to_set to_str inspect length size count include? member? any? all? none? one? empty? nil? zero? positive? negative? even? odd? key? has_key? value? keys values fetch fetch_values dig merge update freeze frozen? dup gsub sub gsub! sub! match match? scan tr tr_s delete_prefix delete_suffix chars lines bytes codepoints reverse rotate zip flatten compact group_by partition chunk_while slice_when tally times upto downto step round floor ceil truncate abs divmod modulo pow gcd lcm digits bit_length strftime iso8601 year month day hour min sec wday yday to_date to_time next_day prev_day leap? saturday? sunday? monday? hexdigest encode force_encoding encoding unicode_normalize valid_encoding? ljust rjust center start_with? end_with? squeeze index rindex find find_index detect find_all cycle push append pop shift unshift prepend concat insert add slice at values_at transform_values transform_keys invert sort! map! uniq! reverse! shuffle sample combination permutation product transpose bsearch hex ord chr succ next pred clamp between? is_a? kind_of? instance_of? respond_to? eql? equal? hash ceildiv fdiv quo numerator denominator rationalize read gets readlines puts print write printf flush sync sync= tty? captures named_captures pre_match post_match begin end message full_message backtrace call then tap itself lazy force entries nan? infinite? finite? cover? exclude_end? total'.split(
    ' ',
  ),
);
