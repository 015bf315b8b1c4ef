package dev.sluice.model.api;

import dev.sluice.model.WireName;

/** How clients may connect. */
public enum Transport implements WireName {
    HTTP,
    HTTPS
}
