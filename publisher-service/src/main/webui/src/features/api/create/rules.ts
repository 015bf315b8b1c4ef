import { texts } from '../../../texts';

/** The server's rules for what an API is called and where its backend is; each returns what is wrong, or null. */
type Rule = (text: string) => string | null;

const words = texts.create.rules;

const MAX_NAME = 60;
const MAX_CONTEXT = 200;
const MAX_VERSION = 30;
const MAX_URL = 2_000;
const NAME = /^[^~!@#;:%^*()+={}|\\<>"',&$[\]/\p{Cc}]*$/u;
const SEGMENT = /^[A-Za-z0-9._~-]+$/;
const VERSION = /^[A-Za-z0-9._-]+$/;
const VERSION_SEGMENT = '{version}';
const RESERVED: readonly string[] = ['sluice', 'q', '.well-known'];
/** Hosts that some parsers take for an IPv4 address. */
const LIKE_A_NUMBER = /(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$/i;
const PLAIN_IPV4 = /^(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})$/;
const AUTHORITY = /^[^/?#]*\/\/([^/?#]*)/;

function missing(text: string, max: number): string | null {
  if (text.trim() === '') {
    return words.required;
  }
  return text.length > max ? words.tooLong(max) : null;
}

const isSegment = (text: string): boolean => SEGMENT.test(text) && text !== '.' && text !== '..';

export const nameRule: Rule = (text) => {
  const absent = missing(text, MAX_NAME);
  if (absent !== null) {
    return absent;
  }
  if (!NAME.test(text)) {
    return words.name;
  }
  return text.includes('  ') || text !== text.trim() ? words.blanks : null;
};

export const contextRule: Rule = (text) => {
  const absent = missing(text, MAX_CONTEXT);
  if (absent !== null) {
    return absent;
  }
  const segments = text.replace(/^\//, '').split('/');
  const wrong = segments.find((segment) => !isSegment(segment) && segment !== VERSION_SEGMENT);
  if (wrong !== undefined) {
    return words.context(wrong);
  }
  if (segments.includes('t')) {
    return words.tenant;
  }
  if (segments.filter((segment) => segment === VERSION_SEGMENT).length > 1) {
    return words.versionOnce;
  }
  const [first] = segments;
  return first !== undefined && RESERVED.includes(first) ? words.reserved(first) : null;
};

export const versionRule: Rule = (text) => missing(text, MAX_VERSION) ?? (VERSION.test(text) && isSegment(text) ? null : words.version);

/** An address that relays would ask. */
export const addressRule: Rule = (text) => {
  if (!/^https?:\/\//i.test(text)) {
    return words.scheme;
  }
  if (/\s/.test(text) || !URL.canParse(text)) {
    return words.url;
  }
  const authority = AUTHORITY.exec(text)?.[1] ?? '';
  if (authority.includes('@')) {
    return words.credentials;
  }
  const host = authority.replace(/:\d*$/, '');
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (host === '' || (port !== undefined && Number(port) === 0)) {
    return words.host;
  }
  return LIKE_A_NUMBER.test(host) && !host.startsWith('[') && !PLAIN_IPV4.test(host) ? words.numberHost : null;
};

/** The address of a backend, below which topics add their paths. */
export const endpointRule: Rule = (text) => {
  const wrong = missing(text, MAX_URL) ?? addressRule(text);
  if (wrong !== null) {
    return wrong;
  }
  if (text.includes('#')) {
    return words.fragment;
  }
  return text.includes('?') ? words.query : null;
};
