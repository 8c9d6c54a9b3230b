package io.tocsin.storage.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.storage.contract.LogSample;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FurthestTest {
  private final Furthest furthest = new Furthest();

  @Test
  void record_behindTheFurthestOfItsPartition_isNew_andOnlyOnce() {
    assertThat(isNew(0, 5, 1)).isTrue();
    assertThat(isNew(0, 5, 2)).isTrue();
    assertThat(isNew(0, 5, 2)).isFalse();
    assertThat(isNew(0, 5, 1)).isFalse();
    assertThat(isNew(0, 4, 9)).isFalse();
    assertThat(isNew(0, 6, 0)).isTrue();
    assertThat(isNew(1, 1, 0)).as("another partition").isTrue();
  }

  @Test
  void logsAndSpans_ofOnePartition_areApart() {
    assertThat(isNew(0, 9, 0)).isTrue();
    assertThat(furthest.isNew(Fields.SPAN, place(0, 8, 0))).isTrue();
  }

  @Test
  void afterAStart_whatTheCommitSaw_isNotNew() {
    isNew(0, 5, 1);
    isNew(3, 1L << 41, 7);
    Map<String, String> commit = new HashMap<>();
    furthest.write(commit);
    Furthest started = new Furthest();
    started.read(commit);

    assertThat(started.isNew(Fields.LOG, place(0, 5, 1))).isFalse();
    assertThat(started.isNew(Fields.LOG, place(3, 1L << 41, 7))).isFalse();
    assertThat(started.isNew(Fields.LOG, place(3, 1L << 41, 8))).isTrue();
    assertThat(started.isNew(Fields.LOG, place(2, 0, 0))).isTrue();
  }

  @Test
  void commit_fromBeforeThisWasKept_provesNothing_norDoesTheNext() {
    furthest.read(Map.of("event.earliest", "1"));
    assertThat(isNew(0, 5, 1)).isFalse();
    assertThat(isNew(0, 6, 1)).isFalse();

    Map<String, String> commit = new HashMap<>();
    furthest.write(commit);
    assertThat(commit).isEmpty();
  }

  private boolean isNew(int partition, long offset, int index) {
    return furthest.isNew(Fields.LOG, place(partition, offset, index));
  }

  private static Place place(int partition, long offset, int index) {
    return Place.of(1, LogSample.at(partition, offset, index).make().id());
  }
}
