package io.tocsin.bot.notice;

import java.time.Duration;

/**
 * @param connect how long connecting may take; nothing was sent when it ends
 * @param request how long one request may take, connecting and the answer included
 */
public record ChannelTimes(Duration connect, Duration request) {}
