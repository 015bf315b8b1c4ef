package dev.sluice.gateway.util;

final class Strings {}
