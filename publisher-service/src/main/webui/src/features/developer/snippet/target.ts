/** The header that a client shows: a token or an API key of an application. */
export interface SnippetCredential {
  /** Its name: that which the API reads. */
  readonly header: string;
  readonly value: string;
}

/** Where a client finds a topic, and what it proves its right with. */
export interface SnippetTarget {
  /** Scheme, host and port of a gateway: `https://gateway.example.org:8243`. */
  readonly gateway: string;
  /** Of the stream at the gateway, percent-encoded, with its query if it has one: `/observer/1.0.0/prices/ABC`. */
  readonly path: string;
  /** Null: the topic is open to all. */
  readonly credential: SnippetCredential | null;
  /** Types of events that a browser's EventSource shall hear besides `message`, which has no others by itself. */
  readonly types: readonly string[];
}

export type SnippetKey = 'curl' | 'event-source' | 'fetch' | 'node' | 'java' | 'python';

/** A program to paste: it shows events, and resumes where it left off whenever its connection ends. */
export interface Snippet {
  readonly key: SnippetKey;
  /** The name to save it under; Java's compiler wants this one. */
  readonly fileName: string;
  /** The command that runs it; empty: a browser opens the file. */
  readonly command: string;
  readonly code: string;
}
