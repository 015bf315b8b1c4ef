package dev.sluice.gateway.bad.one;

import dev.sluice.gateway.bad.two.Two;
import org.jspecify.annotations.Nullable;

public final class One {
    @Nullable
    Two two;
}
