package dev.sluice.outbound.bad;

import dev.sluice.relay.bad.PartOfTheRelay;

final class AlsoKnowsAService {
    final PartOfTheRelay relay = new PartOfTheRelay();
}
