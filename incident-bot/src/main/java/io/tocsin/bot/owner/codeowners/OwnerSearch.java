package io.tocsin.bot.owner.codeowners;

import io.tocsin.bot.source.People;
import io.tocsin.bot.source.RecentlyUsed;
import io.tocsin.bot.source.SourceRepository;
import io.tocsin.bot.source.SourceTree;
import io.tocsin.model.fault.Culprit;
import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.fault.Frame;
import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.fault.StackTrace;
import io.tocsin.model.incident.Incident;
import io.tocsin.model.incident.Owner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From an incident's frames to a file, from the file to its team, from the line to its author. */
final class OwnerSearch {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerSearch.class);
  private static final int MAX_FRAMES = 10;
  private static final int KEPT_FILES = 8;

  private final CodeownersTexts texts;
  private final OwnCode own;
  private final People people;
  private final Map<String, CodeownersFile> files = new RecentlyUsed<>(KEPT_FILES);

  OwnerSearch(CodeownersTexts texts, OwnCode own, People people) {
    this.texts = texts;
    this.own = own;
    this.people = people;
  }

  /**
   * @param teamKnown is told the team as soon as it is found, before blame starts
   */
  Optional<Owner> find(
      SourceRepository repository,
      @Nullable String folder,
      Incident incident,
      Consumer<Owner> teamKnown)
      throws IOException {
    SourceRepository.Revision revision = repository.revision(incident.facts().revision());
    SourceTree tree = repository.tree(revision.commit(), folder);
    CodeownersFile codeowners = codeowners(tree, incident.source().service());
    for (Frame frame : frames(incident.facts())) {
      Optional<SourceTree.Place> place = tree.placeOf(frame);
      if (place.isPresent()) {
        return isYetToBeLocated(incident.facts(), frame)
            ? teamOf(codeowners, frame, place.get(), revision)
            : owner(repository, revision, tree, codeowners, frame, place.get(), teamKnown);
      }
    }
    return Optional.empty();
  }

  /**
   * A fatal error log has no line numbers. The file's last author is mostly not the method's: until
   * the method is found in the file, nobody but the team is named.
   */
  private static boolean isYetToBeLocated(FaultFacts facts, Frame frame) {
    return facts.kind() == FaultFacts.Kind.CRASH && frame.line() <= 0;
  }

  private Optional<Owner> teamOf(
      CodeownersFile codeowners,
      Frame frame,
      SourceTree.Place place,
      SourceRepository.Revision revision) {
    return codeowners
        .match(place.path())
        .flatMap(match ->
            Optional.ofNullable(team(match.owners()))
                .map(team ->
                    new Owner(
                        team,
                        null,
                        List.of(
                            match.because(),
                            "nobody is named before the method's lines are found",
                            "file " + place.because() + " of " + frame.className(),
                            revision.because()))));
  }

  private Optional<Owner> owner(
      SourceRepository repository,
      SourceRepository.Revision revision,
      SourceTree tree,
      CodeownersFile codeowners,
      Frame frame,
      SourceTree.Place place,
      Consumer<Owner> teamKnown)
      throws IOException {
    List<String> because = new ArrayList<>();
    Optional<CodeownersFile.Match> match = codeowners.match(place.path());
    because.add(match.map(CodeownersFile.Match::because).orElse("no CODEOWNERS line matches it"));
    because.add("file " + place.because() + " of " + frame.className());
    because.add(revision.because());
    String team = match.map(CodeownersFile.Match::owners).map(OwnerSearch::team).orElse(null);
    if (team != null) {
      List<String> sofar = new ArrayList<>(because);
      sofar.add("the author of the line is still being looked for");
      teamKnown.accept(new Owner(team, null, sofar));
    }
    AuthorChoice author =
        AuthorChoice.of(
            place.path(),
            repository.blame(revision.commit(), place.path()),
            frame.line(),
            tree.names(),
            people);
    because.addAll(1, author.because());
    String owner = team == null ? author.person() : team;
    return Optional.ofNullable(owner).map(who -> new Owner(who, author.person(), because));
  }

  /** Read once for each text that it has had; what it skips is logged then. */
  private CodeownersFile codeowners(SourceTree tree, String service) {
    synchronized (files) {
      return files.computeIfAbsent(
          texts.of(service, tree),
          text -> {
            CodeownersFile file = CodeownersFile.parse(text);
            file.skipped().forEach(line -> LOG.warn("CODEOWNERS of {} {}", tree.commit(), line));
            return file;
          });
    }
  }

  /** A rule may name several: the first team stands for all, the reason names them. */
  static @Nullable String team(List<String> owners) {
    return owners.stream()
        .filter(owner -> owner.startsWith("@") && owner.contains("/"))
        .findFirst()
        .or(() -> owners.stream().findFirst())
        .orElse(null);
  }

  /** The culprit first, then the next suspects, for a culprit that lives in another repository. */
  private List<Frame> frames(FaultFacts facts) {
    Stream<Frame> ranked =
        StackTrace.parse(facts.stack()).stream()
            .flatMap(trace -> Culprit.rank(trace, own).stream())
            .map(Culprit::frame);
    return Stream.concat(Stream.ofNullable(facts.culprit()), ranked)
        .distinct()
        .limit(MAX_FRAMES)
        .toList();
  }
}
