package io.tocsin.model.log;

/** 128 bits of a request body as the sender sent it: how a batch sent again is known. */
public record Digest(long high, long low) {}
