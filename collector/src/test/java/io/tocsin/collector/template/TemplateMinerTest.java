package io.tocsin.collector.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.collector.InMemoryTemplates;
import io.tocsin.model.TenantId;
import io.tocsin.model.log.Position;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.telemetry.Business;
import io.tocsin.model.telemetry.LogRecord;
import io.tocsin.model.telemetry.RecordId;
import io.tocsin.model.telemetry.Severity;
import io.tocsin.model.telemetry.Source;
import io.tocsin.model.template.LogTemplate;
import io.tocsin.model.template.TemplateStore;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TemplateMinerTest {
  private static final int LIMIT = 200;

  /** Counts writes, each of which costs a disk its force. */
  private static final class CountedStore implements TemplateStore {
    private final InMemoryTemplates kept = new InMemoryTemplates();
    private int writes;

    @Override
    public void save(List<LogTemplate> templates, int keep) {
      writes++;
      kept.save(templates, keep);
    }

    @Override
    public List<LogTemplate> templates(TenantId tenant, @Nullable String service, int limit) {
      return List.of();
    }

    @Override
    public Set<String> sameAs(TenantId tenant, String id) {
      return kept.sameAs(tenant, id);
    }
  }

  private final CountedStore store = new CountedStore();
  private final TemplateMiner miner =
      new TemplateMiner(new TemplateConfig(5, 3, 20, 2_048, LIMIT, 500, 1_024, 100), store);
  private long time;

  private LogRecord line(String service, String message) {
    return new LogRecord(
        new RecordId(1, new Position(0, ++time), 0),
        new TenantId("bank"),
        time,
        time,
        Severity.INFO,
        "INFO",
        new Source(service, null, null, "", null),
        null,
        null,
        Business.NONE,
        null,
        null,
        null,
        message,
        null,
        null,
        null,
        false,
        Map.of());
  }

  private double sample(String name) {
    return miner.samples().stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }

  @Test
  void servicesWithoutEnd_withATemplateEach_areBounded_andWrittenInBulk() {
    int services = 20 * LIMIT;
    for (int i = 0; i < services; i++) {
      miner.mark(line("service-" + i, "started"));
    }
    miner.save();

    assertThat(sample("tocsin_log_templates")).isLessThanOrEqualTo(LIMIT);
    assertThat(sample("tocsin_log_templates") + sample("tocsin_log_templates_forgotten_total"))
        .isEqualTo(services);
    assertThat(store.writes).isLessThanOrEqualTo(10 * services / LIMIT);
  }

  @Test
  void atTheLimit_theServiceWithMostGives_andTheOthersKeepWhatTheyHave() {
    miner.mark(line("calm", "settled the day"));
    Random random = new Random(7);
    for (int i = 0; i < 3 * LIMIT; i++) {
      miner.mark(line("loud", words(random)));
    }
    miner.mark(line("calm", "settled the day"));
    miner.save();

    assertThat(sample("tocsin_log_templates_forgotten_total")).isPositive();
    assertThat(store.kept.rows())
        .filteredOn(row -> row.service().equals("calm"))
        .singleElement()
        .returns(2L, LogTemplate::lines);
  }

  /** Words of letters, that no other message has; their number varies, and so does the form. */
  private static String words(Random random) {
    return random
        .ints(3 + random.nextInt(12), 0, 26 * 26 * 26)
        .mapToObj(n -> "" + letter(n / 676) + letter(n / 26) + letter(n))
        .collect(Collectors.joining(" "));
  }

  private static char letter(int n) {
    return (char) ('a' + n % 26);
  }
}
