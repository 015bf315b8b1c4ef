package dev.sluice.relay.bad;

public final class PartOfTheRelay {}
