package io.tocsin.collector.receiver.filelog.file;

import java.time.Duration;

/**
 * @param fingerprintSize first bytes by which a file is known, at least {@link
 *     Candidate#START_BYTES}
 * @param maxFiles known at a time, and as many truncated ones
 * @param maxOpenFiles open at a time
 * @param rotateWait how long a file that is gone is still looked for and read
 * @param forgetAfter how long one is remembered that is gone
 * @param startAtEnd whether files found by the very first search begin at their end
 * @param stateInLine state of a place within a line whose rest is to be passed over
 */
public record FileTableConfig(
    int fingerprintSize,
    int maxFiles,
    int maxOpenFiles,
    Duration rotateWait,
    Duration forgetAfter,
    boolean startAtEnd,
    int stateInLine) {}
