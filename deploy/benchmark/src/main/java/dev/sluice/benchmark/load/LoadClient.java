package dev.sluice.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * All clients of a measurement, on one thread with one selector: at most {@value #MAX_CLIENTS}, since a process may hold
 * 20,000 files on many machines. Each client checks that its sequence has no hole and no double.
 *
 * <p>The methods are for other threads, and block until the clients' thread has done what they ask.
 */
public final class LoadClient implements Readings, AutoCloseable {
    public static final int MAX_CLIENTS = 19_000;

    private static final int BUFFER_BYTES = 256 * 1024;
    /** Of one address; there are 28,000 ports for outgoing connections, some of them still in use by earlier clients. */
    private static final int CLIENTS_PER_ADDRESS = 4000;

    private static final int ADDRESSES = 250;
    private static final long SELECT_MILLIS = 100;
    private static final long ANSWER_SECONDS = 90;
    private static final Duration MAX_EVENTS = Duration.ofMinutes(1);
    private static final long LOOK_AGAIN_NANOS = 100_000;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Tally tally = new Tally();
    private final List<ClientConnection> clients = new ArrayList<>();
    private final Queue<Wave> waves = new ArrayDeque<>();
    private long opened;
    private volatile long received;
    private volatile boolean closed;

    public LoadClient() throws IOException {
        selector = Selector.open();
        thread = Thread.ofPlatform().name("load").daemon().start(this::run);
    }

    /**
     * Connects clients and waits until each has a 200.
     *
     * @param dataBytes of each event they will get
     * @param atOnce how many may wait for their answer at a time
     * @throws LoadFailedException when one is refused
     * @return nanoseconds from the first connect to the last 200
     */
    public long connect(int port, int dataBytes, int count, int atOnce, IntFunction<Subscription> wanted)
            throws InterruptedException {
        if (count > MAX_CLIENTS) {
            throw new IllegalArgumentException("at most " + MAX_CLIENTS + " clients, not " + count);
        }
        Wave wave = new Wave(new InetSocketAddress("127.0.0.1", port), dataBytes, count, atOnce, wanted);
        long before = System.nanoTime();
        ask(() -> waves.add(wave));
        await(wave.accepted());
        return System.nanoTime() - before;
    }

    /** What all clients received. */
    @Override
    public LoadResult received() throws InterruptedException {
        return ask(() -> tally.received(
                clients.stream().filter(ClientConnection::isSilent).count()));
    }

    @Override
    public void reset() throws InterruptedException {
        ask(() -> {
            tally.reset();
            clients.forEach(ClientConnection::listen);
            return true;
        });
    }

    /** That all clients received since the last {@link #reset}, with the heads of the answers. */
    public long bytes() throws InterruptedException {
        return ask(tally::bytes);
    }

    /** Events that all clients together have ever received, about; does not block. */
    public long receivedEver() {
        return received;
    }

    /**
     * Waits until all clients together have received so many events.
     *
     * @throws LoadFailedException when they have not within a minute
     */
    public void awaitEvents(long count) {
        awaitEvents(count, MAX_EVENTS);
    }

    /** @throws LoadFailedException when they have not within this time */
    public void awaitEvents(long count, Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (received < count) {
            if (System.nanoTime() > deadline) {
                throw new LoadFailedException("only " + received + " of " + count + " events came");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Lets those read again that stall. */
    public void readOn() throws InterruptedException {
        ask(() -> {
            clients.forEach(client -> client.readOn(selector));
            return true;
        });
    }

    /** Cuts all clients off. */
    public void drop() throws InterruptedException {
        ask(() -> {
            clients.forEach(ClientConnection::close);
            clients.clear();
            return selector.selectNow();
        });
    }

    @Override
    public void close() throws InterruptedException {
        drop();
        closed = true;
        selector.wakeup();
        thread.join();
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(
                        key -> ((ClientConnection) key.attachment()).onReady(key, buffer, tally), SELECT_MILLIS);
                received = tally.ever();
                for (Runnable next = asked.poll(); next != null; next = asked.poll()) {
                    next.run();
                }
                connectMore();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the load has ended", e);
        }
    }

    private void connectMore() throws IOException {
        while (!waves.isEmpty()) {
            Wave wave = waves.element();
            while (wave.mayBegin()) {
                clients.add(ClientConnection.connect(wave, wave.begin(), selector, nextSource()));
            }
            if (!wave.isBegun()) {
                return;
            }
            waves.remove();
        }
    }

    private InetSocketAddress nextSource() {
        long address = 2 + opened++ / CLIENTS_PER_ADDRESS % ADDRESSES;
        return new InetSocketAddress("127.0.0." + address, 0);
    }

    private <T> T ask(Callable<T> question) throws InterruptedException {
        FutureTask<T> answer = new FutureTask<>(question);
        asked.add(answer);
        selector.wakeup();
        return await(answer);
    }

    private static <T> T await(Future<T> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LoadFailedException("a client failed: " + e.getCause());
        } catch (TimeoutException e) {
            throw new LoadFailedException("the clients had no answer within " + ANSWER_SECONDS + " s");
        }
    }
}
