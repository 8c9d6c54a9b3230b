/** Flame graphs: what services spent time, memory and waiting on, and what changed between two. */
package io.tocsin.web.profiles;
