/** What Redis may keep: which web hooks were taken. */
package io.tocsin.storage.redis;
