package io.tocsin.bot.notice;

import io.tocsin.model.TenantId;

/**
 * @param name in the settings
 * @param tenant whose incidents it may tell of, and nobody else's
 */
public record NamedChannel(String name, TenantId tenant, Channel channel) {}
