package dev.sluice.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.testsupport.history.FeedHistory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@value #RATE} events a second, in one channel or several of one API, and the clients that receive them at two
 * gateways.
 */
final class Load implements AutoCloseable {
    /** Of all channels together. */
    static final int RATE = 500;

    /**
     * The API.
     *
     * @param token {@code null} = its topic is open
     */
    record Target(
            String apiId,
            int feeds,
            String basePath,
            @Nullable String token) {}

    private final String what;
    private final Target target;
    private final int rate;
    private final List<String> symbols = new ArrayList<>();
    private final List<ResumingClient> clients = new ArrayList<>();

    private Load(String what, Target target, int channels) {
        this.what = what;
        this.target = target;
        this.rate = RATE / channels;
    }

    /** Clients connect to the first gateway and the second in turn, and go to the other when one fails them. */
    static Load start(String what, Target target, List<URI> gateways, int channels, int clientsEach) {
        Load load = new Load(what, target, channels);
        for (int i = 0; i < channels; i++) {
            String symbol = Portal.freshName("FLT");
            load.symbols.add(symbol);
            String path = target.basePath() + "/prices/" + symbol + "?rate=" + load.rate;
            for (int j = 0; j < clientsEach; j++) {
                load.clients.add(new ResumingClient(gateways, j % gateways.size(), path, target.token()));
            }
        }
        return load;
    }

    String apiId() {
        return target.apiId();
    }

    /** The backend's paths. */
    List<String> paths() {
        return symbols.stream().map(symbol -> "/prices/" + symbol).toList();
    }

    /** Those of one channel side by side, the channels one after the other. */
    List<ResumingClient> clients() {
        return List.copyOf(clients);
    }

    /** Every client receives at least two seconds' worth of events more. */
    void awaitMore(Duration bound) {
        List<Integer> before =
                clients.stream().map(client -> client.data().size()).toList();
        for (int i = 0; i < clients.size(); i++) {
            ResumingClient client = clients.get(i);
            int wanted = before.get(i) + 2 * rate;
            await(what + ": client " + i)
                    .atMost(bound)
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(client.data().size()).isGreaterThanOrEqualTo(wanted));
        }
    }

    /**
     * To be asked when it is closed: nothing lost, nothing doubled, in order, no gap, in the log and at each client.
     * Otherwise {@link Evidence} is kept.
     */
    void judge(String bootstrapServers, String topicPrefix) {
        List<Channel> channels = symbols.stream()
                .map(symbol ->
                        new Channel(target.apiId(), "Default", KeyType.PRODUCTION, "/prices/" + symbol, "rate=" + rate))
                .toList();
        Map<Integer, FeedHistory> feeds = new HashMap<>();
        for (Channel channel : channels) {
            feeds.computeIfAbsent(
                    partition(channel),
                    partition ->
                            FeedHistory.read(bootstrapServers, topicPrefix + ".events." + target.apiId(), partition));
        }
        report(feeds);
        try {
            judge(channels, feeds);
        } catch (AssertionError failed) {
            System.out.println(what + ": histories kept in " + Evidence.keep(what, feeds, clients));
            throw failed;
        }
    }

    private void judge(List<Channel> channels, Map<Integer, FeedHistory> feeds) {
        int each = clients.size() / channels.size();
        for (int i = 0; i < clients.size(); i++) {
            Channel channel = channels.get(i / each);
            FeedHistory history = requireNonNull(feeds.get(partition(channel)));
            Judgement.logIsWhole(history, channel.key());
            Judgement.clientHasAll(clients.get(i), history, channel.key(), i);
        }
    }

    private int partition(Channel channel) {
        return Feed.of(channel, target.feeds()).partition();
    }

    private void report(Map<Integer, FeedHistory> feeds) {
        System.out.println(what + ": log "
                + feeds.values().stream().map(FeedHistory::verdicts).toList() + ", clients "
                + clients.stream()
                        .map(client -> client.data().size() + "/" + client.connects() + "/"
                                + client.longestPause().toMillis() + "ms")
                        .toList());
    }

    @Override
    public void close() {
        clients.forEach(ResumingClient::leave);
        clients.forEach(ResumingClient::close);
    }
}
