package io.tocsin.web.deliveries;

import io.tocsin.model.TenantId;
import io.tocsin.model.notice.ChannelBook;
import io.tocsin.model.notice.Delivery;
import io.tocsin.model.notice.DeliveryDesk;
import io.tocsin.model.store.Page;
import io.tocsin.web.page.GivenReason;
import io.tocsin.web.page.Pager;
import io.tocsin.web.page.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of deliveries: how channels are, what went out on them, and two buttons. */
@Controller
@RequestMapping("/deliveries")
class DeliveriesController {
  /** Words that a link may ask the page to say. */
  private static final Set<String> NOTICES = Set.of("again", "already", "reason", "tested");

  private final DeliveryDesk desk;
  private final ChannelBook book;
  private final NoticeChannels channels;
  private final DeliveryDecisions decisions;
  private final InstantSource clock;

  DeliveriesController(
      DeliveryDesk desk,
      ChannelBook book,
      NoticeChannels channels,
      DeliveryDecisions decisions,
      InstantSource clock) {
    this.desk = desk;
    this.book = book;
    this.channels = channels;
    this.decisions = decisions;
    this.clock = clock;
  }

  @GetMapping
  String deliveries(
      @AuthenticationPrincipal Viewer viewer,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(required = false) @Nullable String size,
      @RequestParam(defaultValue = "") String notice,
      Model model) {
    DeliveryFilter filter = DeliveryFilter.of(state, channel, page, size);
    Page<Delivery> found =
        desk.entries(
            viewer.tenant(),
            filter.channel(),
            filter.states(),
            (filter.page() - 1) * filter.size(),
            filter.size());
    List<DeliveryRow> rows =
        found.items().stream()
            .map(row -> DeliveryRow.of(row, LocaleContextHolder.getLocale()))
            .toList();
    model.addAttribute("filter", filter);
    model.addAttribute("states", DeliveryFilter.STATES);
    model.addAttribute("channels", channels(viewer.tenant()));
    model.addAttribute("rows", rows);
    model.addAttribute(
        "pager", Pager.of(filter.self(), filter.page(), filter.size(), rows.size(), found.total()));
    model.addAttribute("notice", NOTICES.contains(notice) ? notice : "");
    return "deliveries";
  }

  private List<ChannelRow> channels(TenantId tenant) {
    Instant now = clock.instant();
    return channels.of(tenant).stream()
        .map(channel ->
            new ChannelRow(channel.name(), channel.kind(), book.state(tenant, channel.name()), now))
        .toList();
  }

  @PostMapping("/{id}/replay")
  String replay(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason) {
    Optional<String> given = GivenReason.of(reason);
    if (given.isEmpty()) {
      return page("reason");
    }
    return page(decisions.replay(viewer, id, given.get()).isPresent() ? "again" : "already");
  }

  @PostMapping("/test")
  String test(@AuthenticationPrincipal Viewer viewer, @RequestParam String channel) {
    decisions.test(viewer, channel);
    return page("tested");
  }

  private static String page(String notice) {
    return "redirect:/deliveries?notice=" + notice;
  }
}
