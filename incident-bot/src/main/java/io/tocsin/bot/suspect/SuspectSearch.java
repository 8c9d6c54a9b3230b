package io.tocsin.bot.suspect;

import io.tocsin.bot.source.People;
import io.tocsin.bot.source.Repositories;
import io.tocsin.bot.source.RepositoryConfig;
import io.tocsin.bot.source.SourceConfig;
import io.tocsin.bot.source.SourceRepository;
import io.tocsin.bot.source.SourceTree;
import io.tocsin.model.TenantId;
import io.tocsin.model.fault.Frame;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** From methods under suspicion to the commit, and from a method to its place in the source. */
public final class SuspectSearch {
  private final Repositories repositories;
  private final SourceConfig config;
  private final People people;

  public SuspectSearch(Repositories repositories, SourceConfig config) {
    this.repositories = repositories;
    this.config = config;
    this.people = new People(config.peopleLeft());
  }

  /**
   * Two versions of a service.
   *
   * @param before commit of the older one; null where it does not say
   * @param told for people: "between 1.0.0 and 1.1.0"
   */
  public record Versions(@Nullable String before, @Nullable String after, String told) {}

  /**
   * A method under suspicion.
   *
   * @param callees own methods that it was seen to call, the heaviest first
   */
  public record Method(MethodName name, List<MethodName> callees) {}

  /**
   * @param method which of the methods it is about; null without a commit
   * @param retry whether it may be found later: a commit is not there yet
   * @param because of a commit why it is it, else why there is none
   */
  public record Answer(
      @Nullable MethodName method, @Nullable SuspectCommit commit, boolean retry, String because) {
    static Answer none(boolean retry, String because) {
      return new Answer(null, null, retry, because);
    }
  }

  /** Where a method stands; line of its first line, 0 where it cannot be read. */
  public record Place(String path, int firstLine, int lastLine) {}

  /**
   * The commit that changes the first of these methods that any changes; failing that one that
   * changes what the first of them calls, then one that changes its file.
   */
  public Answer find(TenantId tenant, String service, Versions versions, List<Method> methods)
      throws IOException {
    Optional<RepositoryConfig> configured = repositories.of(tenant, service);
    if (configured.isEmpty()) {
      return Answer.none(false, "no repository is configured for " + service);
    }
    String said = versions.after();
    String saidBefore = versions.before();
    if (said == null || saidBefore == null) {
      return Answer.none(false, "the service does not say which commits its versions are of");
    }
    SourceRepository repository = repositories.getWith(configured.get(), said);
    if (repository == null) {
      return Answer.none(true, configured.get().git() + " is not open");
    }
    ObjectId after = repository.commit(said);
    ObjectId before = repository.commit(saidBefore);
    if (after == null || before == null) {
      return Answer.none(
          true, "the repository has no commit " + (after == null ? said : saidBefore));
    }
    return rank(
        Suspects.between(
            repository,
            configured.get().folder(),
            before,
            after,
            people,
            versions.told(),
            config.blameLimit()),
        methods);
  }

  private static Answer rank(Suspects suspects, List<Method> methods) throws IOException {
    for (Method method : methods) {
      Optional<SuspectCommit> found = suspects.ofMethod(method.name());
      if (found.isPresent()) {
        return new Answer(method.name(), found.get(), false, found.get().because());
      }
    }
    if (!methods.isEmpty()) {
      Method first = methods.getFirst();
      Optional<SuspectCommit> near = suspects.ofCallees(first.name(), first.callees());
      if (near.isEmpty()) {
        near = suspects.ofFile(first.name());
      }
      if (near.isPresent()) {
        return new Answer(first.name(), near.get(), false, near.get().because());
      }
    }
    return Answer.none(
        false, "none of " + suspects.counted() + " changes the method, what it calls or its file");
  }

  /** Empty where the repository does not have its file, or is not there. */
  public Optional<Place> place(
      TenantId tenant, String service, @Nullable String revision, MethodName name)
      throws IOException {
    Optional<RepositoryConfig> configured = repositories.of(tenant, service);
    SourceRepository repository =
        configured.isEmpty() ? null : repositories.getWith(configured.get(), revision);
    if (repository == null) {
      return Optional.empty();
    }
    ObjectId commit = repository.revision(revision).commit();
    Optional<SourceTree.Place> found =
        repository
            .tree(commit, configured.get().folder())
            .placeOf(new Frame(name.className(), name.method(), null, 0));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String path = found.get().path();
    MethodText text = MethodLocator.find(path, repository.text(commit, path), name);
    return Optional.of(
        text.isThere()
            ? new Place(path, text.ranges().getFirst().first(), text.ranges().getLast().last())
            : new Place(path, 0, 0));
  }
}
