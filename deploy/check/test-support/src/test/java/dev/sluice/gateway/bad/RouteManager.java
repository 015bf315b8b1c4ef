package dev.sluice.gateway.bad;

final class RouteManager {}
