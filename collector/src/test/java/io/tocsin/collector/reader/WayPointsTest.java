package io.tocsin.collector.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.model.log.Position;
import io.tocsin.model.log.Positions;
import org.junit.jupiter.api.Test;

class WayPointsTest {
  private final WayPoints points = new WayPoints();
  private Positions read = Positions.NONE;

  private Positions pass(int partition, long offset, long observedNanos) {
    read = read.after(new Position(partition, offset));
    points.saw(observedNanos);
    points.reached(read);
    return read;
  }

  @Test
  void before_isTheFarthestPlace_withNothingNeededBehindIt() {
    pass(0, 1, 100);
    Positions early = pass(1, 1, 200);
    pass(0, 2, 300);

    assertThat(points.before(250)).isEqualTo(early);
    assertThat(points.before(250)).as("no farther since").isEqualTo(Positions.NONE);
    assertThat(points.before(Long.MAX_VALUE)).isEqualTo(read);
  }

  @Test
  void aBatchThatWasObservedEarlier_andComesLater_opensNoPlaceBehindIt() {
    pass(0, 1, 300);
    pass(1, 1, 100);

    assertThat(points.before(200)).isEqualTo(Positions.NONE);
  }

  @Test
  void placesPastTheLimit_areForgottenFromTheOldest() {
    for (int i = 0; i < 3_000; i++) {
      pass(0, i, i);
    }
    assertThat(points.before(1_000)).isEqualTo(Positions.NONE);
    assertThat(points.before(2_500).next(0)).isEqualTo(2_500);
  }
}
