/** Samples of processor time, allocation and locks, cut into recordings that wait on disk. */
package io.tocsin.agent.profile;
