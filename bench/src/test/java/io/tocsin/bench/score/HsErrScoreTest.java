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

class HsErrScoreTest {
  @TempDir Path folder;

  @Test
  void score_presentAbsentAndFacts_countsEach() throws IOException {
    Files.writeString(
        folder.resolve("krashpad-groundtruth.csv"),
        """
        file,analysis_key,expected,krashpad_test
        a.txt,error_libjvm_so,present,t
        a.txt,warn_swapping,absent,t
        a.txt,error_jna,present,t
        a.txt,info_rh_build_not,present,t
        b.txt,error_jvm_dll,absent,t
        """);
    Files.writeString(
        folder.resolve("krashpad-facts.csv"),
        """
        file,fact,expected,krashpad_test
        a.txt,getMemoryTotal,1024,t
        a.txt,isRhel,True,t
        a.txt,getUnidentifiedLogLines.size,0,t
        """);
    Path predictions =
        Files.writeString(
            folder.resolve("predictions"),
            """
            {"file":"/x/a.txt","diagnoses":["error_libjvm_so"],"facts":{"getMemoryTotal":1024,"isRhel":false}}
            """);

    StringWriter out = new StringWriter();
    new CommandLine(new HsErrScore())
        .setOut(new PrintWriter(out))
        .execute(predictions.toString(), folder.toString(), "--list");

    // A report without a prediction is wrong even where nothing should be found.
    assertThat(out.toString())
        .contains("diagnoses 2 of 4", "facts 1 of 2", "differs: a.txt error_jna present");
  }
}
