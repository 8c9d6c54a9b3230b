package io.tocsin.crash;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time, machine, limits: typed lines, or known words. */
final class SystemRedaction {
  private static final Pattern MEMINFO =
      Pattern.compile("[A-Za-z0-9_()]{1,30}: +\\d{1,15}(?: kB)?");
  private static final Pattern CONTAINER =
      Pattern.compile(
          "([a-z_ ]{1,60}): *(-?\\d{1,19}(?: k)?|unlimited|no [a-z]+|not supported|[\\d,-]{1,40}|cgroupv\\d)");
  private static final Pattern LIMIT =
      Pattern.compile("(/(?:proc|sys)/[\\w/-]+)(?: \\([a-zA-Z /,()-]*\\))?: ?(\\d{0,20})");
  private static final Pattern TIME =
      Pattern.compile(
          "(?i:time): [A-Z][a-z]{2} +[A-Z][a-z]{2} +\\d{1,2} \\d\\d:\\d\\d:\\d\\d \\d{4}"
              + "(?: [A-Z]{2,5}| [+-]\\d{2,4}| [A-Za-z. ]{1,40} (?:Standard|Daylight|Summer) Time)?"
              + "(?: +elapsed time: [\\d.]{1,20} seconds(?: \\([\\ddhms ]{1,40}\\))?)?");
  private static final Pattern ZONE = Pattern.compile("timezone: (?:[A-Z]{2,5}|[+-]\\d{2,4})");
  private static final Pattern ELAPSED =
      Pattern.compile("elapsed time: [\\d.]{1,20} seconds(?: \\([\\ddhms ]{1,40}\\))?");
  private static final Pattern HANDLER =
      Pattern.compile(
          " *SIG[A-Z0-9]{2,6}: (?:SIG_DFL|SIG_IGN|\\[lib\\w{1,20}\\.so\\+0x[0-9a-f]+\\]|[A-Za-z_]{1,40} in lib\\w{1,20}\\.so)"
              + ", (?:sa_mask\\[0\\]|mask)=[01]{32}, (?:sa_)?flags=(?:[A-Z_|]{1,80}|none)(?:, (?:un)?blocked)?");
  private static final Pattern BUILDER = Pattern.compile(" by \"([^\"]*)\"");

  private SystemRedaction() {}

  static Optional<String> meminfo(String line) {
    return keep(line, line.equals("/proc/meminfo:") || MEMINFO.matcher(line).matches());
  }

  static Optional<String> container(String line) {
    return keep(line, CONTAINER.matcher(line.trim()).matches());
  }

  static Optional<String> limit(String line) {
    Matcher limit = LIMIT.matcher(line.trim());
    if (limit.matches()) {
      return Optional.of(limit.group(1) + " (limit): " + limit.group(2));
    }
    return keep(line, line.matches("\\d{1,10}"));
  }

  static Optional<String> time(String line) {
    return keep(
        line,
        TIME.matcher(line).matches()
            || ZONE.matcher(line).matches()
            || ELAPSED.matcher(line).matches());
  }

  static Optional<String> handler(String line) {
    return keep(line, line.equals("Signal Handlers:") || HANDLER.matcher(line).matches());
  }

  /** Only known builders stay: a build of one's own names the account. */
  static Optional<String> vmInfo(String line) {
    String builder = HeaderReader.group(BUILDER, line);
    String told = Vocabulary.mask(BUILDER.matcher(line).replaceAll(""));
    return Optional.of(
        (told + (Vendor.isKnownBuilder(builder) ? " by \"" + builder + "\"" : ""))
            .replaceFirst("^[^:]*:", "vm_info:"));
  }

  static Optional<String> flags(String line) {
    return line.startsWith("flags") && line.contains(" hypervisor")
        ? Optional.of("flags : hypervisor")
        : Optional.empty();
  }

  private static Optional<String> keep(String line, boolean harmless) {
    return harmless ? Optional.of(line) : Optional.empty();
  }
}
