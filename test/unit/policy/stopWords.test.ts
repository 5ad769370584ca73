// Messages that stop, pause, or only mention it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readStopWord, type StopReading } from '../../../src/policy/stopWords.ts';

const cases: Readonly<Record<StopReading['kind'], readonly string[]>> = {
  stop: [
    'stop', 'Stop.', 'STOP!!!!', ' stop ', '/stop', '/stop now', '/abort', '/cancel', '/kill', 
    'Stop everything.', 'please stop now', 'stop please', 'stop stop stop', 'Stop, stop, STOP!', 'stoooop', 'halt!', 'emergency stop', 'kill all', 'kill it', 'No, stop!', 'no! stop it now', 'hey claude stop', 'ok stop', 'stop this right now', 'just stop already',
    'abort', 'abort!', 'cancel everything', 'quit', 'terminate', 'cease and desist', 'no stop don’t', "don't do that", "don't", 'wait, stop!', 'hold on — stop', 'stop.\n', 's\u200Btop', '**stop**', '🛑 STOP 🛑', 'ＳＴＯＰ', '¡STOP!', 'stop it please thank you',
    'stopp', 'Stopp!', 'hör auf', 'Hör AUF!', 'hor auf', 'sofort aufhören', 'bitte sofort anhalten', 'alles abbrechen', 'Halt!', 'Notaus', 'lass das',
    'arrête', 'arrete', 'Arrêtez tout de suite !', "arrête s'il te plaît", 'annule', 'stop svp', 'ça suffit',
    'para', '¡para ya!', '¡Detente, por favor!', 'basta', 'alto', 'cancela todo', 'fermati', 'Fermati subito, per favore!', 'basta così', 'pare agora', 'cancele tudo',
    'hou op', 'stop alsjeblieft', 'zatrzymaj się natychmiast', 'przestań', 'zastav', 'sluta', 'avbryt nu', 'dur', 'iptal et lütfen', 'стоп', 'Остановись немедленно!', 'хватит', 'зупинись', 'стоп, пожалуйста',
    '停止', '请停止', '立即停止！', '住手', 'やめて', '止めてください', 'ストップ', '멈춰', '그만해', '중지', 'توقف', 'توقف الآن', 'עצור', 'रुको',
  ],
  pause: [
    'wait', 'wait.', 'WAIT!', 'hold on', 'hang on please', 'pause', '/pause', 'one moment', 'just a second', 'wait wait wait', 'hold on, wait', 'no wait', 'please hold',
    'warte', 'Warte mal bitte', 'moment', 'attends', 'un instant', 'espera', 'un momento por favor', 'aspetta', 'wacht even', 'czekaj', 'vänta', 'bekle', 'подожди', '等一下', 'ちょっと待って', '잠깐만', 'انتظر',
  ],
  mention: [
    'stop the build please', 'please do not cancel the review', 'the emergency stop button is red', 'when I say abort, write it down', 'add a cancel button', 'don’t stop', 'non fermare', 'never stop learning', 'stop words are a list', 'why did it halt?', 'Kannst du bitte den Server stoppen',
    'il faut que tu arrêtes, arrête le serveur', '请把服务器停止一下好吗', 'サーバーを停止してくださいと言った',
  ],
  none: [
    '', ' ', '!!!', 'please', 'now', 'no', 'NO WORRIES', 'ok', 'it', 'everything', 'please now', 'fix the bug', 'kill the process on port 3000', 'para el servidor escribe un test', 'that is halfway done', 'bus stopper', 'nonstop', 'weiter', 'continue', 'no pare', 'não pare', 'go on', 'the waiting room', 'write a test and wait for the result',
  ],
}; // prettier-ignore

for (const [kind, messages] of Object.entries(cases)) {
  for (const message of messages) {
    test(`${kind}: ${JSON.stringify(message)}`, () =>
      assert.equal(readStopWord(message).kind, kind, JSON.stringify(readStopWord(message))));
  }
}

test('words of the person count like the others', () => {
  const more = { stop: ['Rote Karte', 'banana!'], pause: ['coffee'] };
  assert.equal(readStopWord('rote  karte!!', more).kind, 'stop');
  assert.equal(readStopWord('please banana', more).kind, 'stop');
  assert.equal(readStopWord('Coffee.', more).kind, 'pause');
  assert.equal(readStopWord('stop', more).kind, 'stop');
  assert.equal(readStopWord('he got the rote karte today', more).kind, 'mention');
  assert.equal(readStopWord('coffee').kind, 'none');
  assert.equal(readStopWord('anything', { stop: ['', ' !'], pause: [''] }).kind, 'none');
});

test('a longer sentence never stops, whatever stop word it holds', () => {
  const other = fc.constantFrom('server', 'test', 'file', 'über', 'build', 'не', '服务器', 'function');
  const word = fc.constantFrom(...cases.stop);
  fc.assert(
    fc.property(other, word, fc.boolean(), (text, stop, first) => {
      const { kind } = readStopWord(first ? `${text} ${stop}` : `${stop} ${text}`);
      assert.ok(kind === 'mention' || kind === 'none', kind);
    }),
  );
});

test('every message is answered', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      (text) => readStopWord(text).kind !== undefined,
    ),
  );
  assert.equal(readStopWord('stop '.repeat(100_000)).kind, 'mention');
});
