package dev.sluice.publisher.delivery.environment;

import dev.sluice.publisher.web.browser.PageConnections;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The gateways, which pages read streams of. */
@Singleton
class GatewayOrigins implements PageConnections {
    private final EnvironmentConfig environment;

    GatewayOrigins(EnvironmentConfig environment) {
        this.environment = environment;
    }

    @Override
    public List<String> origins() {
        return environment.vhosts().stream()
                .flatMap(host -> Stream.of(
                        "http://" + host + ':' + environment.httpPort(),
                        "https://" + host + ':' + environment.httpsPort()))
                .toList();
    }
}
