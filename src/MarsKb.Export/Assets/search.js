// The site's search over an index that was built with the export: Ranker, TermResolver, LineMatcher, Jury, ConfidencePolicy, CodeIndex, HitPresenter,
// Suggester and NameIndex of MarsKb.Search. The site reckons in single precision; so does this, where two scores could meet.
'use strict';
{
  const marskb = globalThis.marskb ??= {};
  const { isAnyDigit, isAnyLetter } = marskb.characters;
  const f = Math.fround;

  // Numbers packed by the export

  const bytesOf = text => {
    const raw = atob(text), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  };
  /** Numbers of seven bits a byte, the lowest first. */
  const numbersOf = text => {
    const bytes = bytesOf(text), numbers = new Int32Array(bytes.length);
    let count = 0, value = 0, shift = 0;
    for (const byte of bytes) {
      value |= (byte & 0x7F) << shift;
      if (byte & 0x80) { shift += 7; continue; }
      numbers[count++] = value;
      value = shift = 0;
    }
    return numbers.subarray(0, count);
  };
  const startsOf = counts => {
    const starts = new Int32Array(counts.length + 1);
    for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
    return starts;
  };
  const wordsOf = text => text === '' ? [] : text.split('\n');

  /** Terms and the words behind them. */
  const readVocabulary = data => {
    const longestCorrected = 48;
    const ids = new Map(wordsOf(data.terms).map((term, id) => [term, id]));
    ids.delete('');
    const surfaces = wordsOf(data.forms), termOfForm = numbersOf(data.formTerms), isWord = bytesOf(data.formWords);
    const forms = new Map(surfaces.map((surface, id) => [surface, id]));
    const lettersOf = word => {
      let mask = 0;
      for (let i = 0; i < word.length; i++) {
        const n = word.charCodeAt(i);
        mask |= n >= 97 && n <= 122 ? 1 << (n - 97) : 1 << (26 + n % 6);
      }
      return mask;
    };
    const bitsIn = mask => {
      let bits = 0;
      for (let m = mask; m !== 0; m &= m - 1) bits++;
      return bits;
    };

    // For correction and completion only: made when first asked for.
    let sorted;
    const known = () => {
      if (sorted) return sorted;
      const words = surfaces.filter((_, id) => isWord[id >> 3] >> (id & 7) & 1).sort();
      const byLength = Array.from({ length: longestCorrected + 1 }, () => []);
      words.forEach((word, i) => { if (word.length <= longestCorrected) byLength[word.length].push(i); });
      return sorted = { words, terms: words.map(w => termOfForm[forms.get(w)]), letters: Int32Array.from(words, lettersOf), byLength };
    };

    const within = (a, b, most) => {
      if (Math.abs(a.length - b.length) > most) return most + 1;
      let before = new Array(b.length + 1).fill(0), last = Array.from({ length: b.length + 1 }, (_, j) => j), row = new Array(b.length + 1).fill(0);
      for (let i = 1; i <= a.length; i++) {
        row[0] = i;
        let best = i;
        for (let j = 1; j <= b.length; j++) {
          let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
          row[j] = d;
          best = Math.min(best, d);
        }
        if (best > most) return most + 1;
        [before, last, row] = [last, row, before];
      }
      return last[b.length];
    };

    return {
      count: data.termCount,
      find: term => ids.get(term) ?? -1,
      findForm: surface => forms.get(surface) ?? -1,
      termOf: form => termOfForm[form],
      /** Words that begin so, in order: [word, term]. */
      completions: function* (prefix) {
        const { words, terms } = known();
        let low = 0, high = words.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (words[middle] < prefix) low = middle + 1; else high = middle;
        }
        for (; low < words.length && words[low].startsWith(prefix); low++) yield [words[low], terms[low]];
      },
      /** The words nearest to one that is not known: [word, term, distance]. */
      nearest: (word, most) => {
        if (word.length < 5 || word.length > longestCorrected || [...word].some(isAnyDigit)) return [];
        const { words, terms, letters, byLength } = known();
        const mask = lettersOf(word);
        let found = [], nearest = word.length >= 9 ? 2 : 1;
        for (let length = Math.max(4, word.length - nearest); length <= Math.min(longestCorrected, word.length + nearest); length++) {
          for (const w of byLength[length]) {
            if (bitsIn(mask ^ letters[w]) > 2 * nearest) continue;
            const distance = within(word, words[w], nearest);
            if (distance > nearest || (distance === 2 && words[w][0] !== word[0])) continue;
            if (distance < nearest) { found = []; nearest = distance; }
            found.push([words[w], terms[w], distance]);
          }
        }
        return found.filter(([, , distance]) => distance <= nearest).slice(0, most);
      },
    };
  };

  /** Which documents hold which term. */
  const readPostings = data => {
    const largest = f(f(1.2) + 1), step = f(largest / 16383);
    const starts = startsOf(numbersOf(data.frequencies)), steps = numbersOf(data.documents);
    const bytes = bytesOf(data.weights), weights = new Uint16Array(bytes.length / 2);
    for (let i = 0; i < weights.length; i++) weights[i] = bytes[2 * i] | bytes[2 * i + 1] << 8;
    const idf = new Float32Array(bytesOf(data.idf).buffer);
    const documents = new Int32Array(steps.length);
    for (let t = 0; t + 1 < starts.length; t++)
      for (let i = starts[t], d = -1; i < starts[t + 1]; i++) documents[i] = d += steps[i] + 1;
    return {
      starts, documents,
      idf: term => idf[term],
      frequency: term => starts[term + 1] - starts[term],
      weight: i => f((weights[i] >> 2) * step),
      isProminent: i => (weights[i] & 1) !== 0,
      contains: (term, document) => {
        let low = starts[term], high = starts[term + 1];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (documents[middle] < document) low = middle + 1; else high = middle;
        }
        return low < starts[term + 1] && documents[low] === document;
      },
    };
  };

  const readPatterns = data => {
    const forms = numbersOf(data.forms), starts = startsOf(numbersOf(data.lengths)), documents = startsOf(numbersOf(data.counts));
    return {
      /** The patterns of a document as lists of forms; -1 is a variable part. */
      of: document => Array.from({ length: documents[document + 1] - documents[document] }, (_, i) => {
        const p = documents[document] + i;
        return Array.from(forms.subarray(starts[p], starts[p + 1]), n => n - 1);
      }),
    };
  };

  const byText = (a, b) => a < b ? -1 : a > b ? 1 : 0;

  /**
   * @param data what the export wrote to index.js
   * @param tables what it wrote to codes.js
   */
  marskb.engine = (data, tables) => {
    const text = marskb.analysis(data.words), codes = marskb.codes(tables);
    const { heads: headItems, kinds } = data;
    const documentCount = data.documentCount;

    // Documents: those of one key come one after another, the entry or table first.
    const sizes = numbersOf(data.groups), heads = new Int32Array(documentCount), itemOf = new Int32Array(documentCount);
    for (let item = 0, d = 0; item < sizes.length; item++)
      for (let i = 0, head = d; i < sizes[item]; i++, d++) { heads[d] = head; itemOf[d] = item; }
    const item = document => headItems[itemOf[document]];
    const titleOf = document => data.titles[document] ?? item(document).title;
    const urlOf = document => data.urls[document] ?? item(document).url;
    const isHead = document => heads[document] === document;
    const codesOf = document => isHead(document) ? item(document).codes : [];
    const namesOf = document => isHead(document) ? [...item(document).codes, ...item(document).aliases] : [];

    const vocabulary = readVocabulary(data.vocabulary), postings = readPostings(data.postings);
    const messages = readPatterns(data.messages), titles = readPatterns(data.titlePatterns), asked = readPatterns(data.asked);
    const concepts = new Map(data.concepts);
    const synonymsIn = text.synonymMap(data.synonyms);

    // Codes and names

    const byKey = new Map(), printed = new Map();
    for (let d = 0; d < documentCount; d++) {
      for (const name of namesOf(d)) {
        for (const key of codes.lookupKeys(name, true)) {
          if (!byKey.has(key)) { byKey.set(key, []); printed.set(key, name); }
          if (byKey.get(key).at(-1) !== d) byKey.get(key).push(d);
        }
      }
    }
    const mostShown = 20;
    const findCodes = query => {
      const evidence = [], known = new Set();
      for (const mention of codes.scan(query.text)) {
        const keys = codes.lookupKeys(mention.text), key = keys.find(k => byKey.has(k));
        const name = key ?? keys[0] ?? mention.text;
        if (known.has(name)) continue;
        known.add(name);
        const isZero = mention.values.length === 1 && mention.values[0] === 0;
        evidence.push({
          display: key !== undefined ? printed.get(key) : evidence.length < mostShown ? codes.read(mention).code : mention.text,
          strength: query.isShort || !isZero ? mention.strength : 'bare', line: mention.line,
          isSmall: mention.form === 'decimal' && mention.values[0] < 1000, documents: key === undefined ? [] : byKey.get(key),
        });
      }
      for (const line of query.lines) {
        for (const token of line.tokens) {
          if (token.part || token.number || !byKey.has(token.surface) || known.has(token.surface)) continue;
          known.add(token.surface);
          evidence.push({ display: printed.get(token.surface), strength: 'shape', line: line.number, isSmall: false, documents: byKey.get(token.surface) });
        }
      }
      return evidence;
    };

    // From words to terms

    const mostCorrections = 4, mostCorrectedWords = 24, synonymWeight = f(0.95), phraseWeight = f(0.9), mostCompletions = 8;
    const distanceWeight = [1, f(0.8), f(0.6)];
    const factorOf = term => f((term.isPart ? 0.5 : 1) * (term.isVariable ? f(0.3) : 1));
    const least = alternatives => Math.min(...alternatives.map(([t]) => postings.idf(t)));
    const distinctTerms = list => {
      const seen = new Set();
      return list.filter(([, term]) => !seen.has(term) && seen.add(term));
    };

    const unpack = (tokens, correct) => {
      const unpacked = [];
      for (let i = 0; i < tokens.length; i++) {
        const whole = tokens[i];
        let parts = 0;
        while (i + 1 + parts < tokens.length && tokens[i + 1 + parts].part && tokens[i + 1 + parts].start + tokens[i + 1 + parts].length <= whole.start + whole.length) parts++;
        if (whole.part || whole.number || parts === 0 || vocabulary.find(whole.term) >= 0 || (correct && whole.name && vocabulary.nearest(whole.surface, 1).length > 0)) {
          unpacked.push(whole);
          continue;
        }
        for (let p = 1; p <= parts; p++) unpacked.push({ ...tokens[i + p], part: false });
        i += parts;
      }
      return unpacked;
    };

    const completed = token => {
      if (token.surface.length < 3) return null;
      const terms = distinctTerms([...vocabulary.completions(token.surface)]).slice(0, mostCompletions).map(([, t]) => [t, f(0.9)]);
      return terms.length === 0 ? null : { word: token.surface, alternatives: terms, idf: least(terms), isPart: token.part };
    };
    const joined = (tokens, i) => {
      const attempt = (a, b) => {
        if (a < 0 || b >= tokens.length || !tokens[a].word || !tokens[b].word || tokens[a].part || tokens[b].part) return null;
        const word = tokens[a].surface + tokens[b].surface, term = vocabulary.find(text.stem(word));
        return term < 0 ? null : { word, alternatives: [[term, f(0.9)]], idf: postings.idf(term), isPart: false };
      };
      return attempt(i - 1, i) ?? attempt(i, i + 1);
    };
    const corrected = token => {
      const nearest = vocabulary.nearest(token.surface, 64);
      if (nearest.length === 0) return null;
      nearest.sort((a, b) => postings.frequency(b[1]) - postings.frequency(a[1]) || byText(a[0], b[0]));
      const alternatives = distinctTerms(nearest).slice(0, mostCorrections).map(([, t, distance]) => [t, distanceWeight[distance]]);
      return { word: token.surface, alternatives, idf: least(alternatives), isPart: token.part, correction: nearest[0][0] };
    };

    const resolve = (tokens, correct, isShort) => {
      const terms = [], seen = new Set(), meant = [...tokens];
      let corrections = 0;
      for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i];
        if (token.number && token.length < 3 && tokens.length > text.shortTokens) continue;
        if (seen.has(token.term)) continue;
        seen.add(token.term);
        const term = vocabulary.find(token.term);
        if (term >= 0) {
          terms.push({ word: token.surface, alternatives: [[term, 1]], idf: postings.idf(term), isPart: token.part, isVariable: token.variable && !isShort });
          continue;
        }
        if (token.variable && !isShort) continue;
        const cut = token.truncated ? completed(token) : null;
        if (cut) { terms.push(cut); continue; }
        const one = joined(tokens, i);
        if (one && !seen.has(one.word)) { seen.add(one.word); terms.push(one); }
        if (correct && (token.word || token.name) && corrections < mostCorrectedWords) {
          corrections++;
          const found = corrected(token);
          if (found) {
            terms.push(found);
            meant[i] = { ...token, surface: found.correction, term: text.stem(found.correction) };
            continue;
          }
        }
        terms.push({ word: token.surface, alternatives: [], idf: 0, isPart: token.part });
      }
      for (const { concept, phrase, first, length } of synonymsIn(meant)) {
        const id = vocabulary.find(concept);
        if (id < 0 || seen.has(concept)) continue;
        seen.add(concept);
        const word = length === 1 ? terms.findIndex(t => t.word === tokens[first].surface) : -1, idf = postings.idf(id);
        if (word < 0) terms.push({ word: phrase, alternatives: [[id, length === 1 ? synonymWeight : phraseWeight]], idf, isPart: false, isConcept: true });
        else {
          const t = terms[word];
          terms[word] = t.alternatives.length === 0 ? { ...t, alternatives: [[id, synonymWeight]], idf, synonym: id }
            : { ...t, alternatives: [...t.alternatives, [id, f(synonymWeight * Math.min(1, f(idf / Math.max(f(0.01), t.idf))))]], synonym: id };
        }
      }
      return terms;
    };

    // Ranking

    const shortCandidates = 60, lineCandidates = 50, plainLineCandidates = 12, lineTerms = 24, plainLineTerms = 8, plainLinePostings = 500, failureRounds = 3, enoughFound = 8000, formTokens = 60, saidByPeople = 1.5;
    const scores = new Float32Array(documentCount), prominent = new Float32Array(documentCount), covered = new Float32Array(documentCount), bestOf = new Float32Array(documentCount);
    let touched = [];
    const clear = () => {
      for (const d of touched) scores[d] = prominent[d] = covered[d] = bestOf[d] = 0;
      touched = [];
    };

    const accumulate = (terms, mostTerms, allowance, enough) => {
      let budget = allowance;
      const ordered = terms.filter(t => t.alternatives.length > 0).sort((a, b) => f(b.idf * factorOf(b)) - f(a.idf * factorOf(a))).slice(0, mostTerms);
      for (const term of ordered) {
        let cost = 0;
        for (const [id] of term.alternatives) cost += postings.frequency(id);
        if (cost > budget && touched.length > 0) break;
        budget -= cost;
        const open = touched.length < enough, single = term.alternatives.length === 1;
        for (const [id, weight] of term.alternatives) {
          const factor = f(f(weight * factorOf(term)) * term.idf);
          for (let i = postings.starts[id]; i < postings.starts[id + 1]; i++) {
            const d = postings.documents[i];
            if (scores[d] === 0 && !open) continue;
            const value = f(postings.weight(i) * factor), before = single ? 0 : bestOf[d];
            if (!single && value <= before) continue;
            if (scores[d] === 0) touched.push(d);
            if (!single) bestOf[d] = value;
            scores[d] += single ? value : f(value - before);
            if (before > 0) continue;
            covered[d] += factor;
            if (postings.isProminent(i)) prominent[d] += factor;
          }
        }
        if (!single)
          for (const [id] of term.alternatives)
            for (let i = postings.starts[id]; i < postings.starts[id + 1]; i++) bestOf[postings.documents[i]] = 0;
      }
    };

    const best = (most, prominence) => {
      if (touched.length <= most) return [...touched];
      const valued = touched.map(d => [f(scores[d] + f(prominence * prominent[d])), d]);
      valued.sort((a, b) => b[0] - a[0]);
      return valued.slice(0, most).map(([, d]) => d);
    };

    // One line against messages

    const mostIdf = f(5.5);
    const idfOf = term => Math.min(mostIdf, postings.idf(term));
    const matcher = (terms, tokens, line) => {
      const meant = new Map(terms.filter(t => !t.isConcept && t.alternatives.length > 0 && t.alternatives[0][1] < 1).map(t => [t.word, t]));
      const certainty = new Map(), neighbours = new Set(), forms = new Set(), seen = new Set();
      const pair = (a, b) => a * vocabulary.count + b;
      let before = [], last = [], known = 0, unknown = 0, mass = 0;
      for (const token of tokens) {
        if (token.part) continue;
        const form = vocabulary.findForm(token.surface);
        if (form >= 0) forms.add(form);
        const id = vocabulary.find(token.term), instead = id >= 0 ? undefined : meant.get(token.surface);
        const here = id >= 0 ? [id] : instead ? instead.alternatives.map(([t]) => t) : [];
        const sure = id >= 0 ? 1 : instead ? instead.alternatives[0][1] : 0;
        if (instead?.correction !== undefined && vocabulary.findForm(instead.correction) >= 0) forms.add(vocabulary.findForm(instead.correction));
        for (const term of here) {
          certainty.set(term, sure);
          for (const left of last) neighbours.add(pair(left, term));
          for (const left of before) neighbours.add(pair(left, term));
        }
        [before, last] = [last, here];
        if (seen.has(token.term)) continue;
        seen.add(token.term);
        if (token.variable) continue;
        if (here.length === 0) { unknown++; continue; }
        known++;
        mass = f(mass + Math.max(...here.map(idfOf)));
      }
      mass = f(mass + f(unknown * Math.min(f(mostIdf * 0.5), known === 0 ? mostIdf : f(mass / known))));

      const said = new Set(terms.flatMap(t => t.isConcept ? [t.alternatives[0][0]] : t.synonym === undefined ? [] : [t.synonym]));

      const match = message => {
        let found = 0, all = 0, pairs = 0, exact = 0, words = 0, inOrder = 0, possible = 0, last = -1;
        for (const form of message) {
          if (form < 0) { last = -1; continue; }
          const term = vocabulary.termOf(form), idf = idfOf(term);
          all = f(all + idf);
          if (last >= 0) possible++;
          if (certainty.has(term)) {
            const sure = certainty.get(term);
            found = f(found + f(idf * sure));
            if (forms.has(form)) exact = f(exact + idf);
            words++;
            if (last >= 0 && neighbours.has(pair(last, term))) { pairs = f(pairs + f(idf * sure)); inOrder++; }
          }
          last = term;
        }
        if (words === 0 || all === 0) return null;
        const coverage = f(found / all), precision = mass === 0 ? 0 : Math.min(1, f(found / mass)), order = possible === 0 ? 1 : f(inOrder / possible);
        const score = f(f(f(f(f(found * 0.5) * f(coverage + precision)) + f(f(0.6) * pairs)) * coverage) * coverage);
        return {
          score: f(score * f(0.5 + f(0.5 * order))), coverage, precision, words, order, exact, line,
          alike: f(coverage * f(0.5 + f(0.5 * order))),
        };
      };
      return {
        /** The best of a document's patterns, or null. */
        best: (patterns, document) => {
          let best = null;
          for (const pattern of patterns.of(document)) {
            const m = match(pattern);
            if (m && (!best || m.score > best.score)) best = m;
          }
          return best;
        },
        /** How much of one of the phrases of a document the line says, in any order and also in other words. */
        likeness: document => {
          let best = 0;
          for (const phrase of asked.of(document)) {
            let found = 0, all = 0;
            for (const form of phrase) {
              if (form < 0) continue;
              const term = vocabulary.termOf(form), idf = idfOf(term);
              all = f(all + idf);
              if (certainty.has(term)) found = f(found + f(idf * certainty.get(term)));
              else if (concepts.has(term) && said.has(concepts.get(term))) found = f(found + f(idf * f(0.85)));
            }
            if (found === 0) continue;
            const precision = mass === 0 ? 0 : Math.min(1, f(found / mass));
            best = Math.max(best, f(f(found * f(found / all)) * f(0.5 + f(0.5 * precision))));
          }
          return best;
        },
      };
    };

    const rankLine = (line, isShort, correct) => {
      let tokens = unpack(line.tokens, correct);
      if (tokens.length > 1 && tokens.filter(t => !t.part).length === 1 && vocabulary.find(tokens[0].term) >= 0) tokens = [tokens[0]];
      const terms = resolve(tokens, correct, isShort);
      accumulate(terms, isShort ? Infinity : lineTerms * 2, Math.max(documentCount, plainLinePostings), isShort ? Infinity : enoughFound);
      const compare = matcher(terms, tokens, line.number);
      const candidates = best(shortCandidates, 2).map(d => {
        const match = compare.best(messages, d);
        let score = f(f(f(scores[d] + covered[d]) + f((isShort ? 1.5 : f(0.6)) * prominent[d]))
          + f(f((isShort ? f(0.2) : f(0.4)) * (match?.score ?? 0)) * f(1 + Math.max(0, f((match?.alike ?? 0) - 0.5)))));
        score = f(score + f(saidByPeople * compare.likeness(d)));
        const title = isShort ? compare.best(titles, d) : null;
        if (isShort) score = f(score + f(0.5 * Math.max(match?.exact ?? 0, title?.exact ?? 0)));
        return { document: d, score, message: match, title };
      });
      clear();
      return { candidates, terms };
    };

    const rankLines = lines => {
      const found = new Map(), all = new Map();
      const failures = lines.filter(l => l.severity === 'failure').length, most = Math.max(documentCount, plainLinePostings);
      const budget = Math.min(most, Math.max(plainLinePostings, Math.trunc(documentCount * failureRounds / Math.max(1, failures === 0 ? lines.length : failures))));
      lines.forEach((line, i) => {
        const full = line.severity === 'failure' || failures === 0;
        const wrapped = full || (i > 0 && lines[i - 1].severity === 'failure');
        const tokens = unpack(wrapped && i + 1 < lines.length && lines[i + 1].number === line.number + 1 ? [...line.tokens, ...lines[i + 1].tokens] : line.tokens, false);
        const terms = resolve(tokens, false, false);
        for (const term of terms) if (!all.has(term.word)) all.set(term.word, term);
        accumulate(terms, full ? lineTerms : plainLineTerms, full ? budget : plainLinePostings, enoughFound);
        const compare = matcher(terms, tokens, line.number), factor = f(text.severityFactor[line.severity]);
        for (const d of best(full ? lineCandidates : plainLineCandidates, 0)) {
          const match = compare.best(messages, d);
          const score = f(factor * f((match?.score ?? 0) + f(0.25 * f(scores[d] + prominent[d]))));
          const before = found.get(d);
          if (!before || score > before.score) {
            const message = match && (!before?.message || match.alike >= before.message.alike) ? match : before?.message ?? null;
            found.set(d, { document: d, score, message, title: null });
          }
        }
        clear();
      });
      if (lines.reduce((sum, l) => sum + l.tokens.length, 0) <= formTokens) rankTogether(lines, failures === 0, found);
      return { candidates: [...found.values()], terms: [...all.values()] };
    };

    /** A few short lines are also read as one: a wrapped message, a form. */
    const rankTogether = (lines, isForm, found) => {
      const tokens = unpack(lines.flatMap(l => l.tokens), false), terms = resolve(tokens, false, false);
      accumulate(terms, lineTerms * 2, Math.max(documentCount, plainLinePostings), enoughFound);
      const compare = matcher(terms, tokens, lines[0].number);
      for (const d of best(lineCandidates, 0)) {
        let score = isForm ? f(f(0.25 * f(scores[d] + prominent[d])) + f(saidByPeople * compare.likeness(d))) : 0;
        const whole = compare.best(messages, d), before = { ...(found.get(d) ?? { document: d, score: 0, message: null, title: null }) };
        if (whole && whole.alike > f((before.message?.alike ?? 0) + f(0.1))) {
          before.message = whole;
          score = Math.max(score, f(whole.score - before.score));
        }
        if (before.message || score > 0) found.set(d, { ...before, score: f(before.score + Math.max(0, score)) });
      }
      clear();
    };

    // Codes against words

    const exactBonus = 10000, possibleBonus = 4, worthShowing = f(0.12), behindAnswer = f(0.9), support = f(0.2), weightOfUnknown = 3;
    const codeWords = new Set(data.words.code), failureTerms = new Set(data.words.failureTerms), supportTerms = new Set(data.words.supportTerms);

    const intentOf = query => {
      let support = false;
      for (const line of query.lines) {
        if (line.severity === 'failure') return 'failure';
        for (const token of line.tokens) {
          if (failureTerms.has(token.term)) return 'failure';
          support ||= supportTerms.has(token.term);
        }
      }
      if (query.lineCount > 1) return 'failure';
      const start = query.text.trimStart().toLowerCase();
      return support || query.text.includes('?') || data.words.openings.some(o => start.startsWith(o)) ? 'support' : 'unknown';
    };
    const fitness = (intent, kind) => kind !== 'matrix' ? 1 : intent === 'support' ? f(1.8) : intent === 'failure' ? f(0.7) : 1;

    const isExact = (evidence, isShort, fit) => evidence.strength !== 'bare' ? !evidence.isSmall || fit() >= f(0.6) : isShort && !evidence.isSmall && fit() >= 0.5;
    const holdsMessage = m => m.coverage >= f(0.85) && m.order >= 0.5 && (m.words >= 6 || (m.words >= 4 && m.precision >= f(0.9)));
    const isPartOfMessage = m => (m.precision >= f(0.95) ? m.coverage >= 0.5 : m.precision >= f(0.8) && m.coverage >= f(0.65)) && m.order >= f(0.4) && m.words >= 5;
    const isTitle = t => t.coverage >= f(0.9) && t.precision >= f(0.8) && t.words >= 3;
    const isStrong = (message, title, rival) => !rival && ((message && (holdsMessage(message) || isPartOfMessage(message))) || (title && isTitle(title)));

    const rank = { weak: 0, strong: 1, exact: 2 };
    const kindOf = document => kinds[item(document).kind];
    const isFlow = hit => kindOf(hit.document) === 'flow';

    const judge = (query, evidence, candidates, terms) => {
      const byDocument = new Map(candidates.map(c => [c.document, c]));
      const places = new Map();
      evidence.forEach((e, place) => {
        for (const d of e.documents) {
          if (!byDocument.has(d)) byDocument.set(d, { document: d, score: 0, message: null, title: null });
          if (places.has(d)) places.get(d).push(place); else places.set(d, [place]);
        }
      });
      const displays = new Set(evidence.map(e => e.display.toLowerCase()));
      const intent = intentOf(query);
      const severityOf = line => query.lines.find(l => l.number === line)?.severity === 'failure' ? 1 : 0;

      const fit = (document, line) => {
        const near = query.lineCount <= 1 ? null : new Set(query.lines.filter(l => l.number === line || l.number === line - 1).flatMap(l => l.tokens.map(t => t.surface)));
        let known = 0, all = 0;
        for (const term of terms) {
          if (term.isPart || term.isConcept || codeWords.has(term.word) || displays.has(term.word.toLowerCase())) continue;
          if (near && !near.has(term.word)) continue;
          if (isAnyDigit(term.word[0]) && term.alternatives.length === 0) continue;
          const weight = term.alternatives.length === 0 ? weightOfUnknown : term.idf;
          all = f(all + weight);
          if (term.alternatives.some(([t]) => postings.contains(t, document))) known = f(known + weight);
        }
        return all === 0 ? 1 : f(known / all);
      };
      const bestCode = document => {
        const mentioned = places.get(document);
        if (!mentioned) return { place: -1, exact: false };
        const place = mentioned.find(p => isExact(evidence[p], query.isShort, () => fit(document, evidence[p].line)));
        return place === undefined ? { place: mentioned[0], exact: false } : { place, exact: true };
      };

      let ranked = [...byDocument.values()].map(candidate => {
        const { place, exact } = bestCode(candidate.document), code = place < 0 ? null : evidence[place];
        const bonus = exact ? exactBonus + 500 * severityOf(code.line) - 10 * place : code ? possibleBonus : 0;
        const words = f(candidate.score * fitness(intent, kindOf(candidate.document)));
        return { document: candidate.document, score: f(words + bonus), words, confidence: exact ? 'exact' : 'weak', code, message: candidate.message, title: candidate.title };
      });
      if (ranked.length === 0) return ranked;

      markStrong(evidence, ranked);
      const most = ranked.reduce((m, r) => Math.max(m, r.words), -Infinity);
      ranked = ranked.filter(r => r.confidence !== 'weak' || r.words >= f(most * worthShowing));
      ranked.sort(order);
      return flowsBehindAnswer(merge(ranked)).sort(order);
    };

    const flowsBehindAnswer = ranked => {
      const answer = ranked.filter(r => !isFlow(r)).reduce((best, r) => !best || r.score > best.score ? r : best, null);
      if (!answer || !ranked.some(isFlow)) return ranked;
      const isAbout = hit => item(hit.document).covers.some(k => k.toLowerCase() === item(answer.document).key.toLowerCase());
      const behind = new Set(ranked.filter(r => isFlow(r) && (r.confidence === 'weak' || (r.confidence === 'strong' && isAbout(r)))));
      const most = [...behind].reduce((m, r) => Math.max(m, r.score), 0);
      if (behind.size === 0 || most < answer.score) return ranked;
      return ranked.map(r => behind.has(r) ? { ...r, score: f(f(f(r.score * behindAnswer) * answer.score) / most) } : r);
    };

    const order = (a, b) => (b.confidence === 'exact') - (a.confidence === 'exact') || b.score - a.score
      || byText(item(a.document).key.toUpperCase(), item(b.document).key.toUpperCase()) || a.document - b.document;

    const merge = sorted => {
      const merged = [], places = new Map(), supported = new Set();
      for (const hit of sorted) {
        const head = heads[hit.document];
        if (!places.has(head)) { places.set(head, merged.length); merged.push(hit); continue; }
        const best = merged[places.get(head)];
        merged[places.get(head)] = {
          ...best, score: supported.has(head) ? best.score : f(best.score + f(support * hit.words)), confidence: rank[hit.confidence] > rank[best.confidence] ? hit.confidence : best.confidence, code: best.code ?? hit.code,
          message: (hit.message?.alike ?? -1) > (best.message?.alike ?? -1) ? hit.message : best.message,
        };
        supported.add(head);
      }
      return merged;
    };

    const markStrong = (evidence, ranked) => {
      let first = { head: -1, alike: -1 }, second = { head: -1, alike: -1 };
      for (const hit of ranked) {
        if (!hit.message) continue;
        const head = heads[hit.document], { alike } = hit.message;
        if (head === first.head) first.alike = Math.max(first.alike, alike);
        else if (alike > first.alike) [first, second] = [{ head, alike }, first];
        else if (alike > second.alike) second = { head, alike };
      }
      for (const hit of ranked) {
        if (hit.confidence === 'exact') continue;
        const head = heads[hit.document];
        const rival = hit.message !== null && (first.head === head ? second.alike : first.alike) >= f(hit.message.alike - f(0.02));
        if (!isStrong(hit.message, hit.title, rival)) continue;
        const otherCode = codesOf(head).length > 0 && !hit.code && evidence.some(e =>
          e.strength !== 'bare' && !e.isSmall && (!hit.message || (e.line >= hit.message.line && e.line <= hit.message.line + 1)));
        if (!otherCode) hit.confidence = 'strong';
      }
    };

    // Asking

    const countBy = (list, keyOf) => {
      const counts = new Map();
      for (const one of list) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
      return [...counts];
    };

    /** All hits, the best first; presented by `present` once the texts of their shards are there. */
    const search = ({ query: raw, kind = null, component = null, verbatim = false }) => {
      const query = text.readQuery(raw);
      const evidence = findCodes(query);
      const { candidates, terms } = query.lines.length === 0 ? { candidates: [], terms: [] }
        : query.lines.length === 1 ? rankLine(query.lines[0], query.isShort, !verbatim) : rankLines(query.lines);
      const found = judge(query, evidence, candidates, terms);
      return {
        query, terms,
        hits: found.filter(h => (kind === null || kindOf(h.document) === kind) && (component === null || item(h.document).component === component)),
        understood: {
          codes: evidence.filter(e => e.strength !== 'bare' || found.some(h => h.code === e)).map(e => e.display).slice(0, mostShown),
          corrections: terms.filter(t => t.correction !== undefined).map(t => ({ from: t.word, to: t.correction })),
        },
        kinds: countBy(found, h => item(h.document).kind).sort((a, b) => a[0] - b[0]).map(([k, count]) => [kinds[k], count]),
        components: countBy(found, h => item(h.document).component).sort((a, b) => b[1] - a[1] || byText(a[0], b[0])),
      };
    };

    const summaryOf = hit => ({
      key: item(hit.document).key, kind: kindOf(hit.document), component: item(hit.document).component, title: titleOf(hit.document), codes: item(hit.document).codes,
      url: urlOf(hit.document), confidence: hit.confidence, score: hit.score,
    });

    // In words

    const mostWords = 4, snippetLength = 220, mostTerms = 100;
    const linesOf = s => s.split(/[\n\r]/).map(l => l.trim()).filter(l => l !== '');

    /**
     * @param texts of the hit's entry: one object for each of its documents, { messages, lead, causes, actions }
     */
    const present = (hit, found, texts) => {
      const { query, terms } = found;
      const wanted = new Map();
      for (const t of terms) for (const [term, weight] of t.alternatives) wanted.set(term, Math.max(wanted.get(term) ?? -Infinity, f(t.idf * weight)));
      const byRarity = terms.filter(t => t.alternatives.length > 0).sort((a, b) => b.idf - a.idf).slice(0, mostTerms);
      const has = (term, document) => postings.contains(term, document);
      const head = heads[hit.document];

      const passage = raw => {
        const line = raw.replace(/\r\n|[\n\r\f\x85\u2028\u2029]/g, ' ');
        return { text: line, words: text.analyze(line).map(t => [vocabulary.find(t.term), t.start, t.length]).filter(([term]) => term >= 0) };
      };
      const weigh = p => {
        const seen = new Set();
        let sum = 0;
        for (const [term] of p.words) if (wanted.has(term) && !seen.has(term)) { seen.add(term); sum = f(sum + wanted.get(term)); }
        return sum;
      };
      const headings = document => { const t = texts[document - head]; return [...t.messages, t.lead].map(passage); };
      const body = document => { const t = texts[document - head]; return [...linesOf(t.causes), ...linesOf(t.actions)].map(passage); };

      const marksOf = p => {
        const marks = [];
        for (const [term, start, length] of p.words) {
          if (!wanted.has(term)) continue;
          const last = marks.at(-1);
          if (last && start < last[0] + last[1]) continue;
          marks.push([start, length]);
        }
        return marks;
      };
      const mark = p => {
        const marks = marksOf(p);
        if (p.text.length <= snippetLength) return { text: p.text, marks };
        let from = marks.length === 0 ? 0 : Math.max(0, marks[0][0] - 60);
        if (from > 0) from = p.text.indexOf(' ', from) + 1;
        let to = Math.min(p.text.length, from + snippetLength);
        if (to < p.text.length) {
          const blank = p.text.lastIndexOf(' ', to - 1);
          if (blank > from + 40) to = blank;
          if (to > from && /[\uD800-\uDBFF]/.test(p.text[to - 1])) to--;
        }
        const lead = from > 0 ? '… ' : '';
        return {
          text: lead + p.text.slice(from, to) + (to < p.text.length ? ' …' : ''),
          marks: marks.filter(([s, l]) => s >= from && s + l <= to).map(([s, l]) => [s - from + lead.length, l]),
        };
      };
      const snippet = () => {
        const first = headings(head);
        let best = first[0], weight = f(weigh(first[0]) + 0.5);
        const offer = (p, factor) => {
          const w = f(weigh(p) * factor);
          if (w > weight) [best, weight] = [p, w];
        };
        for (const p of first.slice(1)) offer(p, 1);
        if (hit.document !== head) for (const p of headings(hit.document)) offer(p, 1);
        if (weight < 1) for (const p of body(hit.document)) offer(p, f(0.8));
        return mark(best);
      };

      const why = [];
      if (hit.code) {
        const name = isAnyLetter(hit.code.display[0]) ? 'name' : 'code', place = query.lineCount > 1 ? ` on line ${hit.code.line}` : '';
        why.push(`${name} ${hit.code.display}${place}${hit.confidence === 'exact' ? '' : ', which may mean something else here'}`);
      }
      const message = hit.message;
      if (message && message.words >= 3 && message.alike >= 0.5) why.push(`message ${Math.round(message.alike * 100)}% alike`);
      if (message && message.words >= 3 && message.coverage >= 0.5) {
        const start = query.lines.find(l => l.number === message.line)?.start ?? 0;
        const values = texts[0].messages.map(m => text.templateValues(m, query.text, start)).reduce((best, v) => v.length > best.length ? v : best, []);
        for (const [name, value] of values) why.push(`{${name}} = ${value}`);
      }
      const words = byRarity.filter(t => !t.isPart && !t.isConcept && t.alternatives.some(([term]) => has(term, hit.document))).slice(0, mostWords).map(t => t.correction ?? t.word);
      if (words.length > 0) why.push((words.length === 1 ? 'word ' : 'words ') + words.join(', '));
      const same = byRarity.filter(t => t.isConcept && has(t.alternatives[0][0], hit.document) && !words.some(w => w.toLowerCase() === t.word.toLowerCase())).slice(0, mostWords).map(t => t.word);
      if (same.length > 0) why.push('same meaning as ' + same.join(', '));
      return { ...summaryOf(hit), snippet: snippet(), why };
    };

    /** Number of the shard with the texts of an item, and the item's place in it. */
    const placeOf = document => {
      let shard = 0;
      while (shard + 1 < data.shards.length && data.shards[shard + 1] <= itemOf[document]) shard++;
      return { shard, place: itemOf[document] - data.shards[shard] };
    };

    // While typing

    const longestPrefix = 60, mostUsual = 64, mostLookedAt = 4000, mostCompared = 2000, enoughSuggested = 30000, weightSteps = 512;
    let names;
    // The site completes names letter by letter: of a letter that folds to several it takes the first.
    const foldAll = s => s.split('').map(c => text.fold(c).slice(0, 1)).join('');
    const nameIndex = () => {
      if (names) return names;
      names = [];
      for (let d = 0; d < documentCount; d++) {
        const seen = new Set();
        for (const name of namesOf(d)) {
          if (seen.has(name.toUpperCase())) continue;
          seen.add(name.toUpperCase());
          const folded = foldAll(name);
          names.push([folded, name, d]);
          if (folded.startsWith('0x') && folded.length > 3) names.push([folded.slice(2), name, d]);
        }
      }
      return names.sort((a, b) => byText(a[0], b[0]) || a[2] - b[2]);
    };
    const nameCompletions = function* (prefix) {
      const folded = foldAll(prefix.trim()), all = nameIndex();
      if (folded === '') return;
      let low = 0, high = all.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (all[middle][0] < folded) low = middle + 1; else high = middle;
      }
      for (; low < all.length && all[low][0].startsWith(folded); low++) yield [all[low][1], all[low][2]];
    };
    const meanings = (token, unfinished) => {
      const terms = [], all = new Set();
      const known = vocabulary.find(token.term);
      if (known >= 0) { all.add(known); terms.push([known, 1]); }
      if (unfinished) {
        let completions = [], looked = 0;
        for (const [, term] of vocabulary.completions(token.surface)) {
          if (looked++ === mostLookedAt) break;
          if (!all.has(term)) { all.add(term); completions.push(term); }
        }
        if (completions.length > mostUsual) completions = completions.sort((a, b) => postings.frequency(b) - postings.frequency(a)).slice(0, mostUsual);
        for (const term of completions) terms.push([term, f(0.9)]);
      }
      if (terms.length === 0 && token.word)
        for (const [, term] of vocabulary.nearest(token.surface, 4)) if (!all.has(term)) { all.add(term); terms.push([term, f(0.6)]); }
      return { terms, all };
    };
    /** The documents with the highest weights, as many as are compared; weights are counted in steps. */
    const mostLikely = () => {
      if (touched.length <= mostCompared) return touched;
      const stepOf = d => Math.min(weightSteps - 1, Math.trunc(f(scores[d] * f(weightSteps / f(f(1.2) + 1)))));
      const steps = new Int32Array(weightSteps);
      for (const d of touched) steps[stepOf(d)]++;
      let least = weightSteps - 1, above = 0;
      while (above + steps[least] < mostCompared) above += steps[least--];
      let room = mostCompared - above;
      return touched.filter(d => stepOf(d) > least || (stepOf(d) === least && room-- > 0));
    };
    const suggestWords = (prefix, most) => {
      const tokens = text.analyze(prefix).filter(t => !t.part);
      if (tokens.length === 0) return [];
      const last = tokens.at(-1), unfinished = last.start + last.length === prefix.length;
      const typed = tokens.map((t, i) => meanings(t, unfinished && i === tokens.length - 1));
      if (typed.some(t => t.terms.length === 0)) return [];
      let rarest = 0, fewest = Infinity;
      typed.forEach((t, i) => {
        let cost = t.terms.reduce((sum, [term]) => sum + postings.frequency(term), 0);
        if (t.all.size > t.terms.length && typed.length > 1) cost = 2147483646;
        if (cost < fewest) [fewest, rarest] = [cost, i];
      });
      for (const [term, weight] of typed[rarest].terms) {
        for (let i = postings.starts[term]; i < postings.starts[term + 1]; i++) {
          if (!postings.isProminent(i)) continue;
          const d = postings.documents[i], value = f(weight * postings.weight(i));
          if (scores[d] === 0) touched.push(d);
          if (value > scores[d]) scores[d] = value;
        }
        if (touched.length >= enoughSuggested) break;
      }
      const likely = mostLikely();
      const is = (word, form) => form >= 0 && word.all.has(vocabulary.termOf(form));
      const holds = (word, document) => word.all.size <= 8 ? word.terms.some(([term]) => postings.contains(term, document))
        : messages.of(document).some(pattern => pattern.some(form => is(word, form)));
      const compare = (document, weight) => {
        const title = titles.of(document)[0] ?? [];
        let inTitle = 0, inOrder = 0, place = -1;
        for (let i = 0; i < typed.length; i++) {
          const at = place >= 0 && place + 1 < title.length && is(typed[i], title[place + 1]) ? place + 1 : title.findIndex(form => is(typed[i], form));
          if (at >= 0) {
            inTitle++;
            if (i > 0 && place >= 0 && at === place + 1) inOrder++;
          } else if (i !== rarest && !holds(typed[i], document)) return 0;
          place = at;
        }
        const share = title.length === 0 ? 0 : f(inTitle / Math.max(inTitle, title.length));
        return f(f(f(weight + f(2 * inTitle / typed.length)) + f(3 * inOrder / Math.max(1, typed.length - 1))) + f(1.5 * share));
      };
      const ranked = likely.map(d => [compare(d, scores[d]), d]).filter(([score]) => score > 0);
      clear();
      ranked.sort((a, b) => b[0] - a[0] || (kindOf(a[1]) === 'matrix') - (kindOf(b[1]) === 'matrix') || a[1] - b[1]);
      return ranked.slice(0, most).map(([, d]) => d);
    };
    /** Completions while typing, codes first. */
    const suggest = (prefix, limit) => {
      if (prefix.length > longestPrefix) return [];
      const found = [], keys = new Set();
      const offer = (document, shown) => {
        const key = item(document).key.toLowerCase();
        if (found.length >= limit || keys.has(key)) return;
        keys.add(key);
        found.push({ text: shown, url: urlOf(document), title: titleOf(document) });
      };
      for (const [shown, document] of nameCompletions(prefix)) {
        if (found.length === limit) return found;
        offer(document, shown);
      }
      for (const document of suggestWords(prefix, limit * 4)) offer(document, titleOf(document));
      return found;
    };

    /** The items that carry a name: a key first, then an alias, then a code in any spelling. */
    const resolveName = name => {
      const folded = name.toUpperCase();
      const exact = headItems.findIndex(h => h.key.toUpperCase() === folded);
      if (exact >= 0) return [headItems[exact]];
      const alias = headItems.findIndex(h => h.aliases.some(a => a.toUpperCase() === folded));
      if (alias >= 0) return [headItems[alias]];
      const key = codes.lookupKeys(name).find(k => byKey.has(k));
      return key === undefined ? [] : [...new Set(byKey.get(key).map(item))];
    };

    return { search, present, summaryOf, placeOf, suggest, resolveName, codes, item };
  };
}
