package dev.sluice.gateway.bad;

import dev.sluice.relay.bad.PartOfTheRelay;

final class KnowsTheRelay {
    final PartOfTheRelay relay = new PartOfTheRelay();
}
