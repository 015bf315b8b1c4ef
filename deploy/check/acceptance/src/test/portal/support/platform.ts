function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set; PortalIT sets it, and README.md here says how to do it by hand`);
  }
  return value;
}

/** The Sluice under test, as PortalIT has started it: URLs without a slash at the end. */
export const platform = {
  publisher: setting('SLUICE_PUBLISHER'),
  gateway: setting('SLUICE_GATEWAY'),
  gatewayTls: setting('SLUICE_GATEWAY_TLS'),
  /** The sample backend, as relays reach it. */
  backend: setting('SLUICE_BACKEND'),
  chromium: setting('SLUICE_CHROMIUM'),
  /** Of the one certificate that the browser believes: the hash of its key, in base64. */
  certificateKey: setting('SLUICE_CERTIFICATE_KEY'),
  /** Where pictures go. */
  pictures: setting('SLUICE_PICTURES'),
  isByHand: process.env.SLUICE_BY_HAND === 'true',
} as const;
