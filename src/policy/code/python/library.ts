// What names of Python's own library do. A name that no row knows is not understood. Source: the Python library
// reference, unless a row names another. Functions that take the text of code, or names of attributes, are left out
// on purpose: eval, exec, compile, getattr, setattr, vars, globals, operator.attrgetter, pickle, importlib and others.
import { pythonLibraryNames } from '../../commands/pythonPath.ts';
import { libraryOf, type LibraryRow } from '../deeds.ts';

const pure = (source: string, names: string): LibraryRow => ({ names, does: 'pure', source });
const s = 'library reference: ';

const rows: readonly LibraryRow[] = [
  pure(`${s}built-in functions`, 'abs aiter all any anext ascii bin bool bytearray bytes callable chr classmethod complex dict divmod enumerate filter float format frozenset hash hex id int isinstance issubclass iter len list map max min next object oct ord pow print property range repr reversed round set slice sorted staticmethod str sum super tuple type zip exit quit NotImplemented Ellipsis'),
  pure(`${s}methods of built-in types`, 'str.join str.lower str.upper str.strip str.split str.maketrans str.title str.capitalize str.isdigit str.isalpha str.replace dict.fromkeys dict.get dict.items dict.keys dict.values int.from_bytes int.to_bytes bytes.fromhex bytearray.fromhex float.fromhex float.hex list.append set.union set.intersection object.__init__'),
  pure(`${s}exceptions`, 'BaseException Exception ArithmeticError AssertionError AttributeError BufferError EOFError FileExistsError FileNotFoundError FloatingPointError GeneratorExit ImportError IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError IOError OverflowError PermissionError ProcessLookupError RecursionError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError SystemExit TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError ValueError Warning DeprecationWarning UserWarning RuntimeWarning FutureWarning ZeroDivisionError ConnectionError BrokenPipeError BlockingIOError ChildProcessError'),
  // A reference cycle of json.load, csv.reader and the like takes an open file, whose reading was said before.
  pure(`${s}text`, 're.* string.ascii_letters string.ascii_lowercase string.ascii_uppercase string.digits string.hexdigits string.octdigits string.punctuation string.whitespace string.printable string.capwords string.Template textwrap.* difflib.* unicodedata.* html.escape html.unescape shlex.split shlex.quote shlex.join'),
  pure(`${s}data types`, 'datetime.* datetime.date datetime.datetime datetime.time datetime.date.* datetime.datetime.* datetime.time.* datetime.timedelta.* datetime.timezone.* calendar.* collections.Counter collections.OrderedDict collections.defaultdict collections.deque collections.ChainMap collections.namedtuple collections.abc.* heapq.* bisect.* array.array copy.copy copy.deepcopy pprint.pprint pprint.pformat pprint.pp enum.Enum enum.IntEnum enum.Flag enum.IntFlag enum.StrEnum enum.auto enum.unique graphlib.TopologicalSorter zoneinfo.ZoneInfo types.SimpleNamespace types.MappingProxyType'),
  pure(`${s}numbers`, 'math.* cmath.* decimal.* fractions.* statistics.* random.* random.random bisect.bisect numbers.* secrets.token_hex secrets.token_urlsafe secrets.token_bytes secrets.choice secrets.randbelow secrets.randbits secrets.compare_digest colorsys.*'),
  pure(`${s}functional programming`, 'itertools.* itertools.chain.from_iterable functools.reduce functools.partial functools.lru_cache functools.cache functools.wraps functools.total_ordering functools.cached_property functools.cmp_to_key operator.itemgetter operator.add operator.mul operator.sub operator.truediv operator.floordiv operator.mod operator.lt operator.gt operator.eq operator.ne operator.le operator.ge operator.neg operator.and_ operator.or_ operator.xor operator.not_ operator.contains'),
  pure('PyYAML documentation: the safe loader makes plain data', 'yaml.safe_load yaml.safe_load_all yaml.safe_dump yaml.safe_dump_all yaml.YAMLError'),
  pure(`${s}ast, locale`, 'ast.parse ast.dump ast.unparse ast.walk ast.literal_eval ast.get_docstring ast.iter_child_nodes ast.FunctionDef ast.ClassDef ast.Import ast.ImportFrom ast.Call ast.Name locale.getlocale locale.getdefaultlocale locale.getpreferredencoding'),
  pure(`${s}data formats`, 'json.dumps json.dump json.loads json.load json.JSONDecodeError json.JSONEncoder csv.reader csv.writer csv.DictReader csv.DictWriter csv.QUOTE_ALL csv.QUOTE_MINIMAL csv.Sniffer tomllib.loads tomllib.load base64.* binascii.* struct.* hashlib.* hmac.* zlib.crc32 zlib.adler32 zlib.compress zlib.decompress uuid.UUID uuid.uuid3 uuid.uuid4 uuid.uuid5 uuid.NAMESPACE_DNS uuid.NAMESPACE_URL ast.literal_eval ipaddress.* quopri.decodestring quopri.encodestring io.StringIO io.BytesIO codecs.encode codecs.decode'),
  pure(`${s}addresses`, 'urllib.parse.* urllib.parse.quote html.entities.*'),
  pure(`${s}time`, 'time.time time.time_ns time.sleep time.perf_counter time.perf_counter_ns time.monotonic time.process_time time.strftime time.strptime time.gmtime time.localtime time.mktime time.ctime time.asctime time.timezone'),
  pure(`${s}structure`, 'dataclasses.dataclass dataclasses.field dataclasses.asdict dataclasses.astuple dataclasses.replace dataclasses.fields dataclasses.is_dataclass abc.ABC abc.ABCMeta abc.abstractmethod contextlib.suppress contextlib.contextmanager contextlib.nullcontext contextlib.redirect_stdout contextlib.closing'),
  // get_type_hints is left out: it evaluates texts.
  pure(`${s}typing`, 'typing.Any typing.Callable typing.ClassVar typing.Dict typing.Final typing.FrozenSet typing.Generator typing.Generic typing.Iterable typing.Iterator typing.List typing.Literal typing.Mapping typing.NamedTuple typing.Optional typing.Protocol typing.Sequence typing.Set typing.Tuple typing.Type typing.TypedDict typing.TypeVar typing.Union typing.cast typing.overload typing.Annotated typing.Self typing.NoReturn typing.Awaitable typing.Coroutine typing.TYPE_CHECKING'),
  pure(`${s}argparse`, 'argparse.ArgumentParser argparse.Namespace argparse.ArgumentDefaultsHelpFormatter argparse.RawDescriptionHelpFormatter argparse.RawTextHelpFormatter argparse.SUPPRESS argparse.REMAINDER argparse.BooleanOptionalAction'),
  // basicConfig and the handlers can open files.
  pure(`${s}logging`, 'logging.getLogger logging.debug logging.info logging.warning logging.error logging.critical logging.exception logging.DEBUG logging.INFO logging.WARNING logging.ERROR logging.CRITICAL'),
  pure(`${s}traceback, warnings`, 'traceback.print_exc traceback.format_exc warnings.warn warnings.filterwarnings warnings.simplefilter'),
  // Tasks and queues know their loop, which can start programs.
  pure(`${s}asyncio`, 'asyncio.run asyncio.sleep'),
  pure(`${s}sys`, 'sys.argv sys.exit sys.version sys.version_info sys.version_info.* sys.platform sys.executable sys.maxsize sys.byteorder sys.getsizeof sys.getrecursionlimit sys.setrecursionlimit sys.implementation.name sys.maxunicode sys.float_info sys.float_info.* sys.int_info sys.prefix sys.exec_prefix sys.base_prefix sys.getdefaultencoding sys.getfilesystemencoding sys.stdlib_module_names sys.builtin_module_names sys.api_version sys.hexversion sys.intern'),
  { names: 'sys.stdin sys.stdout sys.stderr sys.stdin.buffer sys.stdout.buffer sys.stderr.buffer', does: 'pure', gives: 'file', source: `${s}sys` },
  // platform.platform, processor and libc_ver start programs or read them.
  pure(`${s}platform`, 'platform.system platform.release platform.machine platform.node platform.python_version platform.python_implementation platform.python_version_tuple platform.architecture'),
  pure(`${s}os`, 'os.getcwd os.sep os.linesep os.name os.pathsep os.curdir os.pardir os.extsep os.devnull os.getpid os.getppid os.getuid os.getgid os.geteuid os.getegid os.cpu_count os.uname os.urandom os.get_terminal_size os.getlogin os.fspath os.fsdecode os.fsencode os.strerror os.getloadavg os.PathLike os.path.sep os.path.basename os.path.splitext os.path.split os.path.commonpath os.path.commonprefix os.path.isabs os.path.splitdrive os.path.altsep os.error'),
  { names: 'os.path.join', does: 'join', source: `${s}os.path` },
  { names: 'os.path.abspath os.path.normpath os.path.realpath os.path.expanduser', does: 'same:0', source: `${s}os.path` },
  { names: 'os.path.relpath', does: 'pure', source: `${s}os.path` },
  { names: 'os.path.dirname', does: 'pure', source: `${s}os.path` },
  { names: 'os.path.exists os.path.isfile os.path.isdir os.path.islink os.path.lexists os.path.ismount os.path.getsize os.path.getmtime os.path.getctime os.path.getatime os.path.samefile os.stat os.lstat os.access os.readlink', does: 'list:0', source: `${s}os.path` },
  { names: 'os.listdir os.scandir os.walk', does: 'list:0?', source: `${s}os` },
  { names: 'glob.glob glob.iglob', does: 'list:0', keywords: 'recursive', source: `${s}glob` },
  pure(`${s}fnmatch`, 'fnmatch.fnmatch fnmatch.filter fnmatch.fnmatchcase glob.escape'),
  { names: 'os.getenv', does: 'env:0', source: `${s}os` },
  { names: 'os.environ.get', does: 'env:0', source: `${s}os` },
  { names: 'os.environ os.environ.items os.environ.values os.environ.copy os.environb', does: 'read.secret', source: `${s}os` },
  pure(`${s}os`, 'os.environ.keys'),
  { names: 'os.remove os.unlink os.rmdir os.removedirs', does: 'delete:0', source: `${s}os` },
  { names: 'os.mkdir os.makedirs os.truncate os.mkfifo os.utime', does: 'write:0', keywords: 'exist_ok mode', source: `${s}os` },
  { names: 'os.rename os.replace os.renames', does: 'delete:0 write:1', positions: { src: 0, dst: 1 }, source: `${s}os` },
  { names: 'os.symlink os.link', does: 'write:1', positions: { src: 0, dst: 1 }, source: `${s}os` },
  { names: 'os.chmod os.chown os.lchown', does: 'perm:0', source: `${s}os` },
  { names: 'os.system os.popen', does: 'shell:0', source: `${s}os` },
  { names: 'os.execl os.execlp', does: 'file:0', source: `${s}os` },
  { names: 'os.execv os.execvp', does: 'file:0', source: `${s}os` },
  { names: 'os.kill os.killpg os.abort', does: 'proc', source: `${s}os` },
  { names: 'shutil.rmtree', does: 'tree:0', keywords: 'ignore_errors', positions: { path: 0 }, source: `${s}shutil` },
  { names: 'shutil.copy shutil.copy2 shutil.copyfile shutil.copytree', does: 'read:0 write:1', keywords: 'dirs_exist_ok follow_symlinks', positions: { src: 0, dst: 1 }, source: `${s}shutil` },
  { names: 'shutil.move', does: 'delete:0 write:1', positions: { src: 0, dst: 1 }, source: `${s}shutil` },
  pure(`${s}shutil`, 'shutil.which shutil.get_terminal_size'),
  { names: 'shutil.disk_usage', does: 'list:0', source: `${s}shutil` },
  { names: 'subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen', does: 'argv:0', keywords: 'shell capture_output text check stdout stderr timeout encoding universal_newlines errors', positions: { args: 0 }, source: `${s}subprocess` },
  { names: 'subprocess.getoutput subprocess.getstatusoutput', does: 'shell:0', source: `${s}subprocess` },
  pure(`${s}subprocess`, 'subprocess.PIPE subprocess.DEVNULL subprocess.STDOUT subprocess.CalledProcessError subprocess.TimeoutExpired'),
  { names: 'pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.PurePosixPath', does: 'join', gives: 'path', source: `${s}pathlib` },
  { names: 'pathlib.Path.cwd pathlib.Path.home', does: 'pure', gives: 'path', source: `${s}pathlib` },
  { names: 'urllib.request.urlopen urllib.request.Request', does: 'fetch:0', keywords: 'timeout headers method', source: `${s}urllib.request` },
  { names: 'urllib.request.urlretrieve', does: 'fetch:0 write:1', source: `${s}urllib.request` },
  { names: 'http.client.HTTPConnection http.client.HTTPSConnection ftplib.FTP smtplib.SMTP smtplib.SMTP_SSL socket.create_connection', does: 'send:0', source: `${s}networking` },
  { names: 'http.server.HTTPServer socketserver.TCPServer socket.create_server', does: 'net.listen', source: `${s}networking` },
  { names: 'socket.socket', does: 'net.send', source: `${s}socket` },
  pure(`${s}socket`, 'socket.gethostname'),
  { names: 'requests.get requests.head httpx.get', does: 'fetch:0', source: 'requests and httpx documentation' },
  { names: 'requests.post requests.put requests.patch requests.delete httpx.post httpx.put', does: 'send:0', source: 'requests and httpx documentation' },
  { names: 'webbrowser.open', does: 'fetch:0 shell.escape', source: `${s}webbrowser` },
]; // prettier-ignore

