package io.tocsin.storage.profile;

/**
 * How much one tree of call paths may hold; what comes after is told as one path, {@link
 * io.tocsin.model.profile.ProfileFrame#OTHER}.
 *
 * @param paths nodes of the tree
 * @param frames distinct ones
 * @param bytes of memory, estimated
 */
record PathLimits(int paths, int frames, long bytes) {}
