package dev.sluice.relay.channel;

/**
 * What to pull.
 *
 * @param url of the backend's stream
 * @param sendsIds whether the backend is asked to go on after the last id
 * @param maxEventBytes larger events are left out, with a gap instead
 * @param signIn how its backend is signed in at
 */
public record PullTarget(String url, boolean sendsIds, int maxEventBytes, BackendSignIn signIn) {}