/** Modules of the library that only define names when they are imported. this, antigravity and idlelib do more. */
export const pythonModules: ReadonlySet<string> = new Set(
  'yaml locale abc argparse array ast asyncio base64 binascii bisect calendar cmath codecs collections collections.abc colorsys contextlib copy csv dataclasses datetime decimal difflib email enum errno fnmatch fractions ftplib functools glob graphlib hashlib heapq hmac html html.entities http http.client http.server io ipaddress itertools json locale logging math numbers operator os os.path pathlib platform pprint queue quopri random re secrets shlex shutil signal smtplib socket socketserver ssl stat statistics string struct subprocess sys tempfile textwrap threading time tomllib traceback types typing unicodedata urllib urllib.error urllib.parse urllib.request uuid warnings weakref webbrowser xml xml.etree xml.etree.ElementTree zipfile tarfile gzip zlib zoneinfo __future__ concurrent concurrent.futures multiprocessing pickle sqlite3 inspect importlib ctypes'.split(
    ' ',
  ),
);

/** Methods and fields of data: texts, numbers, lists, dictionaries, sets, matches, dates, open texts, results. */
export const pythonMembers: ReadonlySet<string> = new Set(
  'append extend insert pop remove clear index count sort reverse copy get items keys values update setdefault popitem fromkeys add discard union intersection difference symmetric_difference issubset issuperset isdisjoint difference_update intersection_update symmetric_difference_update capitalize casefold center encode decode endswith startswith expandtabs find rfind rindex isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rjust rpartition rsplit rstrip split splitlines strip swapcase title translate upper zfill hex bit_length bit_count to_bytes conjugate as_integer_ratio is_integer real imag numerator denominator group groups groupdict start end span match search fullmatch findall finditer sub subn pattern flags string lastgroup lastindex expand year month day hour minute second microsecond tzinfo days seconds microseconds total_seconds date time isoformat strftime timestamp weekday isoweekday isocalendar astimezone utcoffset timetuple toordinal utctimetuple read readline readlines write writelines close flush seek tell getvalue truncate readable writable seekable fileno isatty closed name value hexdigest digest block_size digest_size most_common elements total subtract appendleft popleft extendleft rotate maxlen move_to_end send throw args msg errno strerror filename code returncode stdout stderr reason returncode communicate wait poll pid st_size st_mtime st_ctime st_atime st_mode st_ino netloc path scheme query fragment hostname port username geturl params bytes int fields urn version hex is_private is_global is_loopback is_multicast num_addresses hosts subnets network_address broadcast_address prefixlen netmask supernet with_prefixlen packed exploded compressed quantize sqrt as_tuple normalize numerator limit_denominator exponent digits sign tolist tobytes typecode itemsize add_argument add_argument_group add_mutually_exclusive_group add_parser add_subparsers parse_args parse_known_args print_help print_usage format_help format_usage set_defaults error info debug warning critical exception setLevel substitute safe_substitute writerow writerows writeheader fieldnames line_num dialect wrap fill random randint choice choices shuffle sample uniform seed gauss randrange mean stdev tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday major minor micro releaselevel serial sysname nodename release machine system columns lines used free is_file is_dir is_symlink stat run done result cancel put_nowait get_nowait acquire locked get_opcodes ratio quick_ratio compare pformat pprint static_order prepare fold resolution today now fromisoformat fromtimestamp strptime combine utcnow prefix setter getter deleter cache_clear cache_info'.split(
    ' ',
  ),
);

