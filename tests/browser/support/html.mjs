// The tags of a page as Recto writes it: well-formed, attributes in double quotes.

const VOID = /<(script|style|title|textarea)\b([^>]*)>([\s\S]*?)<\/\1>/gi;
const TAG = /<([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>/g;
const ATTRIBUTE = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", '#x2F': '/' };

const decode = (text) => text.replace(/&(amp|lt|gt|quot|#39|#x27|#x2F);/g, (_, name) => ENTITIES[name]);

/** @returns {Record<string, string>} */
function attributes(text) {
  const found = {};
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) found[name.toLowerCase()] = decode(double ?? single ?? bare ?? '');
  return found;
}

/** Every start tag with its attributes; `text` is what stands inside a script, a style or a title. */
export function tags(html) {
  const found = [];
  const rest = html.replace(/<!--[\s\S]*?-->/g, '').replace(VOID, (_, name, text, inside) => {
    found.push({ name: name.toLowerCase(), attributes: attributes(text), text: inside });
    return '';
  });
  for (const [, name, text] of rest.matchAll(TAG)) found.push({ name: name.toLowerCase(), attributes: attributes(text), text: '' });
  return found;
}
