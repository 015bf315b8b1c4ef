import type { PortalSettings } from '../../../session/session';

/** An address at which an API can be reached. */
export interface GatewayChoice {
  readonly environment: string;
  readonly label: string;
  readonly address: string;
}

/**
 * Returns the gateways' addresses that offer one of the transports, HTTPS first. A page over HTTPS may open none over
 * plain HTTP, except of its own machine.
 */
export function gatewayChoices(settings: PortalSettings, transports: readonly string[], page: { readonly protocol: string }): readonly GatewayChoice[] {
  return settings.environments.flatMap((environment) =>
    (['https', 'http'] as const).flatMap((transport) => {
      const address = environment.gateways[transport];
      return transports.includes(transport) && address && isOpenable(address, page)
        ? [{ environment: environment.name, label: `${environment.label ?? environment.name}: ${address}`, address: address.replace(/\/$/, '') }]
        : [];
    }),
  );
}

/** Returns whether a page may open streams at an address: one over HTTPS none over plain HTTP, except of its own machine. */
export function isOpenable(address: string, page: { readonly protocol: string }): boolean {
  return address.startsWith('https:') || page.protocol !== 'https:' || isOwnMachine(address);
}

function isOwnMachine(address: string): boolean {
  return URL.canParse(address) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}
