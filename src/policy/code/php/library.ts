// What the functions of PHP do. A name that no row knows is not understood. Source: the PHP manual, function reference,
// by chapter. Left out on purpose: eval, assert, call_user_func, create_function, unserialize, extract, parse_str,
// putenv, chdir, curl, databases, and whatever else takes code, names of functions or of variables as texts.
//
// Beside the words of `does` that all languages share:
//   pure      only computes, and no argument is taken by reference
//   change    computes, and may change the variables that it gets
//   call:0    calls the function in that argument
//   pattern   computes with a regular expression, which once could hold code
//   open      opens the file in argument 0 in the mode of argument 1
//   popen     starts the program of argument 0 for reading or writing
//   setting   changes a setting of the interpreter
import { libraryOf, type LibraryRow } from '../deeds.ts';

const pure = (source: string, names: string): LibraryRow => ({ names, does: 'pure', source });

const rows: readonly LibraryRow[] = [
  pure('String functions', 'addcslashes addslashes bin2hex chr chunk_split count_chars crc32 explode hex2bin html_entity_decode htmlentities htmlspecialchars htmlspecialchars_decode implode join lcfirst levenshtein localeconv ltrim md5 metaphone money_format nl2br number_format ord printf quotemeta rtrim chop sha1 soundex sprintf str_contains str_ends_with str_getcsv str_pad str_repeat str_rot13 str_split str_starts_with str_word_count strcasecmp strcmp strcoll strcspn strip_tags stripcslashes stripos stripslashes stristr strlen strnatcasecmp strnatcmp strncasecmp strncmp strpbrk strpos strrchr strrev strripos strrpos strspn strstr strtok strtolower strtoupper strtr substr substr_compare substr_count substr_replace trim ucfirst ucwords vprintf vsprintf wordwrap nl_langinfo utf8_encode utf8_decode'),
  pure('Multibyte strings, ctype, iconv', 'mb_strlen mb_substr mb_strpos mb_strrpos mb_strtolower mb_strtoupper mb_str_split mb_str_pad mb_convert_case mb_convert_encoding mb_detect_encoding mb_check_encoding mb_internal_encoding mb_strwidth mb_strimwidth mb_substr_count mb_ord mb_chr mb_list_encodings mb_trim mb_ltrim mb_rtrim ctype_alnum ctype_alpha ctype_cntrl ctype_digit ctype_graph ctype_lower ctype_print ctype_punct ctype_space ctype_upper ctype_xdigit iconv iconv_strlen iconv_substr'),
  pure('Array functions', 'array_change_key_case array_chunk array_column array_combine array_count_values array_diff array_diff_assoc array_diff_key array_fill array_fill_keys array_flip array_intersect array_intersect_assoc array_intersect_key array_is_list array_key_exists key_exists array_key_first array_key_last array_keys array_merge array_merge_recursive array_pad array_product array_rand array_replace array_replace_recursive array_reverse array_search array_slice array_sum array_unique array_values count sizeof in_array range iterator_to_array iterator_count'),
  pure('Mathematical functions, random', 'abs acos acosh asin asinh atan atan2 atanh base_convert bindec ceil cos cosh decbin dechex decoct deg2rad exp expm1 fdiv floor fmod hexdec hypot intdiv is_finite is_infinite is_nan log log10 log1p log2 max min octdec pi pow rad2deg round sin sinh sqrt tan tanh lcg_value mt_getrandmax mt_rand mt_srand rand random_bytes random_int srand getrandmax gmp_add bcadd bcsub bcmul bcdiv bcmod bcpow bcsqrt bccomp'),
  pure('Variable handling', 'boolval doubleval empty floatval get_debug_type gettype intval is_array is_bool is_countable is_double is_float is_int is_integer is_iterable is_long is_null is_numeric is_object is_resource is_scalar is_string isset print_r serialize strval var_dump var_export debug_zval_refcount get_object_vars get_class get_parent_class spl_object_id spl_object_hash func_get_args func_num_args func_get_arg'),
  pure('JSON, hashes, encodings', 'json_encode json_decode json_last_error json_last_error_msg json_validate hash hash_algos hash_hmac hash_equals base64_encode base64_decode urlencode urldecode rawurlencode rawurldecode http_build_query parse_url uniqid crypt password_hash password_verify password_get_info pack unpack convert_uuencode convert_uudecode quoted_printable_encode gzcompress gzuncompress gzencode gzdecode gzdeflate gzinflate ip2long long2ip inet_pton inet_ntop '),
  pure('Date and time', 'checkdate date date_default_timezone_get date_default_timezone_set date_parse date_create date_diff date_format date_add date_interval_format getdate gettimeofday gmdate gmmktime hrtime idate localtime microtime mktime strftime gmstrftime strtotime time timezone_identifiers_list cal_days_in_month easter_date easter_days jdtogregorian gregoriantojd'),
  pure('PHP options and information', 'php_sapi_name php_uname phpversion zend_version php_ini_loaded_file php_ini_scanned_files sys_get_temp_dir memory_get_usage memory_get_peak_usage memory_reset_peak_usage getmypid getmyuid get_current_user gethostname extension_loaded get_loaded_extensions get_extension_funcs ini_get error_reporting set_time_limit gc_collect_cycles gc_enabled version_compare sys_getloadavg getrusage error_get_last trigger_error usleep sleep time_nanosleep debug_print_backtrace restore_error_handler restore_exception_handler setlocale getcwd getlastmod get_include_path'),
  pure('Classes and functions', 'class_exists interface_exists method_exists property_exists function_exists defined is_a is_subclass_of define get_class_methods enum_exists'),
  // A handle was opened before, and that was said then.
  pure('File system functions on handles', 'fclose feof fflush fgetc fgetcsv fgets fpassthru fputcsv fputs fread fseek fstat ftell ftruncate fwrite rewind stream_get_contents stream_get_line readline stream_isatty posix_isatty closedir rewinddir'),
  pure('File system functions on texts', 'basename dirname pathinfo fnmatch'),
  pure('Output control', 'flush ob_get_clean ob_get_contents ob_end_clean ob_end_flush ob_get_flush ob_flush ob_get_level ob_implicit_flush header headers_list http_response_code escapeshellarg escapeshellcmd highlight_string error_clear_last clearstatcache preg_quote preg_last_error preg_last_error_msg'),
  { names: 'array_multisort array_pop array_push array_shift array_splice array_unshift arsort asort current end key krsort ksort natcasesort natsort next pos prev reset rsort shuffle sort str_replace str_ireplace similar_text', does: 'change', source: 'Array and string functions' },
  { names: 'preg_match preg_match_all preg_split preg_grep preg_replace preg_filter', does: 'pattern', source: 'PCRE functions' },
  { names: 'array_map register_shutdown_function set_error_handler set_exception_handler', does: 'call:0', source: 'Array and function handling functions' },
  { names: 'array_filter array_reduce array_walk array_walk_recursive usort uasort uksort array_find array_find_key array_any array_all', does: 'call:1', source: 'Array functions' },
  { names: 'preg_replace_callback', does: 'call:1', source: 'PCRE functions' },
  { names: 'file_get_contents', does: 'read:0', source: 'File system functions' },
  { names: 'file readfile parse_ini_file md5_file sha1_file highlight_file show_source php_strip_whitespace gzfile readgzfile getimagesize', does: 'read:0', source: 'File system functions' },
  { names: 'hash_file', does: 'read:1', source: 'Hash functions' },
  { names: 'file_exists is_file is_dir is_link is_readable is_writable is_writeable is_executable filesize filemtime fileatime filectime fileperms fileowner filegroup fileinode filetype stat lstat readlink realpath disk_free_space disk_total_space glob', does: 'list:0', source: 'File system functions' },
  { names: 'scandir opendir', does: 'list:0', source: 'Directory functions' },
  { names: 'fopen', does: 'open', source: 'File system functions' },
  { names: 'file_put_contents mkdir touch tempnam', does: 'write:0', source: 'File system functions' },
  { names: 'unlink rmdir', does: 'delete:0', source: 'File system functions' },
  { names: 'rename', does: 'delete:0 write:1', source: 'File system functions' },
  { names: 'copy', does: 'read:0 write:1', source: 'File system functions' },
  { names: 'symlink link', does: 'write:1', source: 'File system functions' },
  { names: 'chmod chown chgrp lchown lchgrp', does: 'perm:0', source: 'File system functions' },
  { names: 'exec shell_exec system passthru', does: 'shell:0', source: 'Program execution functions' },
  { names: 'popen', does: 'popen', source: 'File system functions' },
  { names: 'getenv', does: 'env:0', source: 'PHP options and information' },
  { names: 'phpinfo', does: 'read.secret', source: 'PHP options and information' },
  { names: 'ini_set', does: 'setting', source: 'PHP options and information' },
  { names: 'gethostbyname gethostbyaddr checkdnsrr dns_get_record get_headers', does: 'fetch:0', source: 'Network functions' },
  { names: 'fsockopen pfsockopen stream_socket_client curl_init', does: 'send:0', source: 'Network and stream functions' },
  { names: 'stream_socket_server', does: 'listen', source: 'Stream functions' },
  { names: 'posix_kill', does: 'proc', source: 'POSIX functions' },
]; // prettier-ignore

