package dev.sluice.model.bad;

final class StartsAThread {
    final Thread thread = new Thread(() -> {});
}
