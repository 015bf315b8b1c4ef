package dev.sluice.gateway.access;

import dev.sluice.gateway.SampleApi;
import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteResult.Found;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.ApiKey;
import dev.sluice.model.access.AccessRecord.Application;
import dev.sluice.model.access.AccessRecord.Client;
import dev.sluice.model.access.AccessRecord.Subscription;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Measures what subscriptions and API keys cost the gateway: bytes of heap each, and microseconds of an admission by a key, by
 * a token that was seen before, and by what is no key. A program, run by hand; {@code -Xmx1g} is enough.
 */
final class AdmissionCost {
    private static final int COUNT = 100_000;
    private static final int ROUNDS = 7;
    private static final long NOW = 1_800_000_000_000L;
    private static final Caller HERE = new Caller(InetAddress.getLoopbackAddress(), List.of());
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final AccessTable table = new AccessTable();
    private final Admission admission = new Admission(table, new JwtVerifier(table, null), Tickets.off());
    private final Random random = new Random(1);
    private final List<String> keys = new ArrayList<>(COUNT);
    private final String api = UUID.randomUUID().toString();
    private final Found found =
            (Found) RouteTable.of(List.of(ApiRoutes.of(SampleApi.of(api).version(1))))
                    .route("/observer/1.0.0/memory", null, Transport.HTTP);

    private AdmissionCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        new AdmissionCost().run();
    }

    private void run() throws InterruptedException {
        long empty = heap();
        List<String> applications = new ArrayList<>(COUNT);
        for (int i = 0; i < COUNT; i++) {
            // As they come off Kafka: no two records share a text.
            String id = UUID.randomUUID().toString();
            applications.add(id);
            table.put(
                    AccessKey.application(id), new Application(1, i, id, "App " + i, "owner", "Unlimited", "APPROVED"));
        }
        long withApplications = heap();
        for (String application : applications) {
            table.put(
                    AccessKey.subscription(application, api),
                    new Subscription(
                            1, 1, UUID.randomUUID().toString(), copy("Unlimited"), SubscriptionState.UNBLOCKED));
        }
        long withSubscriptions = heap();
        List<String> hashes = new ArrayList<>(COUNT);
        for (String application : applications) {
            hashes.add(ApiKeyText.hash(key()));
        }
        long before = heap();
        for (int i = 0; i < COUNT; i++) {
            table.put(
                    AccessKey.apiKey(copy(hashes.get(i))),
                    new ApiKey(
                            1,
                            i,
                            UUID.randomUUID().toString(),
                            copy(api),
                            copy(applications.get(i)),
                            KeyType.PRODUCTION,
                            null,
                            List.of(),
                            List.of()));
        }
        long withKeys = heap();
        Reference.reachabilityFence(hashes); // or it would be taken for the table's
        OUT.printf("bytes of an application  %6.0f%n", (double) (withApplications - empty) / COUNT - 64);
        OUT.printf("bytes of a subscription  %6.0f%n", (double) (withSubscriptions - withApplications) / COUNT);
        OUT.printf("bytes of an API key      %6.0f%n", (double) (withKeys - before) / COUNT);
        time("an API key", keys.stream().map(AdmissionCost::shown).toList(), AdmitResult.Admitted.class);
        time(
                "a key with a letter changed",
                keys.stream().map(key -> shown(key.substring(0, 57) + '!')).toList(),
                AdmitResult.InvalidCredentials.class);
        time(
                "a key that is not known",
                keys.stream().map(_ -> shown(fresh())).toList(),
                AdmitResult.InvalidCredentials.class);
        time("a token that is known", tokens(applications), AdmitResult.Admitted.class);
    }

    /** Tokens that were verified before, as those of clients that come back. */
    private List<RequestCredentials> tokens(List<String> applications) {
        TestIssuer issuer = TestIssuer.withKey("key-1");
        table.put(AccessKey.signingKey("key-1"), issuer.record(1));
        List<RequestCredentials> tokens = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            table.put(AccessKey.client("client-" + i), new Client(1, i, applications.get(i), KeyType.PRODUCTION));
            String token = issuer.token("client-" + i, "jti-" + i, NOW + 3_600_000);
            tokens.add(RequestCredentials.of(List.of("Bearer " + token), List.of(), null));
        }
        return tokens;
    }

    private void time(String what, List<RequestCredentials> credentials, Class<? extends AdmitResult> expected) {
        List<RequestCredentials> mixed = new ArrayList<>(credentials);
        Collections.shuffle(mixed, random);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (RequestCredentials one : mixed) {
                AdmitResult result = admission.decide(found, one, HERE, NOW);
                if (!expected.isInstance(result)) {
                    throw new IllegalStateException(what + ": " + result);
                }
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e3 / mixed.size());
        }
        OUT.printf("microseconds of an admission by %-28s %6.2f%n", what, best);
    }

    private static RequestCredentials shown(String key) {
        return RequestCredentials.of(List.of(), List.of(), List.of(key), null);
    }

    private String key() {
        String key = fresh();
        keys.add(key);
        return key;
    }

    private String fresh() {
        byte[] bytes = new byte[ApiKeyText.RANDOM_BYTES];
        random.nextBytes(bytes);
        return ApiKeyText.of(KeyType.PRODUCTION, bytes);
    }

    /** With characters of its own. */
    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    private static long heap() throws InterruptedException {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            Runtime runtime = Runtime.getRuntime();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
