package io.tocsin.bot.notice;

import io.tocsin.model.Component;
import io.tocsin.model.Health;
import io.tocsin.model.incident.IncidentJournal;
import io.tocsin.model.metric.MetricSource;
import io.tocsin.model.metric.Sample;
import io.tocsin.model.notice.ChannelState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All channels: plans who is told of a change, and sends what is due. */
public final class Notices implements Component, MetricSource {
  private final List<NamedChannel> channels;
  private final NoticePorts ports;
  private final NoticePlan plan;
  private final NoticeCounts counts;
  private final Map<String, ChannelLoop> loops = new LinkedHashMap<>();

  /**
   * @param holder names this process in leases, unique among the bots
   */
  public Notices(
      String holder, NoticeConfig config, List<NamedChannel> channels, NoticePorts ports) {
    this.channels = List.copyOf(channels);
    this.ports = ports;
    this.plan = new NoticePlan(config.routes(), channels, ports.roster(), ports.ledger());
    this.counts = new NoticeCounts(channels);
    for (NamedChannel channel : channels) {
      ChannelWork work = new ChannelWork(holder, config, channel, ports, counts);
      loops.put(
          channel.name(), new ChannelLoop(channel.name(), work, config.sweep(), ports.clock()));
    }
  }

  /** In the order of the settings. */
  public List<NamedChannel> channels() {
    return channels;
  }

  /** The journal as everybody must write to it who changes incidents. */
  public IncidentJournal journal(IncidentJournal journal) {
    return channels.isEmpty()
        ? journal
        : new NoticeJournal(journal, plan, this::ring, ports.clock());
  }

  /** Looks for what is due without waiting for the next sweep. */
  public void ring() {
    loops.values().forEach(ChannelLoop::ring);
  }

  @Override
  public void start() {
    loops.values().forEach(ChannelLoop::start);
  }

  @Override
  public Health health() {
    if (channels.isEmpty()) {
      return Health.up("no channel is named: nobody is told");
    }
    for (NamedChannel channel : channels) {
      ChannelLoop loop = loops.get(channel.name());
      String trouble = loop == null ? "does not run" : loop.trouble();
      if (trouble != null) {
        return Health.degraded("channel " + channel.name() + " is not worked: " + trouble);
      }
      ChannelState state = ports.book().state(channel.tenant(), channel.name());
      if (state.failures() > 0) {
        return Health.degraded(
            "channel " + channel.name() + " takes no messages: " + state.because());
      }
    }
    return Health.up("tells " + channels.size() + " channels as incidents change");
  }

  @Override
  public List<Sample> samples() {
    return counts.samples();
  }

  /** What is on the wire is waited for a little: an answer that is read needs no second message. */
  @Override
  public void close() {
    loops.values().forEach(ChannelLoop::close);
    channels.forEach(channel -> channel.channel().close());
  }
}
