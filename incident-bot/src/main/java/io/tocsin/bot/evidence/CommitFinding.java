package io.tocsin.bot.evidence;

import io.tocsin.bot.suspect.MethodName;
import io.tocsin.bot.suspect.SuspectCommit;
import io.tocsin.bot.suspect.SuspectSearch;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.TimelineEvent.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The suspect commit and the culprit's place in the source, as one look at an incident asks. */
final class CommitFinding {
  private static final Logger LOG = LoggerFactory.getLogger(CommitFinding.class);

  private final SuspectSearch search;

  CommitFinding(SuspectSearch search) {
    this.search = search;
  }

  /**
   * @param change null without a release
   */
  SuspectSearch.Answer find(
      Incident incident, @Nullable ReleaseChange change, List<SuspectSearch.Method> methods) {
    if (change == null) {
      return none("no new version came shortly before");
    }
    try {
      return search.find(
          incident.tenant(), incident.source().service(), change.versions(), methods);
    } catch (IOException e) {
      LOG.warn("{}: its repository could not be read", incident.name(), e);
      return none("the repository could not be read: " + e.getMessage());
    }
  }

  private static SuspectSearch.Answer none(String because) {
    return new SuspectSearch.Answer(null, null, false, because);
  }

  /** The method as a frame: with its file, and the line that was changed or that it begins at. */
  Located locate(
      Incident incident,
      @Nullable String revision,
      MethodName method,
      @Nullable SuspectCommit commit) {
    Optional<SuspectSearch.Place> place = place(incident, revision, method);
    if (place.isEmpty()) {
      return new Located(new Frame(method.className(), method.method(), null, 0), null);
    }
    String path = place.get().path();
    int line = place.get().firstLine();
    if (commit != null
        && commit.reach() == SuspectCommit.Reach.METHOD
        && commit.line() > 0
        && commit.file().equals(path)) {
      line = commit.line();
    }
    String file = path.substring(path.lastIndexOf('/') + 1);
    return new Located(new Frame(method.className(), method.method(), file, line), path);
  }

  /**
   * @param path in the repository; null where it is not there
   */
  record Located(Frame frame, @Nullable String path) {}

  private Optional<SuspectSearch.Place> place(
      Incident incident, @Nullable String revision, MethodName method) {
    try {
      return search.place(incident.tenant(), incident.source().service(), revision, method);
    } catch (IOException e) {
      LOG.warn("{}: its repository could not be read", incident.name(), e);
      return Optional.empty();
    }
  }

  static void tell(SuspectCommit commit, Findings into) {
    into.tell(
        Kind.SUSPECT_COMMIT,
        Map.of(
            "commit", commit.commit(),
            "author", commit.author(),
            "subject", commit.subject(),
            "file", commit.file(),
            "committed", commit.committed().toString()),
        commit.because());
  }
}
