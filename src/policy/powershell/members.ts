// What may be done with values without asking: types, properties and methods that only compute. Source: .NET API
// reference of the types named. Everything that is not here is a call that somebody must know.

const names = (text: string): ReadonlySet<string> => new Set(text.trim().toLowerCase().split(/\s+/u));

/** Types to which a value may be cast: the cast computes and does nothing else. */
const plainTypes =
  names(`int long double float single decimal string bool char byte sbyte short ushort uint ulong int16 int32 int64
  uint16 uint32 uint64 bigint datetime datetimeoffset timespan version guid uri regex array hashtable ordered pscustomobject
  psobject object void switch nullable ipaddress semver system.string system.int32 system.int64 system.double system.datetime
  system.uri system.version system.guid system.io.fileinfo system.io.directoryinfo collections.arraylist
  system.collections.arraylist text.stringbuilder system.text.stringbuilder`);

/** Types whose static properties only tell something. */
const tellingTypes =
  names(`datetime datetimeoffset timespan math string int int32 long int64 double guid environment io.path
  consolecolor text.encoding globalization.cultureinfo stringcomparison regex text.regularexpressions.regexoptions
  stringsplitoptions system.runtime.interopservices.runtimeinformation runtime.interopservices.runtimeinformation`);

/** Static methods that only compute. */
const computing =
  names(`math::* string::join string::format string::isnullorempty string::isnullorwhitespace string::concat
  string::compare string::equals char::* int::parse int::tryparse int32::parse long::parse double::parse datetime::parse
  datetime::parseexact datetime::now timespan::fromseconds timespan::fromminutes timespan::fromdays version::parse
  guid::newguid guid::parse guid::empty regex::escape regex::unescape regex::match regex::matches regex::ismatch regex::replace
  regex::split io.path::* convert::toint32 convert::tostring convert::tobase64string convert::todatetime bitconverter::*
  array::indexof array::sort array::reverse linq.enumerable::* stopwatch::startnew text.encoding::getencoding
  uri::escapedatastring uri::unescapedatastring web.httputility::urlencode web.httputility::urldecode net.webutility::urlencode
  environment::getfolderpath`);

/** Static methods of the types above that do more. */
const notComputing = names('io.path::gettempfilename');

/** Methods of strings, dates, numbers and collections that only compute, whatever the object is. */
const methods =
  names(`tostring toupper tolower toupperinvariant tolowerinvariant trim trimstart trimend split substring
  startswith endswith contains indexof lastindexof padleft padright gettype equals compareto gethashcode tochararray
  adddays addhours addminutes addseconds addmonths addyears addmilliseconds subtract toshortdatestring tolongdatestring
  touniversaltime tolocaltime containskey containsvalue getenumerator getlength toarray where foreach tostring`);

/** Types that are made without touching anything; what their methods do is looked at where they are called. */
const plainObjects =
  names(`net.webclient net.http.httpclient net.sockets.tcpclient random text.stringbuilder text.utf8encoding
  text.asciiencoding text.unicodeencoding collections.arraylist collections.hashtable collections.queue collections.stack
  diagnostics.stopwatch collections.generic.list[string] collections.generic.list[object] collections.generic.list[int]
  collections.generic.dictionary[string,string] collections.generic.hashset[string] management.automation.psobject
  object[] byte[] char[] string[] int[]`);

export function isPlainObject(type: string): boolean {
  return plainObjects.has(typeName(type).toLowerCase()) || isPlainType(type);
}

/** The name of a type as the tables have it. */
export function typeName(name: string): string {
  const short = name.replace(/^system\./iu, '');
  return short.toLowerCase() === 'text.regularexpressions.regex' ? 'Regex' : short;
}

export function isPlainType(name: string): boolean {
  const bare = name.toLowerCase().replace(/\[\]$/u, '');
  return plainTypes.has(bare) || plainTypes.has(typeName(bare));
}

export function tellsOnly(type: string): boolean {
  return tellingTypes.has(typeName(type).toLowerCase());
}

export function computesOnly(type: string, method: string): boolean {
  const name = typeName(type).toLowerCase();
  const whole = `${name}::${method.toLowerCase()}`;
  return (computing.has(whole) || computing.has(`${name}::*`)) && !notComputing.has(whole);
}

export function isPlainMethod(name: string): boolean {
  return methods.has(name.toLowerCase());
}

/** Properties of listed files that are their names. */
const pathProperties = names('fullname name pspath path basename');

export function isPathProperty(name: string): boolean {
  return pathProperties.has(name.toLowerCase());
}

/** Variables through whose properties everything can be reached. */
const powers = names('executioncontext host psversiontable.psobject pscmdlet');

export function isPower(variable: string): boolean {
  return powers.has(variable.toLowerCase());
}
