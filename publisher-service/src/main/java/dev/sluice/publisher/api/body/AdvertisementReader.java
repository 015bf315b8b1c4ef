package dev.sluice.publisher.api.body;

import dev.sluice.publisher.api.design.Advertisement;
import dev.sluice.publisher.api.design.ApiType;
import dev.sluice.publisher.web.problem.Fields;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code advertiseInfo} out of a body: only an API of type ASYNC is advertised, and none of them is anything else. */
final class AdvertisementReader {
    private static final String ADVERTISED = "advertised";
    private static final String ORIGINAL = "originalDevPortalUrl";
    private static final String VENDOR = "vendor";
    private static final int MAX_URL = 2_000;
    private static final int MAX_OWNER = 255;
    private static final Set<String> VENDORS = Set.of("", "WSO2", "AWS");

    private AdvertisementReader() {}

    static Advertisement read(Fields body, ApiType type) {
        boolean isThirdParty = type == ApiType.ASYNC;
        Fields info = body.object("advertiseInfo");
        if (info.flag(ADVERTISED, isThirdParty) != isThirdParty) {
            info.wrong(
                    ADVERTISED,
                    isThirdParty
                            ? "must be true: an API of type ASYNC is shown to developers and not managed"
                            : "must be false: an API of type SSE is managed; those of others are of type ASYNC");
        }
        String original = info.text(ORIGINAL, "", MAX_URL);
        EndpointsReader.check(info, ORIGINAL, original, true);
        String vendor = info.text(VENDOR, "", MAX_OWNER);
        if (!VENDORS.contains(vendor)) {
            info.wrong(VENDOR, "must be WSO2 or AWS");
        }
        return new Advertisement(
                isThirdParty,
                orNull(info.text("apiExternalProductionEndpoint", "", MAX_URL)),
                orNull(info.text("apiExternalSandboxEndpoint", "", MAX_URL)),
                orNull(original),
                orNull(info.text("apiOwner", "", MAX_OWNER)),
                orNull(vendor));
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}
