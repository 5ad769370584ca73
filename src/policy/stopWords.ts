// Stop words that a person types to the agent. The whole message must be one, however it is written: case, blanks,
// punctuation, accents, stretched letters, repetition and politeness do not count. Inside a longer sentence a stop word
// stops nothing, for a substring knows neither "not" nor of what; it is reported, so that the stop can be offered.

export interface StopWords {
  readonly stop: readonly string[];
  readonly pause: readonly string[];
}

/** `mention`: a longer message holds a stop word. */
export type StopReading =
  { readonly kind: 'stop' | 'pause' | 'mention'; readonly word: string } | { readonly kind: 'none' };

const longest = 2_000;

/** Reads one message. `more` are the person's own words, beside those of all languages. */
export function readStopWord(message: string, more?: StopWords): StopReading {
  const tokens = folded(message.slice(0, longest)).split(' ');
  const known =
    more === undefined || more.stop.length + more.pause.length === 0
      ? builtin
      : dictionary([...languages, { ...more, polite: [], quiet: [] }]);
  const core = message.length > longest ? undefined : impolite(tokens, known);
  const whole = core === undefined || core.length === 0 ? undefined : sequence(core, known);
  if (whole !== undefined) return whole;
  const word = tokens.find((_, at) => known.loud.some((phrase) => startsWith(tokens, at, phrase)));
  const inside = word ?? known.unspaced.find((phrase) => tokens.some((token) => token.includes(phrase)));
  return inside === undefined ? { kind: 'none' } : { kind: 'mention', word: inside };
}

interface Language {
  readonly stop: readonly string[];
  readonly pause: readonly string[];
  /** Words that may stand before or behind a stop word and change nothing. */
  readonly polite: readonly string[];
  /** Stop words that are everyday words too: they count as a whole message, and are no mention. */
  readonly quiet: readonly string[];
}

const list = (text: string): readonly string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore

