// One request to an endpoint of the chat-completions form.
//
// In: where, which model, a key maybe, messages, how many points the reply must judge. Out: for each point a tick and a sentence, or a
// `AssistantError` with a name that strings/LANG.toml has a sentence for. What comes back is data from a stranger: it is read up to a limit, must
// have the very shape that was asked for, and its texts are shortened; whoever shows them shows them as text.

/** @typedef {'timeout' | 'key' | 'limited' | 'server' | 'refused' | 'unreachable' | 'local' | 'not_json' | 'nonsense' | 'truncated' | 'count' | 'large' | 'stopped'} Problem */

/** A request that failed; `problem` says how, `detail` is the status or count that belongs to it. */
export class AssistantError extends Error {
  /** @param {Problem} problem @param {string} [detail] */
  constructor(problem, detail = '') {
    super(`${problem} ${detail}`);
    this.problem = problem;
    this.detail = detail;
  }
}

/** Of an answer: the time it may take, its size, the characters of a sentence that are shown. */
export const LIMITS = { ms: 60000, bytes: 256 * 1024, sentence: 300 };

/** @param {string} endpoint */
const isLocal = (endpoint) => /^http:/.test(endpoint);

/** What a status says; `null` for success. @param {number} status */
function problemOf(status) {
  if (status === 401 || status === 403) return 'key';
  if (status === 429) return 'limited';
  if (status >= 500) return 'server';
  return status >= 200 && status < 300 ? null : 'refused';
}

/** The text of a reply, up to the limit. @param {Response} response @param {number} bytes */
async function bodyOf(response, bytes) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '', size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    if ((size += value.length) > bytes) {
      reader.cancel().catch(() => {});
      throw new AssistantError('large');
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** The JSON object in a model's words: some put it into a fence, or a sentence before it. @param {string} words */
function objectIn(words) {
  const [from, to] = [words.indexOf('{'), words.lastIndexOf('}')];
  try {
    return JSON.parse(words.slice(from, to + 1));
  } catch {
    throw new AssistantError('nonsense');
  }
}

/** One line of plain text. @param {string} words */
const sentence = (words) => words.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, LIMITS.sentence);

/**
 * The judgements in a reply.
 * @param {string} body
 * @param {number} points how many there must be
 * @returns {{ said: boolean, why: string }[]}
 */
export function parseReply(body, points) {
  let reply;
  try {
    reply = JSON.parse(body);
  } catch {
    throw new AssistantError(/^\s*[{[]/.test(body) ? 'truncated' : 'not_json');
  }
  const choice = reply?.choices?.[0];
  if (typeof choice?.message?.content !== 'string') throw new AssistantError('nonsense');
  if (choice.finish_reason === 'length') throw new AssistantError('truncated');
  const list = objectIn(choice.message.content)?.points;
  if (!Array.isArray(list) || !list.every((one) => typeof one?.said === 'boolean' && typeof one.why === 'string')) throw new AssistantError('nonsense');
  if (list.length !== points) throw new AssistantError('count', `${list.length}`);
  return list.map(({ said, why }) => ({ said, why: sentence(why) }));
}

/**
 * Asks.
 * @param {{ endpoint: string, path: string, model: string, key: string }} connection
 * @param {{ role: string, content: string }[]} messages
 * @param {{ points: number, stop?: AbortSignal, ms?: number }} how
 */
export async function requestJudgement({ endpoint, path, model, key }, messages, { points, stop, ms = LIMITS.ms }) {
  const abort = new AbortController();
  const cancel = () => abort.abort();
  const timer = setTimeout(() => abort.abort('timeout'), ms);
  stop?.addEventListener('abort', cancel);
  /** @param {Problem} otherwise @returns {Problem} */
  const why = (otherwise) => (abort.signal.reason === 'timeout' ? 'timeout' : abort.signal.aborted ? 'stopped' : otherwise);
  try {
    const response = await fetch(endpoint + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(key ? { Authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, messages, stream: false, temperature: 0 }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      signal: abort.signal,
    }).catch(() => {
      // A browser doesn't say whether nobody answered or the answer may not be read.
      throw new AssistantError(why(isLocal(endpoint) ? 'local' : 'unreachable'));
    });
    const problem = problemOf(response.status);
    if (problem) throw new AssistantError(problem, String(response.status));
    const body = await bodyOf(response, LIMITS.bytes).catch((error) => {
      throw error instanceof AssistantError ? error : new AssistantError(why('truncated'));
    });
    return parseReply(body, points);
  } finally {
    clearTimeout(timer);
    stop?.removeEventListener('abort', cancel);
  }
}
