package dev.sluice.kafka.bad;

import dev.sluice.relay.bad.PartOfTheRelay;

final class KnowsAService {
    final PartOfTheRelay relay = new PartOfTheRelay();
}
