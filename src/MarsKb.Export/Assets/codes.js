// Finds codes in text and says what a number means, as the site does: CodeScanner, ErrorCode, CodeReader and BitPicture. The tables of names
// and meanings come from the site as data.
'use strict';
{
  const marskb = globalThis.marskb ??= {};
  const { isDigit, isLetter, isPlain, isHex, isAnyDigit, isAnyLetter, isLetterOrDigit, lowerOf } = marskb.characters;

  const longestText = 256, longestWord = 128, mostMarks = 8;

  // Characters

  const fold = c => {
    if (c < '\x80') return c;
    if (c === '\u00A0' || c === '\u202F' || c === '\u3000') return ' ';
    if ((c >= '\u2010' && c <= '\u2013') || c === '\u2212' || c === '\uFE63') return '-';
    return c >= '\uFF01' && c <= '\uFF5E' ? String.fromCharCode(c.charCodeAt(0) - 0xFEE0) : c;
  };
  const isInvisible = c => c === '\u00AD' || (c >= '\u200B' && c <= '\u200F') || c === '\u2060' || c === '\uFEFF' || (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  const isBlank = c => c <= ' ' || c === '\x7F' || (c >= '\x80' && (/[\p{Zs}\p{Zl}\p{Zp}\p{Cc}]/u.test(c)));
  const isWord = c => isPlain(c) || c === '_';
  const isForeign = c => c >= '\x80' && ((c < '\u0E00' && isLetterOrDigit(c)) || (c >= '\u0300' && c <= '\u036F') || (c >= '\u1E00' && c <= '\u1FFF' && isAnyLetter(c)) || isAnyDigit(c));
  const isAnyWord = c => isWord(c) || isForeign(c);
  const firstDigit = word => word.search(/[0-9]/);
  const isDigits = word => /^[0-9]*$/.test(word);
  const lower = word => [...word].map(c => c.length === 1 ? lowerOf(c) : c).join('');

  // Numbers: each gives undefined for what does not fit in 32 bits

  const hexValue = digits => {
    if (!/^[0-9A-Fa-f]+$/.test(digits)) return undefined;
    let hex = digits;
    if (hex.length === 16 && /^f{8}/i.test(hex) && hex[8] >= '8') hex = hex.slice(8);
    hex = hex.replace(/^0+/, '');
    return hex.length > 8 ? undefined : hex === '' ? 0 : parseInt(hex, 16);
  };
  const prefixed = word => {
    if (word.length < 3 || !/^(0[xX]|&[hH])/.test(word)) return undefined;
    let hex = word.slice(2);
    if (word[0] === '0') {
      let end = hex.length;
      while (end > 1 && hex.length - end < 3 && 'lLuU'.includes(hex[end - 1])) end--;
      hex = hex.slice(0, end);
    } else if (firstDigit(hex) < 0) return undefined;
    const value = hexValue(hex);
    return value === undefined ? undefined : { value, digits: hex.length };
  };
  const suffixed = word => word.length >= 5 && /[hH]$/.test(word) && isDigit(word[0]) ? hexValue(word.slice(0, -1)) : undefined;
  const bareHex = word => firstDigit(word) >= 0 && !isDigits(word) && word.length >= 4 && word.length <= 8 && (word.length === 8 || isDigit(word[0])) ? hexValue(word) : undefined;
  const decimal = word => {
    if (word === '' || !isDigits(word)) return undefined;
    const value = Number(word);
    if (value > 0xFFFFFFFF) return undefined;
    const hex = word.length !== 8 || word[0] === '0' ? undefined : hexValue(word);
    if (hex === undefined) return { form: 'decimal', values: [value] };
    return word[0] === '8' ? { form: 'bare-hex', values: [hex, value] } : { form: 'decimal', values: [value, hex] };
  };
  const negative = digits => {
    if (digits === '' || !isDigits(digits)) return undefined;
    const magnitude = Number(digits);
    return magnitude === 0 || magnitude > 0x80000000 ? undefined : -magnitude >>> 0;
  };
  const looksLikeFailure = value => {
    const top = value >>> 22;
    return ((top === 0x200 || top === 0x300) && (value & 0x3FFFFF) !== 0) || value >>> 17 === 0x2000;
  };

  const guidEnd = (text, start) => {
    const end = start + 36;
    if (end > text.length || text[start + 8] !== '-') return 0;
    for (let i = 0; i < 36; i++)
      if (i === 8 || i === 13 || i === 18 || i === 23 ? text[start + i] !== '-' : !isHex(text[start + i])) return 0;
    return end;
  };
  const urlEnd = (text, end) => {
    if (!text.startsWith('://', end)) return 0;
    let at = end + 3;
    while (at < text.length && !isBlank(text[at]) && !'"\'<>)]|`'.includes(text[at]) && text[at] < '\u2E80') at++;
    return at;
  };
  const isDate = digits => digits.length === 8 && /^(19|20)/.test(digits) && Number(digits.slice(4, 6)) >= 1 && Number(digits.slice(4, 6)) <= 12
    && Number(digits.slice(6)) >= 1 && Number(digits.slice(6)) <= 31;

  // Surroundings

  const at = (text, index) => index >= 0 && index < text.length ? fold(text[index]) : ' ';

  const aroundNumber = (text, start, end) => {
    const left = at(text, start - 1), beforeLeft = at(text, start - 2), right = at(text, end), afterRight = at(text, end + 1);
    const isSeparator = i => i >= 0 && i < text.length && ',\'’\u00A0\u202F'.includes(text[i]);
    const hasThousands = () => {
      let digits = 0;
      while (digits < 4 && isDigit(at(text, end + 1 + digits))) digits++;
      if (isSeparator(end) && end - start <= 3 && digits === 3) return true;
      if (end - start !== 3 || !isSeparator(start - 1)) return false;
      let before = 0;
      while (before < 4 && isDigit(at(text, start - 2 - before))) before++;
      return before > 0 && before < 4;
    };
    const pieceToTheRight = () => '.-/\\@*+'.includes(right) ? isAnyWord(afterRight) : right === ':' ? isDigit(afterRight) : '%€£$'.includes(right);
    const pieceToTheLeft = () => '.-([#*'.includes(left) ? isAnyWord(beforeLeft) || (left === '-' && (beforeLeft === ')' || beforeLeft === ']'))
      : left === ':' ? isAnyWord(beforeLeft) || isBlank(beforeLeft) || beforeLeft === '*' || beforeLeft === ']'
        : '/\\+@$€£~'.includes(left);
    return {
      hasMinus: left === '-' && !isAnyWord(beforeLeft) && !')]-'.includes(beforeLeft),
      followsHash: left === '#',
      isBracketed: left === '(' && right === ')',
      followsPlus: left === '+',
      isPiece: announced => pieceToTheRight() || (announced ? (left === '+' || left === '.') && isAnyWord(beforeLeft) : pieceToTheLeft()) || hasThousands(),
    };
  };

  const aroundName = (text, start, end) => {
    const left = at(text, start - 1), right = at(text, end);
    return {
      isPiece: symbol => ('.-:'.includes(left) ? isAnyWord(at(text, start - 2)) || at(text, start - 2) === ':' : '\\/$@'.includes(left))
        || ('.-\\@/'.includes(right) ? isAnyWord(at(text, end + 1)) : right === ':' ? isAnyWord(at(text, end + 1)) || at(text, end + 1) === ':' : right === '(' && !symbol),
      isLabel: left === '<' || right === '=',
    };
  };

  /** Cuts text into words, marks and blanks. */
  const lexer = text => {
    let position = 0;
    const folded = i => fold(text[i]);
    const isVisualBasic = (ampersand, i) => i + 1 < text.length && 'hH'.includes(folded(i)) && isHex(folded(i + 1)) && (ampersand === 0 || !isWord(text[ampersand - 1]));
    const word = (start, from) => {
      let end = position = from, length = 0, ascii = true, letters = from > start ? '&' : '';
      length = letters.length;
      for (; position < text.length; position++) {
        if (isInvisible(text[position])) continue;
        const c = folded(position);
        if (!isWord(c)) {
          if (!isForeign(c)) break;
          ascii = false;
        }
        if (length < longestWord) letters += c;
        length++;
        end = position + 1;
      }
      position = end;
      return { kind: 'word', start, end, text: length > longestWord ? '' : letters, ascii };
    };
    const ampersand = () => {
      const start = position;
      if (isVisualBasic(start, start + 1)) return word(start, start + 1);
      const ahead = text.slice(start + 1, start + 9);
      const end = ahead.indexOf(';');
      const name = ahead.slice(0, Math.max(0, end));
      if (end > 1 && /^[#A-Za-z][A-Za-z0-9]*$/.test(name)) {
        position = start + 1 + end + 1;
        if ((name === 'amp' || name === '#38') && isVisualBasic(start, position)) return word(start, position);
        if (['nbsp', '#160', '#xa0', '#xA0'].includes(name)) return { kind: 'blank', start, end: position };
        const mark = name === 'amp' || name === '#38' ? '&' : name === 'lt' || name === '#60' ? '<' : name === 'gt' || name === '#62' ? '>' : '"';
        return { kind: 'mark', start, end: position, mark };
      }
      position++;
      return { kind: 'mark', start, end: position, mark: '&' };
    };
    const next = () => {
      while (position < text.length && isInvisible(text[position])) position++;
      if (position >= text.length) return { kind: 'end' };
      const start = position, c = folded(start);
      if (isAnyWord(c)) return word(start, start);
      if (c === '\n' || c === '\r') {
        position++;
        if (text[start] === '\r' && text[position] === '\n') position++;
        return { kind: 'line', start };
      }
      if (c === '\u001B') {
        position++;
        if (text[position] === '[') {
          position++;
          while (position < text.length && (isDigit(text[position]) || text[position] === ';' || text[position] === '?')) position++;
          if (position < text.length && isLetter(text[position])) position++;
        }
        return { kind: 'blank', start };
      }
      if (isBlank(c)) {
        while (++position < text.length && !'\n\r\u001B'.includes(text[position]) && isBlank(folded(position)));
        return { kind: 'blank', start };
      }
      if (c === '&') return ampersand();
      if (isAnyLetter(c)) {
        let length = 0;
        while (position < text.length) {
          const s = folded(position);
          if (!isInvisible(s) && (s < '\x80' || !(isAnyLetter(s) || s === '\u30FC') || isForeign(s))) break;
          position++;
          length++;
        }
        return { kind: 'script', start, end: position, text: text.slice(start, start + length) };
      }
      position++;
      return { kind: 'mark', start, end: position, mark: c };
    };
    return { next, skipTo: i => { position = i; } };
  };

  /** What the text has just said about the next word. */
  const announcement = () => {
    let role = 'plain', marks = 0, linked = false, labelled = false, endsLabelled = false;
    const reset = to => { role = to; marks = 0; linked = labelled = endsLabelled = false; };
    return {
      get role() { return role; },
      get isCode() { return role === 'error' || role === 'code' || role === 'id' || (role === 'label' && labelled); },
      get isName() { return role === 'code' && labelled; },
      word(next) {
        if (next === 'link' && role === 'failure') { role = 'error'; linked = true; return; }
        if (next === 'link' && role !== 'plain') { linked = true; return; }
        if (next === 'label' && (role === 'error' || role === 'code' || role === 'http')) return;
        if ((next === 'id' || next === 'code') && role === 'owner') reset('owner');
        else reset(next === 'link' || next === 'filler' ? 'plain' : next);
      },
      mark(mark) {
        endsLabelled = mark === ':' || mark === '=';
        labelled ||= endsLabelled;
        const keeps = mark === '.' ? linked || role === 'http' : ':=([{<>"\'`*-~|/#“„”’«「『【'.includes(mark);
        if (!keeps || ++marks > mostMarks) reset('plain');
      },
      newLine() {
        if (!endsLabelled) reset('plain');
        endsLabelled = false;
      },
    };
  };

  const methods = new Set(['GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'PROPFIND']);

  /**
   * @param tables win32, hresult, ntstatus: [number, name] each; meanings, facilities: [kind, number, text]; roles: [word, role];
   * scripts: endings of Chinese, Japanese and Korean runs; phrases: [status, phrase]
   */
  marskb.codes = tables => {
    const table = rows => {
      const names = new Map(), numbers = new Map(), spelled = new Map();
      for (const [number, name] of rows) {
        if (!names.has(number)) names.set(number, name);
        const key = name.toLowerCase();
        if (!numbers.has(key)) { numbers.set(key, number); spelled.set(key, name); }
      }
      return { name: n => names.get(n), number: name => numbers.get(name.toLowerCase()), spelled: name => spelled.get(name.toLowerCase()) ?? name };
    };
    const win32 = table(tables.win32), hresult = table(tables.hresult), ntstatus = table(tables.ntstatus);
    const texts = rows => new Map(rows.map(([kind, number, text]) => [`${kind} ${number}`, text]));
    const meanings = texts(tables.meanings), facilities = texts(tables.facilities);
    const meaningOf = (kind, number) => meanings.get(`${kind} ${number}`) ?? null;
    const facilityOf = (kind, number) => facilities.has(`${kind} ${number}`) ? `${number}, ${facilities.get(`${kind} ${number}`)}` : `${number}`;
    const roles = new Map(tables.roles), phrases = new Map(tables.phrases);
    const isSymbol = name => hresult.number(name) !== undefined || win32.number(name) !== undefined || ntstatus.number(name) !== undefined;

    const roleOf = word => {
      if (word === '' || word.length > 24) return 'plain';
      const key = lower(word);
      if (roles.has(key)) return roles.get(key);
      return word.length > 7 && /(errorcode|hresult|error_code|errorid)$/.test(key) ? 'code' : 'plain';
    };
    const scriptRole = run => tables.scripts.some(s => run.endsWith(s)) ? 'error' : ['は', 'が', '是', '为', '為', 'は、'].includes(run) ? 'link' : 'plain';
    const stuck = word => {
      const letters = firstDigit(word);
      if (letters < 2) return 0;
      const head = word.slice(0, letters).replace(/_+$/, ''), role = roleOf(head);
      return ['error', 'code', 'id', 'http'].includes(role) ? letters : 0;
    };

    // Names

    const isIdentifier = word => word.length >= 3 && word.length <= 100 && isLetter(word[0]) && !word.endsWith('_');
    const humps = word => {
      let count = 0;
      const upper = c => c >= 'A' && c <= 'Z';
      for (let i = 0; i < word.length; i++)
        if (upper(word[i]) && (i === 0 || !upper(word[i - 1]) || (i + 1 < word.length && word[i + 1] >= 'a' && word[i + 1] <= 'z'))) count++;
      return count;
    };
    const isHumped = (word, least) => word[0] >= 'A' && word[0] <= 'Z' && !word.includes('_') && !word.endsWith('Exception') && humps(word) >= least;
    const isSymbolStyle = word => !/[a-z]/.test(word) && (/^(ERROR_|STATUS_|E_)/.test(word) || word.includes('_E_') || isSymbol(word));
    const hasShape = word => isIdentifier(word) && (word.includes('_') ? isSymbolStyle(word) : word.startsWith('WSAE') ? isSymbol(word) : isHumped(word, 3));
    const isName = word => isIdentifier(word) && (firstDigit(word) >= 0 || word.includes('_') || /[a-z][A-Z]/.test(word) || isSymbol(word));

    /** One pass over a text. */
    const pass = (text, alone) => {
      const lex = lexer(text), next = announcement(), mentions = [];
      let line = 1, afterWord = false, phone = false, otherWords = 0;
      const http = { first: 0, method: false, request: false, bracketed: 0, status: 0 };

      const strength = (announced, shape) => announced || alone ? 'named' : shape ? 'shape' : 'bare';
      const add = (spelled, form, values, start, how) => {
        mentions.push({ text: spelled, form, values, start, line, strength: how });
        return true;
      };
      const isMeasure = value => next.role === 'other' && !(value > 0x7FFFFFFF && looksLikeFailure(value));
      const say = role => {
        if (role === 'plain' || role === 'owner' || role === 'other') otherWords++;
        next.word(role);
        afterWord = role === 'plain';
      };
      const tryNumber = (word, start, end, announced) => {
        const wasPhone = phone;
        phone = false;
        if (word === '' || !(isDigit(word[0]) || word[0] === '&' || word.length === 8)) return false;
        const around = aroundNumber(text, start, end);
        const hex = prefixed(word);
        if (hex) return !around.followsPlus && !isMeasure(hex.value) && add(word, 'hex', [hex.value], start, strength(announced, hex.digits >= 4));
        const bare = bareHex(word);
        if (bare !== undefined) {
          const shape = word.length === 8 && looksLikeFailure(bare);
          return (shape || announced || alone) && !around.isPiece(announced) && add(word, 'bare-hex', [bare], start, strength(announced, shape));
        }
        const suffix = suffixed(word);
        if (suffix !== undefined) {
          const shape = word.length === 9 && looksLikeFailure(suffix);
          return (shape || announced || alone) && !around.isPiece(announced) && add(word, 'hex', [suffix], start, strength(announced, shape));
        }
        return around.hasMinus ? tryNegative(word, start, announced, around) : tryDecimal(word, start, announced, around, wasPhone);
      };
      const tryNegative = (digits, start, announced, around) => {
        const value = negative(digits);
        if (value === undefined || around.isPiece(true)) return false;
        const shape = looksLikeFailure(value);
        if (!alone && !announced && !shape && digits.length < 3) return false;
        return add(`-${digits}`, 'decimal', [value], start - 1, strength(announced, shape));
      };
      const tryDecimal = (word, start, wasAnnounced, around, wasPhone) => {
        const read = decimal(word);
        if (!read) return false;
        const value = read.values[0];
        let announced = wasAnnounced || (next.role === 'http' && value >= 100 && value <= 599);
        if (wasPhone || around.isPiece(announced)) {
          phone = wasPhone || (around.followsPlus && word.length <= 3);
          return false;
        }
        if (!alone && !announced && (word.length < 3 || word.length > 10 || word[0] === '0' || isDate(word) || isMeasure(value))) return false;
        const shape = value > 0x7FFFFFFF && looksLikeFailure(value);
        announced ||= around.followsHash && next.role !== 'owner' && (!afterWord || word.length >= 5);
        add(word, read.form, read.values, start, next.role === 'owner' && !announced ? 'bare' : strength(announced, shape));
        if (!announced && around.isBracketed) {
          http.bracketed = mentions.length - 1;
          http.status = value >= 400 && value <= 599 ? value : 0;
        }
        return true;
      };
      const tryName = (word, start, end) => {
        const around = aroundName(text, start, end), symbol = word.includes('_');
        if (alone) return isName(word) && !around.isPiece(symbol) && add(word, 'name', [], start, 'named');
        const named = next.isName && isHumped(word, 2);
        return (named || hasShape(word)) && !around.isPiece(symbol) && !around.isLabel && add(word, 'name', [], start, named || next.isCode ? 'named' : 'shape');
      };
      const readWord = token => {
        const skip = guidEnd(text, token.start) || urlEnd(text, token.end);
        if (skip > 0) {
          http.request ||= http.method;
          lex.skipTo(skip);
          say('plain');
          return;
        }
        http.method ||= methods.has(token.text);
        if (http.status !== 0 && mentions.length > 0) {
          const phrase = phrases.get(http.status);
          if (phrase && token.text.length > 1 && phrase.toLowerCase().startsWith(token.text.toLowerCase())) mentions[http.bracketed].strength = 'named';
          http.status = 0;
        }
        const lead = token.text.length - token.text.replace(/^_+/, '').length;
        const word = token.text.replace(/^_+|_+$/g, '');
        const start = token.start + lead, end = start + token.end - token.start - (token.text.length - word.length);
        const role = word === '' || isDigit(word[0]) ? 'plain' : roleOf(word);
        if (role !== 'plain' || word === '' || !token.ascii) {
          say(role);
          return;
        }
        const marker = stuck(word);
        if (tryNumber(word.slice(marker), start + marker, end, next.isCode || marker > 0) || (marker === 0 && tryName(word, start, end))) {
          next.word('plain');
          afterWord = true;
          return;
        }
        if (next.role === 'http' && word.length === 1 && isDigit(word[0])) return;
        say('plain');
      };
      const endLine = () => {
        for (let i = http.first; http.request && i < mentions.length; i++) {
          const m = mentions[i];
          if (m.form === 'decimal' && m.values.length === 1 && m.values[0] >= 100 && m.values[0] <= 599 && !/id$/i.test(text.slice(0, m.start).replace(/[ :=#]+$/, ''))) m.strength = 'bare';
        }
        Object.assign(http, { first: mentions.length, method: false, request: false, bracketed: 0, status: 0 });
      };

      for (let token = lex.next(); ; token = lex.next()) {
        if (token.kind === 'end') {
          endLine();
          return { mentions, otherWords };
        }
        if (token.kind === 'line') {
          endLine();
          next.newLine();
          afterWord = phone = false;
          line++;
        } else if (token.kind === 'mark') {
          http.request ||= http.method && token.mark === '/';
          next.mark(token.mark);
          afterWord &&= token.mark === '#';
          phone &&= '-()'.includes(token.mark);
        } else if (token.kind === 'script') {
          phone = false;
          say(scriptRole(token.text));
        } else if (token.kind === 'word') readWord(token);
      }
    };

    const single = text => {
      if (text.length > longestText) return null;
      const { mentions, otherWords } = pass(text, true);
      return otherWords === 0 && mentions.length === 1 ? mentions[0] : null;
    };
    const scan = text => {
      const whole = single(text);
      if (whole) return [whole];
      const { mentions, otherWords } = pass(text, false);
      if (otherWords === 0 && text.length <= longestText) for (const m of mentions) m.strength = 'named';
      return mentions;
    };

    // Keys

    const plain = text => {
      let out = '';
      for (const raw of text.slice(0, longestText * 2).split('')) {
        if (isInvisible(raw)) continue;
        const c = fold(raw);
        if (!isBlank(c)) out += c;
        else if (out !== '' && !out.endsWith(' ')) out += ' ';
      }
      return lower(out.replace(/ +$/, ''));
    };
    const symbolValues = name => {
      const values = [];
      if (hresult.number(name) !== undefined) values.push(hresult.number(name));
      if (win32.number(name)) values.push((0x80070000 | win32.number(name)) >>> 0);
      if (ntstatus.number(name) !== undefined) values.push(ntstatus.number(name));
      return values;
    };
    const lookupKeys = (text, printed = false) => {
      const code = single(text);
      if (code) {
        if (code.form !== 'name') return (printed ? code.values.slice(0, 1) : code.values).map(v => `#${v}`);
        const name = lower(code.text);
        return printed ? [name] : [name, ...symbolValues(name).map(v => `#${v}`)];
      }
      const word = plain(text);
      return word === '' || (!printed && (word.includes(' ') || word.length > longestText)) ? [] : [word];
    };

    // Readings

    const hex8 = value => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
    const wrapsStatus = value => value >>> 28 === 0xD || value >>> 28 === 0x9;
    const readWin32 = value => ({ kind: 'win32', value: `${value}`, symbol: win32.name(value) ?? null, meaning: meaningOf('win32', value), number: value });
    const readId = value => ({ kind: 'id', value: `${value}`, symbol: null, meaning: null, number: value });
    const readHttp = value => ({ kind: 'http', value: `${value}`, symbol: phrases.get(value) ?? null, meaning: meaningOf('http', value), number: value });
    const readStatus = value => ({
      kind: 'ntstatus', value: hex8(value), severity: ['success', 'informational', 'warning', 'error'][value >>> 30], facility: facilityOf('ntstatus', (value >>> 16) & 0xFFF),
      symbol: ntstatus.name(value) ?? null, meaning: meaningOf('ntstatus', value), number: value,
    });
    const readHResult = value => {
      let symbol = hresult.name(value) ?? null, meaning = meaningOf('hresult', value);
      const code = value & 0xFFFF;
      if ((value & 0xFFFF0000) >>> 0 === 0x80070000) {
        symbol ??= `HRESULT_FROM_WIN32(${code})`;
        meaning ??= meaningOf('win32', code);
      } else if (wrapsStatus(value)) {
        const inner = (value & ~0x10000000) >>> 0;
        symbol ??= `HRESULT_FROM_NT(${ntstatus.name(inner) ?? hex8(inner)})`;
        meaning ??= meaningOf('ntstatus', inner);
      }
      return { kind: 'hresult', value: hex8(value), severity: value > 0x7FFFFFFF ? 'error' : 'success', facility: facilityOf('hresult', (value >>> 16) & 0x7FF), symbol, meaning, number: value };
    };
    const ofHResult = value => [
      readHResult(value),
      ...((value & 0xFFFF0000) >>> 0 === 0x80070000 ? [readWin32(value & 0xFFFF)] : []),
      ...(wrapsStatus(value) ? [readStatus((value & ~0x10000000) >>> 0)] : []),
    ];
    const ofNumber = (value, isDecimal) => {
      const small = value <= 0xFFFF, named = small && win32.name(value) !== undefined;
      const http = value >= 100 && value <= 599, failure = isDecimal && value >= 400 && phrases.has(value);
      return [
        ...(http && failure ? [readHttp(value)] : []), ...(named ? [readWin32(value)] : []), readId(value),
        ...(small && !named ? [readWin32(value)] : []), ...(http && !failure ? [readHttp(value)] : []),
      ];
    };
    const readingsOf = (value, form) => {
      const known = hresult.name(value) !== undefined, status = ntstatus.name(value) !== undefined;
      if (value >= 0x40000000) {
        const wraps = wrapsStatus(value), failedHResult = value >>> 30 === 2, failedStatus = !failedHResult && !wraps;
        const statusFirst = known === status ? failedStatus : status;
        const hresults = known || failedHResult || wraps || value >= 0xE0000000 ? ofHResult(value) : [];
        const statuses = status || failedStatus ? [readStatus(value)] : [];
        return [...(statusFirst ? [...statuses, ...hresults] : [...hresults, ...statuses]), ...(value <= 0x7FFFFFFF ? [readId(value)] : [])];
      }
      const isNumber = form === 'decimal';
      return [
        ...(!isNumber && known && value > 0xFFFF ? [readHResult(value)] : []), ...ofNumber(value, isNumber),
        ...(known && (isNumber || value <= 0xFFFF) ? [readHResult(value)] : []), ...(status ? [readStatus(value)] : []),
      ];
    };
    const isStatus = kind => kind === 'hresult' || kind === 'ntstatus';
    const spellings = (value, status, isHex) => {
      if (status) {
        const digits = hex8(value).slice(2);
        return [hex8(value), [digits, `${digits}h`, ...(value > 0x7FFFFFFF ? [`${value | 0}`] : []), `${value}`]];
      }
      const hex = `0x${value.toString(16).toUpperCase()}`;
      return isHex ? [hex, [`${value}`]] : [`${value}`, [hex]];
    };
    const readName = name => {
      const readings = [];
      let usual = name, value = hresult.number(name);
      if (value !== undefined) {
        usual = hresult.spelled(name);
        readings.push(...ofHResult(value));
      } else if ((value = win32.number(name)) !== undefined) {
        usual = win32.spelled(name);
        readings.push(readWin32(value));
        if (value !== 0) readings.push(readHResult((0x80070000 | value) >>> 0));
      }
      value = ntstatus.number(name);
      if (value !== undefined) {
        if (readings.length === 0) usual = ntstatus.spelled(name);
        readings.push(readStatus(value));
      }
      if (readings.length === 0) return { code: name, kind: 'name', spellings: [], readings };
      readings[0] = { ...readings[0], symbol: usual };
      return { code: usual, kind: readings[0].kind, spellings: [(readings.find(r => isStatus(r.kind)) ?? readings[0]).value], readings };
    };
    /** Everything that a code says by itself. */
    const read = code => {
      if (code.form === 'name') return readName(code.text);
      const others = code.values.slice(1).flatMap(v => code.form === 'bare-hex' ? readingsOf(v, 'decimal') : readingsOf(v, 'hex').filter(r => isStatus(r.kind)));
      const readings = [...readingsOf(code.values[0], code.form), ...others];
      const [usual, also] = spellings(readings[0].number, isStatus(readings[0].kind), code.form !== 'decimal');
      return { code: usual, kind: readings[0].kind, spellings: also, readings };
    };

    /** The bits of an HRESULT or NTSTATUS in groups, or null. */
    const bits = reading => {
      const widths = reading.kind === 'hresult' ? [1, 4, 11, 16] : reading.kind === 'ntstatus' ? [2, 2, 12, 16] : null;
      if (!widths) return null;
      const severity = reading.kind === 'hresult' ? (reading.number >>> 31 === 1 ? 'failed' : 'succeeded') : reading.severity;
      const code = `${reading.number & 0xFFFF}`, digits = reading.number.toString(2).padStart(32, '0');
      const captions = [severity, 'flags', `facility ${reading.facility}`, `code ${code}`];
      let place = 0;
      const parts = widths.map((width, i) => {
        const text = digits.slice(place, place += width);
        return { bits: text.replace(/(?=(?:.{4})+$)/g, ' ').trim(), caption: captions[i], isKey: i > 1 };
      });
      return { parts, sentence: `The 32 bits of ${reading.value}: ${severity}, facility ${reading.facility}, code ${code}.` };
    };

    return { parse: single, scan, lookupKeys, read, bits };
  };
}
