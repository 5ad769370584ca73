// Pictures, sound, film, documents and fonts: tools that tell what is in a file.
import type { ProgramRow } from '../spec.ts';

export const media: readonly ProgramRow[] = [
  {
    names: 'ffprobe', source: 'ffprobe(1)',
    style: 'single', operands: 'remote-read?',
    options: '-v:text -loglevel:text -hide_banner -show_format -show_streams -show_entries:text -show_frames -show_packets -show_chapters -show_programs -show_error -show_stream_groups -print_format:text -of:text -output_format:text -select_streams:text -count_frames -count_packets -read_intervals:text -pretty -sexagesimal -unit -prefix -i:remote-read -analyzeduration:text -probesize:text -threads:text -version -formats -codecs -encoders -decoders -protocols -filters -pix_fmts -buildconf -h -help',
  },
  {
    names: 'ffmpeg', source: 'ffmpeg(1): only what it tells about itself',
    style: 'single', options: '-hide_banner', operands: '', effects: 'write.workspace',
    does: { '-version -codecs -formats -encoders -decoders -protocols -filters -muxers -demuxers -devices -hwaccels -pix_fmts -layouts -sample_fmts -bsfs -colors -buildconf -L': 'nothing' },
  },
  { names: 'mediainfo', source: 'mediainfo(1)', options: '-f --full --Full --output=text --Output=text --language=text --Language=text --Version --Info-Parameters', style: 'single', operands: 'remote-read*', does: { '--LogFile --Inform': 'opaque' } },
  {
    names: 'exiftool', source: 'exiftool(1): an option that it does not know names what is shown',
    style: 'single', operands: 'read*',
    options: '-j -json -X -csv -T -t -G -G0 -G1 -g -s -s2 -s3 -S -a -u -n -r -ee -q -fast -fast2 -v -ver -list -e -H -l -Make -Model -DateTimeOriginal -CreateDate -ModifyDate -ImageSize -ImageWidth -ImageHeight -Orientation -GPSLatitude -GPSLongitude -GPSPosition -FileType -MIMEType -Duration -Title -Author -Creator -Producer -PageCount -ext:text',
  },
  { names: 'pdfinfo pdffonts', source: 'pdfinfo(1), pdffonts(1)', style: 'single', options: '-f:text -l:text -box -meta -js -struct -struct-text -isodates -rawdates -dests -url -enc:text -listenc -subst -loc -locPS -v', operands: 'read' },
  { names: 'pdftotext', source: 'pdftotext(1)', special: 'second-output', style: 'single', options: '-f:text -l:text -r:text -x:text -y:text -W:text -H:text -layout -raw -nodiag -htmlmeta -tsv -bbox -bbox-layout -fixed:text -enc:text -eol:text -nopgbrk -q -cropbox -colspacing:text', operands: 'read write', does: { '-v -h -listenc': 'help' } },
  { names: 'pdfimages', source: 'pdfimages(1)', style: 'single', options: '-f:text -l:text -q -p', operands: 'read write?', effects: 'write.workspace', does: { '-list -v': 'nothing' } },
  { names: 'qpdf', source: 'qpdf manual', style: 'single', options: '--warning-exit-0 --no-warn', operands: 'read', effects: 'opaque', does: { '--check --show-npages --show-encryption --show-pages --show-xref --is-encrypted --requires-password --check-linearization --show-linearization --version': 'nothing' } },
  { names: 'mutool', source: 'mutool documentation', sub: { 'info pages show': { operands: 'read text*', options: '-FISXMP' }, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } } },
  {
    names: 'identify', source: 'identify(1): a name before a colon is a reader of its own, and @ a list of names',
    style: 'single', options: '-verbose -format:text -quiet -ping -regard-warnings -units:text -density:text -moments -features:text -unique -version -list:text', operands: 'object*',
  },
  {
    names: 'magick', source: 'magick(1)', style: 'loose', operands: 'text*', effects: 'opaque', does: { '-version': 'help' },
    sub: { 'identify': { style: 'single', options: '-verbose -format:text -quiet -ping -units:text', operands: 'object*' }, '-list': { operands: 'word*' }, '*': { operands: 'text*', style: 'loose', effects: 'opaque' } },
  },
  { names: 'sox', source: 'sox(1)', operands: 'text*', style: 'loose', effects: 'write.workspace', sub: { '--i --info': { operands: 'read*', options: '-tTrcsdDbBpea' }, '*': { operands: 'text*', style: 'loose', effects: 'write.workspace' } } },
  { names: 'webpinfo tiffinfo gifinfo', source: 'manual page of each', style: 'single', options: '-diag -summary -bitstream_info -quiet -version -h -help -c --check -C --comments -i --info -l --lsstdin -5 --md5 -v --verbose -D -d -j -r -s -w -z', operands: 'read*' },
  { names: 'jpeginfo', source: 'jpeginfo(1)', options: '-cCiHhjlLqv5 --check --comments --info --lsstdin --md5 --verbose --json', operands: 'read*', does: { '-d --delete -m --mode': 'delete.workspace=broken_pictures' } },
  { names: 'gifsicle', source: 'gifsicle(1)', operands: 'text*', style: 'loose', effects: 'write.workspace', sub: { '--info -I --sinfo --xinfo': { operands: 'read*', options: '--color-info --size-info' }, '*': { operands: 'text*', style: 'loose', effects: 'write.workspace' } } },
  { names: 'soxi', source: 'soxi(1)', options: '-tTrcsdDbBpea', operands: 'read*' },
  { names: 'fc-list fc-match fc-query fc-scan fc-pattern', source: 'fc-list(1), fc-match(1)', options: '-vbqsa -f:text -i:text --verbose --format=text --quiet --sort --all', operands: 'page*' },
  { names: 'otfinfo', source: 'otfinfo(1)', options: '-ivfspgautz -T:text --info --features --scripts --glyphs --family --postscript-name --tables', operands: 'read*' },
  { names: 'pngcheck', source: 'pngcheck(1)', options: '-cfpqstv7', operands: 'read*' },
  { names: 'texcount', source: 'texcount(1)', style: 'single', options: '-inc -total -sum -brief -1 -merge -v -utf8 -char', operands: 'read*', does: { '-out -opt': 'opaque' } },
  { names: 'kpsewhich', source: 'kpsewhich(1)', style: 'single', options: '-all -progname:text --progname:text -format:text -show-path:text -engine:text', operands: 'text*', does: { '-mktex': 'exec.project' } },
]; // prettier-ignore
