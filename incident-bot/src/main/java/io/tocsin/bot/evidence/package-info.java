/**
 * What explains an incident and comes after its ticket: releases, profiles, diagnoses, the commit.
 */
package io.tocsin.bot.evidence;