export const phpLibrary = libraryOf(rows);

/** Classes, in small letters, whose objects only compute, whichever method is called. Source: PHP manual, predefined exceptions, date and time. */
export const phpClasses: ReadonlySet<string> = new Set(
  'stdclass datetime datetimeimmutable datetimezone dateinterval dateperiod exception error errorexception typeerror valueerror arithmeticerror divisionbyzeroerror argumentcounterror jsonexception runtimeexception logicexception invalidargumentexception domainexception lengthexception outofrangeexception outofboundsexception rangeexception overflowexception underflowexception unexpectedvalueexception badfunctioncallexception badmethodcallexception unhandledmatcherror'.split(
    ' ',
  ),
);

/** Methods of those classes, in small letters; `createfromformat` and its like stand behind a class. */
export const phpMembers: ReadonlySet<string> = new Set(
  '__construct __tostring format modify diff add sub settime setdate setisodate settimestamp settimezone gettimestamp gettimezone getoffset getname getlocation gettransitions createfromformat createfrominterface createfromdatestring createfrommutable createfromimmutable listidentifiers listabbreviations getlasterrors getstartdate getenddate getdateinterval getmessage getcode getfile getline getprevious gettraceasstring cases from tryfrom'.split(
    ' ',
  ),
);

/** Settings that change nothing of what code reaches. Source: PHP manual, "List of php.ini directives". */
export const phpSettings: ReadonlySet<string> = new Set(
  'display_errors display_startup_errors error_reporting memory_limit max_execution_time precision serialize_precision date.timezone default_charset html_errors pcre.backtrack_limit'.split(
    ' ',
  ),
);

/** Streams of the process itself and of its memory. Source: PHP manual, "php://". */
export const phpStreams: ReadonlySet<string> = new Set(
  'php://stdin php://stdout php://stderr php://output php://memory php://temp php://input'.split(' '),
);
