package io.tocsin.bot.fakeforge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An issue as its forge keeps it. */
public final class FakeIssue {
  public final int number;
  public String title;
  public String body;
  public boolean closed;
  public String closedAs = "completed";
  Instant updated = Instant.now();
  public String assignee;
  public final Set<String> labels = new LinkedHashSet<>();
  public final List<String> comments = new ArrayList<>();

  FakeIssue(int number) {
    this.number = number;
  }
}