/** Source: imperatives for stopping, waiting and being polite in dictionaries of each language; accents may be left out. */
const languages: readonly Language[] = [
  // English
  { stop: list('stop, abort, cancel, cease, cease and desist, halt, terminate, emergency stop, stop that, kill switch, stop everything, panic'), quiet: list('kill, quit, dont, dont do that, dont do it, dont do this, dont do anything, enough, cut it out, knock it off, kill it, kill everything, kill all'), pause: list('pause, wait, hold, hold on, hang on, one moment, one sec, one second, just a moment, just a second, wait a moment, wait a minute, wait a second, hold it, freeze, stand by'), polite: list('please, pls, plz, now, right, immediately, at once, asap, it, this, that, all, everything, hey, ok, okay, oh, just, ffs, god, omg, the, agent, claude, codex, gemini, copilot, thanks, thank you, guys, instantly, already, do') },
  // German
  { stop: list('stopp, anhalten, aufhören, hör auf, hören sie auf, abbrechen, abbruch, brich ab, notaus, not-aus, nothalt, stoppen, beenden, alles stoppen, alles abbrechen'), quiet: list('schluss, lass das, lass es, genug'), pause: list('warte, warten, warte mal, moment, moment mal, augenblick, pausieren, kurz warten, einen moment'), polite: list('bitte, sofort, jetzt, alles, das, damit, mal, nein, gleich, endlich, unverzüglich') },
  // French
  { stop: list('arrête, arrêtez, arrêter, arrête toi, arrêtez vous, arrête tout, annule, annulez, interromps, halte'), quiet: list('ça suffit, assez'), pause: list('attends, attendez, attendre, un instant, un moment, une seconde, patiente'), polite: list('s’il te plaît, s’il vous plaît, stp, svp, maintenant, tout de suite, tout, ça, cela, immédiatement') },
  // Spanish
  { stop: list('detente, detener, deténgase, detén, para todo, cancela, cancelar, aborta, abortar'), quiet: list('para, pare, parar, alto, basta, ya basta'), pause: list('espera, espere, esperar, un momento, un segundo, pausa, pausar'), polite: list('por favor, ya, ahora, ahora mismo, mismo, todo, eso, esto, inmediatamente') },
  // Italian
  { stop: list('fermati, fermare, ferma tutto, interrompi, annulla, smettila, si fermi'), quiet: list('ferma, fermo, smetti, basta così'), pause: list('aspetta, aspetti, attendi, un attimo, pausa'), polite: list('per favore, per piacere, subito, adesso, ora, tutto') },
  // Portuguese
  { stop: list('parem, cancele, interrompa, interrompe, abortar, pare tudo'), quiet: list('pára, pare, parar, chega'), pause: list('espere, aguarde, um momento, pausar, pause'), polite: list('por favor, agora, já, imediatamente, tudo, isso') },
  // Dutch
  { stop: list('stoppen, afbreken, hou op, houd op, ophouden, annuleer, annuleren'), quiet: list('genoeg'), pause: list('wacht, wachten, wacht even, een moment, momentje, pauze, pauzeer'), polite: list('alsjeblieft, alstublieft, aub, nu, direct, onmiddellijk, meteen, alles, dat, daarmee, nee') },
  // Polish, Czech
  { stop: list('zatrzymaj, zatrzymaj się, przerwij, przestań, anuluj, zastav, zastavit, přestaň, přerušit, zrušit'), quiet: list('dość, dost, stůj, stój'), pause: list('czekaj, poczekaj, zaczekaj, chwila, chwileczkę, pauza, wstrzymaj, počkej, moment'), polite: list('proszę, natychmiast, teraz, wszystko, to, prosím, ihned, hned, všechno') },
  // Nordic
  { stop: list('stopp, avbryt, sluta, stans, stands, afbryd, keskeytä, pysäytä, lopeta, seis'), quiet: list('nok, nog, riittää'), pause: list('vänta, vent, vent litt, vent lidt, odota, paus, hetki'), polite: list('tack, nu, nå, med en gang, genast, straks, snälla, vær så snill, venligst, heti, allt, alt, kaikki') },
  // Turkish
  { stop: list('durdur, iptal, iptal et, kes, vazgeç'), quiet: list('dur, yeter'), pause: list('bekle, bekleyin, bir dakika, bir saniye, duraklat'), polite: list('lütfen, hemen, şimdi, hepsini, her şeyi') },
  // Russian, Ukrainian
  { stop: list('стоп, остановись, остановитесь, остановить, останови, прекрати, прекратите, отмена, отмени, прервать, прерви, зупинись, зупини, припини, скасуй'), quiet: list('стой, хватит, досить'), pause: list('подожди, подождите, погоди, пауза, минутку, зачекай, почекай'), polite: list('пожалуйста, сейчас, немедленно, все, всё, сразу, будь ласка, негайно, зараз') },
  // Chinese, Japanese, Korean
  { stop: list('停, 停止, 停下, 停下来, 停手, 住手, 中止, 取消, 终止, 終止, 立即停止, 马上停止, 请停止, 全部停止, 紧急停止, やめて, やめろ, やめてください, 止めて, 止まれ, 止めてください, 停止して, 停止してください, 中断, ストップ, 緊急停止, 멈춰, 멈춰줘, 멈추세요, 중지, 정지, 그만, 그만해, 중단, 취소, 스톱'), quiet: [], pause: list('等等, 等一下, 稍等, 请等一下, 暂停, 暫停, 待って, ちょっと待って, 待ってください, 一時停止, 기다려, 잠깐, 잠깐만, 일시정지, 잠시만'), polite: list('请, 現在, 现在, 马上, 立即, 立刻, 今すぐ, すぐに, お願い, 지금, 당장, 제발') },
  // Arabic, Hebrew, Hindi
  { stop: list('توقف, توقفي, أوقف, قف, إلغاء, الغاء, עצור, עצרי, תפסיק, תפסיקי, בטל, रुको, रुकिए, रोको, बंद करो'), quiet: list('كفى, די'), pause: list('انتظر, لحظة, חכה, רגע, המתן, ठहरो, एक मिनट'), polite: list('من فضلك, الآن, فورا, حالا, בבקשה, עכשיו, מיד, कृपया, अभी, तुरंत') },
]; // prettier-ignore

