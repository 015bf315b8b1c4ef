package dev.sluice.relay.channel.bad;

import dev.sluice.outbound.ForbiddenAddressException;

final class Connects {
    final ForbiddenAddressException forbidden = new ForbiddenAddressException();
}
