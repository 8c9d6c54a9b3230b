package io.tocsin.bot.notice;

import io.tocsin.model.TenantId;

/**
 * @param name in the settings
 * @param kind such as "slack"
 * @param tenant whose incidents it may tell of, and nobody else's
 */
public record NamedChannel(String name, String kind, TenantId tenant, Channel channel) {}
