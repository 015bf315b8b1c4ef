package dev.sluice.publisher.identity.signin;

import dev.sluice.publisher.audit.AuditAction;
import dev.sluice.publisher.audit.AuditLog;
import dev.sluice.publisher.audit.AuditSubject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Slows down who guesses passwords. After some failures of an account, or from an address ({@link SignInConfig}), each further
 * one doubles the wait before the next, from a second to a minute; 15 minutes without a failure forget them. So that no user can shut others out by failing in their name, an account's wait does not hold for an address from
 * which it has signed in well in the last 30 days. Kept in the database, so that it holds for all publishers and outlives them:
 * at most {@value #MAX_ROWS} rows, those not seen for longest go first. By the database's clock.
 */
@ApplicationScoped
class SignInGuard {
    private static final int MAX_DELAY_SECONDS = 60;
    private static final int MAX_ROWS = 100_000;
    /** Failures in a row of one account that are all recorded; of further ones the 16th, 32nd, 64th and so on. */
    private static final int ALL_RECORDED = 8;
    /** Of names that are no accounts, in {@value #UNKNOWN_WINDOW_SECONDS} seconds. */
    private static final int MAX_UNKNOWN_RECORDED = 100;

    private static final int UNKNOWN_WINDOW_SECONDS = 900;
    private static final String FORGET = "interval '15 minutes'";

    private final EntityManager entityManager;
    private final SignInConfig config;
    private final AuditLog audit;

    SignInGuard(EntityManager entityManager, SignInConfig config, AuditLog audit) {
        this.entityManager = entityManager;
        this.config = config;
        this.audit = audit;
    }

    /**
     * What holds for an attempt.
     *
     * @param delay   before the next attempt is looked at; zero = now
     * @param known   whether the account has signed in from this address not long ago
     * @param touched whether that is less than a day old
     */
    record View(Duration delay, boolean known, boolean touched) {
        boolean mustWait() {
            return delay.isPositive();
        }
    }

    /** A row of the table, its times in seconds: until free, since seen. */
    private record Row(String subject, double freeIn, double seenAgo) {}

    @Transactional
    public View look(Attempt attempt) {
        List<Row> rows = entityManager
                .createNativeQuery(
                        "select subject, cast(extract(epoch from free_at - now()) as double precision),"
                                + " cast(extract(epoch from now() - seen_at) as double precision)"
                                + " from sign_in_guard where subject in (:subjects)",
                        Row.class)
                .setParameter("subjects", attempt.subjects())
                .getResultList();
        boolean known = false;
        boolean touched = false;
        for (Row row : rows) {
            if (row.subject().equals(attempt.knownSubject())) {
                known = row.seenAgo() < Duration.ofDays(30).toSeconds();
                touched = row.seenAgo() < Duration.ofDays(1).toSeconds();
            }
        }
        double delay = 0;
        for (Row row : rows) {
            boolean counts = !row.subject().equals(attempt.knownSubject())
                    && !(known && row.subject().equals(attempt.accountSubject()));
            delay = counts ? Math.max(delay, row.freeIn()) : delay;
        }
        return new View(delay > 0 ? Duration.ofSeconds((long) Math.ceil(delay)) : Duration.ZERO, known, touched);
    }

    /** @param userName of the account; empty = there is none */
    @Transactional
    public void failed(Attempt attempt, String userName) {
        int ofAccount = count(attempt.accountSubject(), config.freeFailuresPerAccount(), "");
        count(attempt.addressSubject(), config.freeFailuresPerAddress(), "");
        if (userName.isEmpty()) {
            int ofUnknown =
                    count("unknown/" + Instant.now().getEpochSecond() / UNKNOWN_WINDOW_SECONDS, Integer.MAX_VALUE, "");
            record(userName, ofUnknown, ofUnknown <= MAX_UNKNOWN_RECORDED);
        } else {
            record(userName, ofAccount, ofAccount <= ALL_RECORDED || Integer.bitCount(ofAccount) == 1);
        }
    }

    /** Entries stay for a month at least, so a flood of failures must not be one of entries. */
    private void record(String userName, int failures, boolean counts) {
        if (counts) {
            audit.record(
                    new AuditSubject("sign-in", userName, userName),
                    AuditAction.REFUSE,
                    null,
                    Map.of("failures", failures));
        }
    }

    /** Counts somebody who makes an account as a failure of the address at that; while it has to wait, it is not counted. */
    @Transactional
    public Duration signUp(Attempt attempt) {
        if (count(attempt.signUpSubject(), config.freeFailuresPerAccount(), " where g.free_at <= now()") > 0) {
            return Duration.ZERO;
        }
        double freeIn = (double) entityManager
                .createNativeQuery(
                        "select cast(coalesce(extract(epoch from max(free_at) - now()), 0) as double precision)"
                                + " from sign_in_guard where subject = :subject",
                        Double.class)
                .setParameter("subject", attempt.signUpSubject())
                .getSingleResult();
        return Duration.ofSeconds(Math.max(1, (long) Math.ceil(freeIn)));
    }

    /**
     * Counts one, and makes the next wait.
     *
     * @param where what has to hold of a row {@code g} that is there; of many at once each sees what the one before has written
     * @return how many there are with this one; 0 = it was not counted
     */
    private int count(String subject, int free, String where) {
        List<Integer> failures = entityManager
                .createNativeQuery(
                        "insert into sign_in_guard as g (subject, failures, free_at, seen_at)"
                                + " values (:subject, 1, now(), now()) on conflict (subject) do update set"
                                + " failures = case when g.seen_at < now() - " + FORGET
                                + " then 1 else g.failures + 1 end,"
                                + " seen_at = now()" + where + " returning failures",
                        Integer.class)
                .setParameter("subject", subject)
                .getResultList();
        if (failures.isEmpty()) {
            return 0;
        }
        int beyond = failures.getFirst() - free;
        if (beyond >= 0) {
            entityManager
                    .createNativeQuery("update sign_in_guard set free_at = now() + :seconds * interval '1 second'"
                            + " where subject = :subject")
                    .setParameter("seconds", Math.min(MAX_DELAY_SECONDS, 1 << Math.min(beyond, 6)))
                    .setParameter("subject", subject)
                    .executeUpdate();
        }
        return failures.getFirst();
    }

    /**
     * Remembers the address. From an address that is known already the account's failures are not forgotten: a script that
     * signs in all day long would wipe out the count of one who guesses from elsewhere.
     */
    @Transactional
    public void succeeded(Attempt attempt, View view) {
        if (!view.touched()) {
            entityManager
                    .createNativeQuery("insert into sign_in_guard (subject, failures, free_at, seen_at)"
                            + " values (:subject, 0, now(), now()) on conflict (subject) do update set seen_at = now()")
                    .setParameter("subject", attempt.knownSubject())
                    .executeUpdate();
        }
        if (!view.known()) {
            entityManager
                    .createNativeQuery("delete from sign_in_guard where subject = :subject")
                    .setParameter("subject", attempt.accountSubject())
                    .executeUpdate();
        }
    }

    /** Removes what counts no more. */
    @Transactional
    public void forget() {
        entityManager
                .createNativeQuery("delete from sign_in_guard where seen_at < now() - " + FORGET
                        + " and (subject not like 'known/%' or seen_at < now() - interval '30 days')")
                .executeUpdate();
        entityManager
                .createNativeQuery("delete from sign_in_guard where subject in"
                        + " (select subject from sign_in_guard order by seen_at desc offset " + MAX_ROWS + ")")
                .executeUpdate();
    }
}
