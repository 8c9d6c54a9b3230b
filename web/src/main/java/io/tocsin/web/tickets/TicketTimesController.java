package io.tocsin.web.tickets;

import io.tocsin.model.fault.FaultFacts;
import io.tocsin.model.ticket.TicketTime;
import io.tocsin.model.ticket.TicketTimes;
import io.tocsin.web.page.Parameters;
import io.tocsin.web.page.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that shows how soon tickets are there. */
@Controller
class TicketTimesController {
  private static final int MOST = 2_000;
  private static final int SLOWEST = 10;

  private final TicketTimes times;
  private final InstantSource clock;

  TicketTimesController(TicketTimes times, InstantSource clock) {
    this.times = times;
    this.clock = clock;
  }

  /** How far back. */
  enum Period {
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    private final Duration length;

    Period(Duration length) {
      this.length = length;
    }

    /** In the address and in the names of messages. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @GetMapping("/tickets/times")
  String times(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam MultiValueMap<String, String> request,
      Model model) {
    Parameters asked = new Parameters(request);
    Period period = asked.choice("period", Period.DAY);
    Instant now = clock.instant();
    Instant from = now.minus(period.length);
    List<TicketTime> all = times.filedSince(viewer.tenant(), from, MOST + 1);
    FaultFacts.Kind kind = asked.choice("kind", FaultFacts.Kind.EXCEPTION);
    List<TicketTime> shown = of(kind, all).stream().limit(MOST).toList();
    model.addAttribute("period", period.word());
    model.addAttribute("periods", Arrays.stream(Period.values()).map(Period::word).toList());
    model.addAttribute("kind", word(kind));
    model.addAttribute("kinds", byKind(all));
    model.addAttribute("most", of(kind, all).size() > MOST ? MOST : 0);
    model.addAttribute("delays", Delays.of(shown));
    model.addAttribute("chart", DelayChart.of(shown, from, now));
    model.addAttribute("slowest", slowest(shown));
    return "ticket-times";
  }

  private static Map<String, Delays> byKind(List<TicketTime> all) {
    Map<FaultFacts.Kind, Delays> kinds = new EnumMap<>(FaultFacts.Kind.class);
    for (FaultFacts.Kind kind : FaultFacts.Kind.values()) {
      List<TicketTime> some = of(kind, all);
      if (!some.isEmpty()) {
        kinds.put(kind, Delays.of(some));
      }
    }
    Map<String, Delays> named = new LinkedHashMap<>();
    kinds.forEach((kind, delays) -> named.put(word(kind), delays));
    return named;
  }

  private static List<TicketTime> of(FaultFacts.Kind kind, List<TicketTime> all) {
    return all.stream().filter(time -> time.kind() == kind).toList();
  }

  private static String word(FaultFacts.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<TicketTime> slowest(List<TicketTime> shown) {
    return shown.stream()
        .filter(time -> !time.heldBack())
        .sorted(Comparator.comparing(TicketTime::delay).reversed())
        .limit(SLOWEST)
        .toList();
  }
}
