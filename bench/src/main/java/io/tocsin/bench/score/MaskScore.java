package io.tocsin.bench.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Masked lines against labels: how many personal values can no longer be read (recall), and how
 * many lines that hold none were changed. Makes the labelled lines too.
 */
@Command(name = "mask", description = "Scores eval mask, and makes lines for it.")
final class MaskScore implements Callable<Integer> {
  /** Of presidio-research's labels: what has a form of its own, and is personal. */
  private static final Set<String> PATTERN_ENTITIES =
      Set.of("CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "US_SSN");

  /**
   * Those that have one in some countries, not in all: their lines are left out of over-masking.
   */
  private static final Set<String> UNSURE_ENTITIES = Set.of("PHONE_NUMBER", "US_DRIVER_LICENSE");

  private static final String LINES = "lines.txt";
  private static final String LABELS = "labels.tsv";

  @Parameters(arity = "0..1", paramLabel = "MASKED", description = "What eval mask printed.")
  private @Nullable Path masked;

  @Parameters(
      arity = "0..1",
      paramLabel = "LABELS",
      description =
          "A folder made by --generate, presidio-research's JSON, or the lines themselves where"
              + " they hold nothing personal.")
  private @Nullable Path labels;

  @Option(
      names = "--generate",
      paramLabel = "DIR",
      description = "Write lines.txt for eval mask and labels.tsv into a folder.")
  private @Nullable Path generate;

  @Option(
      names = "--lines-of",
      paramLabel = "JSON",
      description = "Print presidio-research's sentences for eval mask, one a line.")
  private @Nullable Path linesOf;

  @Option(names = "--lines", description = "How many to generate. Default: 50000.")
  private int lines = 50_000;

  @Option(names = "--seed", description = "The same seed gives the same lines. Default: 1.")
  private long seed = 1;

  @Option(names = "--list", description = "Also every miss and every line changed for nothing.")
  private boolean list;

  @Spec private CommandSpec spec = CommandSpec.create();

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Sentence(
      @JsonProperty("full_text") String text, @JsonProperty("spans") List<Label> spans) {
    /** As one line. */
    String line() {
      return flat(text);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Label(
      @JsonProperty("entity_type") String type, @JsonProperty("entity_value") String value) {}

  private static final class Tally {
    private int right;
    private int all;

    void add(boolean good) {
      all++;
      right += good ? 1 : 0;
    }
  }

  private final Map<String, Tally> hidden = new TreeMap<>();
  private final Map<String, Tally> kept = new TreeMap<>();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (generate != null) {
      generate(generate);
    } else if (linesOf != null) {
      sentences(linesOf).forEach(sentence -> out.println(sentence.line()));
    } else if (masked != null && labels != null) {
      score(Files.readAllLines(masked), labels);
      print(out);
    } else {
      throw new ParameterException(
          spec.commandLine(), "MASKED and LABELS, --generate or --lines-of are needed");
    }
    out.flush();
    return 0;
  }

  private void generate(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<String> texts = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (PersonalLines.Line line : new PersonalLines(seed).make(lines)) {
      texts.add(line.text());
      rows.add(line.kind() + '\t' + line.value());
    }
    Files.write(folder.resolve(LINES), texts, UTF_8);
    Files.write(folder.resolve(LABELS), rows, UTF_8);
  }

  private static List<Sentence> sentences(Path file) {
    return List.of(JsonMapper.shared().readValue(file.toFile(), Sentence[].class));
  }

  private void score(List<String> found, Path by) throws IOException {
    if (Files.isDirectory(by)) {
      List<String> texts = Files.readAllLines(by.resolve(LINES));
      List<String> rows = Files.readAllLines(by.resolve(LABELS));
      sameSize(found, texts);
      for (int i = 0; i < texts.size(); i++) {
        String[] row = rows.get(i).split("\t", -1);
        one(row[0], row[1], texts.get(i), found.get(i));
      }
    } else if (by.toString().endsWith(".json")) {
      List<Sentence> sentences = sentences(by);
      sameSize(found, sentences);
      for (int i = 0; i < sentences.size(); i++) {
        sentence(sentences.get(i), found.get(i));
      }
    } else {
      List<String> texts = Files.readAllLines(by);
      sameSize(found, texts);
      for (int i = 0; i < texts.size(); i++) {
        one("lines", "", texts.get(i), found.get(i));
      }
    }
  }

  private void sameSize(List<String> found, List<?> texts) {
    if (found.size() != texts.size()) {
      throw new ParameterException(
          spec.commandLine(), found.size() + " masked lines for " + texts.size());
    }
  }

  private void sentence(Sentence sentence, String found) {
    boolean personal = false;
    for (Label label : sentence.spans()) {
      if (PATTERN_ENTITIES.contains(label.type())) {
        one(label.type(), flat(label.value()), sentence.line(), found);
      }
      personal |= PATTERN_ENTITIES.contains(label.type()) || UNSURE_ENTITIES.contains(label.type());
    }
    if (!personal) {
      one("sentences", "", sentence.line(), found);
    }
  }

  private static String flat(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }

  /**
   * A value is hidden where it is not in the line any more; a line is kept where it is the same.
   */
  private void one(String kind, String value, String text, String found) {
    boolean good = value.isEmpty() ? found.equals(text) : !found.contains(value);
    (value.isEmpty() ? kept : hidden).computeIfAbsent(kind, unused -> new Tally()).add(good);
    if (list && !good) {
      spec.commandLine().getOut().println((value.isEmpty() ? "changed: " : "missed: ") + text);
    }
  }

  private void print(PrintWriter out) {
    print(out, "hidden", hidden);
    print(out, "unchanged", kept);
    Tally lost = sum(hidden);
    Tally same = sum(kept);
    out.printf(
        Locale.ROOT,
        "recall %.4f (%d of %d), lines changed for nothing %d of %d, %.2f in a thousand%n",
        (double) lost.right / Math.max(1, lost.all),
        lost.right,
        lost.all,
        same.all - same.right,
        same.all,
        1_000.0 * (same.all - same.right) / Math.max(1, same.all));
  }

  private static void print(PrintWriter out, String what, Map<String, Tally> tallies) {
    tallies.forEach((kind, tally) ->
        out.printf(Locale.ROOT, "%s %d of %d: %s%n", what, tally.right, tally.all, kind));
  }

  private static Tally sum(Map<String, Tally> tallies) {
    Tally all = new Tally();
    tallies
        .values()
        .forEach(tally -> {
          all.right += tally.right;
          all.all += tally.all;
        });
    return all;
  }
}
