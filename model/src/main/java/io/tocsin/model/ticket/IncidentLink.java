package io.tocsin.model.ticket;

/**
 * Where people find what a ticket is about.
 *
 * @param id the same for the same incident, always; at most 255 characters
 * @param title one line
 * @param summary one line
 */
public record IncidentLink(String id, String url, String title, String summary) {}
