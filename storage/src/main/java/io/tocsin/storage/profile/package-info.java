/**
 * The profile catalogue in files: one file for each service and hour. An entry is a recording; it
 * names only frames and call paths that no earlier entry of the file named, so what an hour repeats
 * is kept once and merging is adding numbers.
 */
package io.tocsin.storage.profile;
