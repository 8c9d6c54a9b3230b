/**
 * Owners from a git repository: the culprit frame's file, the CODEOWNERS line that names its team,
 * and the author of the line by blame.
 */
package io.tocsin.bot.owner.codeowners;
