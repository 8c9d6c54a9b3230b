package io.tocsin.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StacksScoreTest {
  @TempDir Path folder;

  @Test
  void predictions_areMatchedByBugAndPlace_andAssertionsLeftOut() throws IOException {
    Path bug = Files.createDirectories(folder.resolve("Loan/trigger_tests")).resolve("1");
    Files.writeString(
        bug,
        """
        --- bank.LoanTest::fails
        junit.framework.AssertionFailedError: expected 1
        \tat bank.LoanTest.fails(LoanTest.java:1)
        --- bank.LoanTest::crashes
        java.lang.IllegalStateException: no rate
        \tat bank.Rates.of(Rates.java:7)
        """);
    Path labels = Files.createDirectories(folder.resolve("Loan/modified_classes"));
    Files.writeString(labels.resolve("1.src"), "bank.Rates\n");
    Path predictions = folder.resolve("predictions.jsonl");
    Files.writeString(
        predictions,
        "{\"file\":\"%s\",\"index\":1,\"type\":\"x\",\"fingerprint\":\"f\",\"culprits\":[\"bank.LoanTest\",\"bank.Rates$Table\"]}%n"
            .formatted(bug));

    assertThat(score(predictions))
        .contains("crash-like traces 1, without a prediction 0")
        .contains("among the first of 1:  1 1.000");
  }

  private String score(Path predictions) {
    StringWriter out = new StringWriter();
    new CommandLine(new StacksScore())
        .setOut(new PrintWriter(out))
        .execute(predictions.toString(), folder.toString());
    return out.toString();
  }
}