type Phrase = readonly string[];

interface Dictionary {
  readonly stop: readonly Phrase[];
  readonly pause: readonly Phrase[];
  readonly polite: readonly Phrase[];
  /** Stop words that are a mention inside a sentence. */
  readonly loud: readonly Phrase[];
  /** Those of scripts without blanks between words. */
  readonly unspaced: readonly string[];
}

const builtin = dictionary(languages);

function dictionary(rows: readonly Language[]): Dictionary {
  // Before an English word "no" agrees with it ("no, stop!"); before a Spanish one it says not to.
  const english = languages[0];
  const noes = (words: readonly string[]): readonly string[] => words.map((word) => `no ${word}`);
  const phrases = (of: (row: Language) => readonly string[]): readonly Phrase[] => {
    const texts = new Set(rows.flatMap(of).map(folded).filter((text) => text !== ''));
    // The longest first, so that a phrase is not taken for its first word.
    return [...texts].map((text) => text.split(' ')).sort((a, b) => b.length - a.length);
  };
  const loud = phrases(({ stop }) => stop);
  return {
    stop: phrases((row) => [...row.stop, ...row.quiet, ...(row === english ? noes(row.stop) : [])]),
    pause: phrases((row) => [...row.pause, ...(row === english ? noes(row.pause) : [])]),
    polite: phrases(({ polite }) => polite),
    loud,
    unspaced: loud.map((phrase) => phrase.join(' ')).filter((text) => text.length >= 2 && /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/u.test(text)),
  };
} // prettier-ignore

/**
 * Small letters without accents, punctuation and what cannot be seen, one blank between words; a letter that stands
 * three times or more stands once: "STOOOP!!!" and "stop" are one.
 */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mn}|\p{Cf}|['’`´]/gu, '')
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}\p{Mc}]+/gu, ' ')
    .replaceAll(/(\p{L})\1{2,}/gu, '$1')
    .trim();
}

/** Takes polite words off the start; those between and behind are seen with the sequence. */
function impolite(tokens: readonly string[], { polite, stop, pause }: Dictionary): readonly string[] {
  let from = 0;
  const known = (): boolean => [...stop, ...pause].some((phrase) => startsWith(tokens, from, phrase));
  while (from < tokens.length && !known()) {
    const phrase = polite.find((one) => startsWith(tokens, from, one));
    if (phrase === undefined) break;
    from += phrase.length;
  }
  return tokens.slice(from);
}

/** The tokens are nothing but stop and pause words, with polite ones between: a stop if one of them is. */
function sequence(tokens: readonly string[], known: Dictionary): StopReading | undefined {
  let kind: 'stop' | 'pause' | undefined;
  let word = '';
  for (let at = 0; at < tokens.length;) {
    const stop = known.stop.find((phrase) => startsWith(tokens, at, phrase));
    const pause = known.pause.find((phrase) => startsWith(tokens, at, phrase));
    // "hold on" before "hold", "wait" before nothing: the longer one is meant.
    const found = stop !== undefined && stop.length >= (pause?.length ?? 0) ? stop : pause;
    const between =
      found ?? (kind === undefined ? undefined : known.polite.find((one) => startsWith(tokens, at, one)));
    if (between === undefined) return undefined;
    // "Don't" alone is a stop; before another word it takes that word back.
    if (between[0] === 'dont' && between.length === 1 && at + 1 < tokens.length) return undefined;
    if (found !== undefined && (kind === undefined || (found === stop && kind === 'pause'))) {
      kind = found === stop ? 'stop' : 'pause';
      word = found.join(' ');
    }
    at += between.length;
  }
  return kind === undefined ? undefined : { kind, word };
}

function startsWith(tokens: readonly string[], at: number, phrase: Phrase): boolean {
  return at + phrase.length <= tokens.length && phrase.every((word, index) => tokens[at + index] === word);
}
