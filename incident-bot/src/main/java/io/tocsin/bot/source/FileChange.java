package io.tocsin.bot.source;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a commit does to one file; against its first parent.
 *
 * @param oldPath null for a file that it adds
 * @param newPath null for a file that it deletes; other than {@code oldPath} where it renames
 * @param oldText blob; null for a file that it adds
 * @param newText blob; null for a file that it deletes
 */
public record FileChange(
    @Nullable String oldPath,
    @Nullable String newPath,
    @Nullable ObjectId oldText,
    @Nullable ObjectId newText) {}