/** What a method of a path object does: words as in the rows; the path is argument 0. */
export const pathMethods: ReadonlyMap<string, { readonly does: string; readonly gives?: 'data' | 'path' | 'paths' | 'file' }> =
  new Map(Object.entries({
    'exists is_file is_dir is_symlink stat lstat is_mount owner group samefile readlink': { does: 'list:0' },
    'read_text read_bytes': { does: 'read:0' },
    'write_text write_bytes touch mkdir': { does: 'write:0' },
    'unlink rmdir': { does: 'delete:0' },
    'rename replace': { does: 'delete:0 write:1' },
    'symlink_to hardlink_to': { does: 'write:0' },
    'chmod lchmod': { does: 'perm:0' },
    'iterdir': { does: 'list:0', gives: 'paths' },
    'as_posix as_uri is_absolute match is_relative_to full_match': { does: 'pure' },
    'resolve absolute expanduser': { does: 'same:0' },
    'with_suffix with_name with_stem relative_to': { does: 'pure', gives: 'path' },
  } as const).flatMap(([names, row]) => names.split(' ').map((name) => [name, row] as const))); // prettier-ignore

export const pythonLibrary = libraryOf(
  rows,
  // What a module runs when it is started as a program may read files.
  new Set([...pythonLibraryNames, 'main', 'test']),
);
