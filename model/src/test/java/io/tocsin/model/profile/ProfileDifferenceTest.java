package io.tocsin.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.model.fault.OwnCode;
import io.tocsin.model.profile.ProfileDifference.Confidence;
import io.tocsin.model.profile.ProfileDifference.FrameChange;
import io.tocsin.model.profile.ProfileDifference.Side;
import io.tocsin.model.profile.ProfileDifference.Suspect;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileDifferenceTest {
  private static final String DESK = "com.bank.Desk.post";
  private static final String FEES = DESK + " com.bank.Transfers.book com.bank.Fees.rate";
  private static final ProfileFrame LEDGER = SampledProgram.frame("com.bank.Ledger.book");
  private static final OwnCode OWN = OwnCode.byDefault();

  /** Booking costs 3, rating fees {@code fees} more of its own, a map below it {@code map}. */
  private static SampledProgram bank(double fees, double map) {
    return new SampledProgram()
        .path(DESK, 1)
        .path(DESK + " com.bank.Transfers.book", 2)
        .path(FEES, fees)
        .path(FEES + " java.util.HashMap.get", map)
        .path(DESK + " com.bank.Audit.write", 2)
        .path("com.bank.Balances.read java.util.ArrayList.get", 3);
  }

  private static ProfileDifference difference(SampledProgram before, SampledProgram after) {
    return ProfileDifference.of(before.exact(100), after.exact(100), OWN);
  }

  private static String culprit(ProfileDifference difference) {
    return difference.suspects().getFirst().method().toString();
  }

  @Test
  void theMethodThatGrew_isTheCulpritNotItsCallers() {
    ProfileDifference difference = difference(bank(1, 0.5), bank(10, 0.5));

    assertThat(culprit(difference)).isEqualTo("com.bank.Fees.rate");
    assertThat(difference.confidence()).isEqualTo(Confidence.STRONG);
    Suspect suspect = difference.suspects().getFirst();
    assertThat(suspect.shareBefore()).isCloseTo(1.5 / 9.5, within(0.002));
    assertThat(suspect.shareAfter()).isCloseTo(10.5 / 18.5, within(0.002));
    assertThat(suspect.because())
        .isEqualTo(
            "57 % of all samples, 16 % before (1851 and 951 samples); no own method below it grew"
                + " as much");
  }

  @Test
  void whatTheJdkDoesForIt_countsToIt() {
    assertThat(culprit(difference(bank(1, 0.5), bank(1, 12)))).isEqualTo("com.bank.Fees.rate");
  }

  @Test
  void anOwnMethodBelow_thatCarriesTheGrowth_isTheCulprit() {
    SampledProgram before = bank(2, 0).path(FEES + " com.bank.Fee.fits", 0.5);
    SampledProgram after = bank(2, 0).path(FEES + " com.bank.Fee.fits", 12);

    assertThat(culprit(difference(before, after))).isEqualTo("com.bank.Fee.fits");
  }

  @Test
  void growthThatIsSpreadBelow_staysWithTheMethodThatCausesIt() {
    SampledProgram before = bank(1, 0);
    SampledProgram after =
        bank(4, 0)
            .path(FEES + " com.bank.Fee.fits", 4)
            .path(FEES + " com.bank.Fee.amount java.math.BigDecimal.add", 4);

    assertThat(culprit(difference(before, after))).isEqualTo("com.bank.Fees.rate");
    assertThat(difference(before, after).calleesOf(SampledProgram.frame("com.bank.Fees.rate"), 5))
        .extracting(ProfileFrame::toString)
        .containsExactlyInAnyOrder("com.bank.Fee.fits", "com.bank.Fee.amount");
  }

  @Test
  void recursion_countsOnceAStack() {
    String twice = DESK + " com.bank.Plan.walk com.bank.Plan.walk com.bank.Plan.walk";
    SampledProgram before = bank(1, 0).path(DESK + " com.bank.Plan.walk", 1);
    SampledProgram after = bank(1, 0).path(twice, 11);
    ProfileDifference difference = difference(before, after);

    assertThat(culprit(difference)).isEqualTo("com.bank.Plan.walk");
    assertThat(difference.suspects().getFirst().shareAfter()).isCloseTo(11 / 20.0, within(0.002));
  }

  @Test
  void lambdas_belongToTheMethodTheyAreWrittenIn() {
    SampledProgram before = bank(0, 0).path(FEES + " com.bank.Fees.lambda$rate$1", 1);
    SampledProgram after =
        bank(0, 0).path(FEES + " java.util.stream.Pipe.run com.bank.Fees.lambda$rate$4", 12);

    assertThat(culprit(difference(before, after))).isEqualTo("com.bank.Fees.rate");
  }

  @Test
  void otherLoad_isNoGrowth() {
    ProfileDifference busier =
        ProfileDifference.of(bank(1, 1).exact(100), bank(1, 1).exact(900), OWN);
    assertThat(busier.suspects()).isEmpty();
    assertThat(busier.confidence()).isEqualTo(Confidence.NONE);
  }

  @Test
  void compilersAndCollectorsOfANewJvm_hideNothing() {
    SampledProgram warm = bank(1, 0).path("GCThread", 1);
    SampledProgram cold = bank(10, 0).path("C2Compiler", 60);

    assertThat(culprit(difference(warm, cold))).isEqualTo("com.bank.Fees.rate");
  }

  @Test
  void withRequestCounts_weightARequestDecides() {
    Stacks calm = bank(1, 0).exact(100);
    Stacks busy = bank(1, 0).exact(500);
    Stacks slow = bank(10, 0).exact(500);

    assertThat(ProfileDifference.of(new Side(calm, 200), new Side(busy, 1_000), OWN).suspects())
        .isEmpty();
    assertThat(culprit(ProfileDifference.of(new Side(calm, 200), new Side(slow, 1_000), OWN)))
        .isEqualTo("com.bank.Fees.rate");
  }

  @Test
  void aMethodThatWasNotThereBefore_isTheCulprit() {
    SampledProgram after = bank(1, 0).path(DESK + " com.bank.Limits.check", 9);
    assertThat(culprit(difference(bank(1, 0), after))).isEqualTo("com.bank.Limits.check");
  }

  @Test
  void tooFewSamples_areNoEvidence() {
    ProfileDifference thin = ProfileDifference.of(bank(1, 0).exact(1), bank(10, 0).exact(1), OWN);
    assertThat(thin.confidence()).isEqualTo(Confidence.NONE);
  }

  /** Two long waits are two samples, not as many as they have nanoseconds. */
  @Test
  void aFewLongWaits_areNoEvidence() {
    Stacks before =
        Stacks.builder()
            .add(List.of(SampledProgram.frame("com.bank.Desk.post")), 1_000_003)
            .add(List.of(SampledProgram.frame("com.bank.Audit.write")), 900_001)
            .build();
    Stacks after = Stacks.builder().addAll(before).add(List.of(LEDGER), 80_000_007).build();

    assertThat(ProfileDifference.of(before, after, OWN).confidence()).isEqualTo(Confidence.NONE);
  }

  @Test
  void nothingBefore_isNoEvidence() {
    ProfileDifference difference = ProfileDifference.of(Stacks.NONE, bank(9, 0).exact(99), OWN);
    assertThat(difference.confidence()).isEqualTo(Confidence.NONE);
    assertThat(ProfileDifference.of(Stacks.NONE, Stacks.NONE, OWN).frames()).isEmpty();
  }

  @Test
  void frames_haveWeightsAndSharesOfBothSides() {
    FrameChange grown = difference(bank(1, 0.5), bank(10, 0.5)).frames().getFirst();

    assertThat(grown.frame()).hasToString("com.bank.Fees.rate");
    assertThat(grown.selfBefore()).isEqualTo(100 * SampledProgram.INTERVAL);
    assertThat(grown.selfAfter()).isEqualTo(1_000 * SampledProgram.INTERVAL);
    assertThat(grown.totalBefore()).isEqualTo(150 * SampledProgram.INTERVAL);
    assertThat(grown.growth()).isCloseTo(10.5 / 18.5 - 1.5 / 9.5, within(0.002));
  }
}
