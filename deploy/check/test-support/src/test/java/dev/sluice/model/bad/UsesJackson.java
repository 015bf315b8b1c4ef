package dev.sluice.model.bad;

import com.fasterxml.jackson.databind.ObjectMapper;

final class UsesJackson {
    final ObjectMapper mapper = new ObjectMapper();
}
