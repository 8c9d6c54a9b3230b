package io.tocsin.bench.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes log lines as Chinese services write them: with one personal value of a known kind in it, or
 * with a near miss that must stay. The same seed makes the same lines.
 */
final class PersonalLines {
  /**
   * @param kind what it is
   * @param value what must not be read in the masked line; empty where nothing may change
   * @param text the line
   */
  record Line(String kind, String value, String text) {}

  private static final String[] AROUND = {
    "%s",
    "user=%s verified",
    "转账失败，客户信息：%s，请重试",
    "{\"req\":\"%s\",\"code\":0}",
    "[http-nio-8080-exec-7] INFO c.b.pay.TransferService - value %s, took 17 ms",
    "开户成功 %s。",
    "query ?a=1&v=%s&b=2",
    "<v>%s</v>",
    "(%s)",
    "name:张三;value:%s;channel:app"
  };
  private static final String[] MOBILE_STARTS = {
    "134", "135", "138", "139", "150", "158", "166", "173", "177", "186", "188", "191", "198", "199"
  };

  private final Random random;
  private final Map<String, Supplier<String>> personal = new LinkedHashMap<>();
  private final Map<String, Supplier<String>> nearMisses = new LinkedHashMap<>();
  private final Map<String, Supplier<Line>> whole = new LinkedHashMap<>();

  PersonalLines(long seed) {
    random = new Random(seed);
    values();
    misses();
    lines();
  }

  /** Of each kind as many as of any other. */
  List<Line> make(int count) {
    List<Supplier<Line>> makers = new java.util.ArrayList<>(whole.values());
    personal.forEach((kind, value) -> makers.add(() -> line(kind, value.get(), true)));
    nearMisses.forEach((kind, value) -> makers.add(() -> line(kind, value.get(), false)));
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> makers.get(i % makers.size()).get())
        .toList();
  }

  private Line line(String kind, String value, boolean isPersonal) {
    String around = AROUND[random.nextInt(AROUND.length)];
    return new Line(kind, isPersonal ? value : "", around.replace("%s", value));
  }

  private String mobile() {
    return MOBILE_STARTS[random.nextInt(MOBILE_STARTS.length)] + CheckDigits.digits(random, 8);
  }

  private String unionPay() {
    return CheckDigits.card(random, "622" + random.nextInt(10), 16 + 3 * random.nextInt(2));
  }

  private void values() {
    personal.put("id card", () -> CheckDigits.idCard(random));
    personal.put("id card, grouped", () -> grouped(CheckDigits.idCard(random), " ", 6, 8, 4));
    personal.put("id card, full-width", () -> wide(CheckDigits.idCard(random)));
    personal.put("mobile", this::mobile);
    personal.put("mobile, +86 and spaces", () -> "+86 " + grouped(mobile(), " ", 3, 4, 4));
    personal.put("mobile, hyphens", () -> grouped(mobile(), "-", 3, 4, 4));
    personal.put("mobile, 0086", () -> "0086" + mobile());
    personal.put("mobile, full-width", () -> wide(mobile()));
    personal.put("mobile, JSON escapes", () -> escaped(mobile()));
    personal.put("mobile, in a form", () -> "%2B86+" + grouped(mobile(), "+", 3, 4, 4));
    personal.put("card, UnionPay", this::unionPay);
    personal.put("card, Visa", () -> CheckDigits.card(random, "4", 16));
    personal.put("card, Mastercard", () -> CheckDigits.card(random, "53", 16));
    personal.put(
        "card, groups of four",
        () -> grouped(CheckDigits.card(random, "621", 16), " ", 4, 4, 4, 4));
    personal.put(
        "card, hyphens", () -> grouped(CheckDigits.card(random, "625", 16), "-", 4, 4, 4, 4));
    personal.put("card, percent-encoded", () -> percent(unionPay()));
    personal.put(
        "card, base64 of JSON", () -> base64("{\"pan\":\"" + unionPay() + "\",\"exp\":\"12/27\"}"));
    personal.put("iban", () -> CheckDigits.iban("DE", CheckDigits.digits(random, 18)));
    personal.put(
        "iban, groups",
        () ->
            grouped(
                CheckDigits.iban("GB", "WEST" + CheckDigits.digits(random, 14)),
                " ",
                4,
                4,
                4,
                4,
                4,
                2));
    personal.put("email", () -> name() + "@example.com.cn");
    personal.put("email, percent-encoded", () -> name() + "%40example.com");
    personal.put("landline", () -> "0%d-%s".formatted(10, "8" + CheckDigits.digits(random, 7)));
    personal.put(
        "web token",
        () ->
            base64url("{\"alg\":\"HS256\"}")
                + '.'
                + base64url("{\"sub\":\"" + name() + "\"}")
                + '.'
                + base64url(CheckDigits.digits(random, 24)));
  }

  private void lines() {
    secret("password, key=value", "login user=%2$s password=%1$s ok");
    secret("password, JSON", "{\"user\":\"%2$s\",\"loginPassword\":\"%1$s\",\"n\":1}");
    secret("password, JSON in JSON", "{\"body\":\"{\\\"passwd\\\":\\\"%1$s\\\"}\"}");
    secret("password, Chinese", "用户%2$s登录，密码：%1$s，失败");
    secret("password, XML", "<req><password>%1$s</password></req>");
    secret("password, URL-encoded JSON", "q=%%7B%%22password%%22%%3A%%22%1$s%%22%%7D");
    secret("bearer token", "GET /accounts Authorization: Bearer %1$s");
    secret("private key", "-----BEGIN PRIVATE KEY-----\\n%1$s\\n-----END PRIVATE KEY-----");
  }

  private void secret(String kind, String format) {
    whole.put(
        kind,
        () -> {
          String value = HexFormat.of().toHexDigits(random.nextLong()) + "Zz9";
          return new Line(kind, value, format.formatted(value, "u" + random.nextInt(1_000)));
        });
  }

  private void misses() {
    nearMisses.put(
        "id card with a wrong check digit",
        () -> {
          String right = CheckDigits.idCard(random);
          char check = right.charAt(17);
          char wrong = check == '9' || check == 'X' ? '0' : (char) (check + 1);
          return right.substring(0, 17) + wrong;
        });
    nearMisses.put(
        "id card of month 13",
        () -> {
          String first = "11010519491331" + CheckDigits.digits(random, 3);
          return first + CheckDigits.idCardCheck(first);
        });
    nearMisses.put(
        "card with a wrong check digit",
        () -> {
          String first = "622" + CheckDigits.digits(random, 12);
          return first + (CheckDigits.luhn(first) + 1 + random.nextInt(9)) % 10;
        });
    nearMisses.put(
        "order number of date and time",
        () ->
            "2025%02d%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28))
                + CheckDigits.digits(random, 8));
    nearMisses.put("epoch milliseconds", () -> "17" + CheckDigits.digits(random, 11));
    nearMisses.put("epoch microseconds", () -> "17" + CheckDigits.digits(random, 14));
    nearMisses.put("epoch nanoseconds", () -> "17" + CheckDigits.digits(random, 17));
    nearMisses.put("12 digits from 138", () -> "138" + CheckDigits.digits(random, 9));
    nearMisses.put("13 digits from 138", () -> "138" + CheckDigits.digits(random, 10));
    nearMisses.put("10 digits from 138", () -> "138" + CheckDigits.digits(random, 7));
    nearMisses.put("28-digit trade number", () -> "4200" + CheckDigits.digits(random, 24));
    nearMisses.put("trace id", () -> HexFormat.of().formatHex(bytes(16)));
    nearMisses.put("span id", () -> HexFormat.of().formatHex(bytes(8)));
    nearMisses.put(
        "uuid", () -> new java.util.UUID(random.nextLong(), random.nextLong()).toString());
    nearMisses.put("amount", () -> "1%s.%s".formatted(digits(9), digits(2)));
    nearMisses.put("fraction", () -> "0." + mobile());
    nearMisses.put(
        "address and port",
        () -> "10.%d.%d.%d:%d".formatted(octet(), octet(), octet(), 1024 + random.nextInt(60_000)));
    nearMisses.put(
        "date and time",
        () ->
            "2026-0%d-1%d 10:15:30.%s"
                .formatted(1 + random.nextInt(9), random.nextInt(10), digits(3)));
    nearMisses.put(
        "object's hash",
        () -> "com.bank.pay.Token@" + HexFormat.of().toHexDigits(random.nextInt()));
    nearMisses.put("host of a user", () -> name() + "@host" + random.nextInt(100));
    nearMisses.put(
        "base64 of harmless JSON", () -> base64("{\"page\":1,\"size\":20,\"sort\":\"asc\"}"));
    nearMisses.put("percent-encoded text", () -> "%E8%BD%AC%E8%B4%A6%20" + digits(4));
    nearMisses.put("iban with wrong check digits", () -> "DE00" + CheckDigits.digits(random, 18));
    nearMisses.put(
        "16 random digits (one in ten has a right check digit)",
        () -> {
          return "6" + CheckDigits.digits(random, 15);
        });
    nearMisses.put(
        "19 random digits behind a name", () -> "blk_" + (1 + random.nextInt(8)) + digits(18));
  }

  private String digits(int count) {
    return CheckDigits.digits(random, count);
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private int octet() {
    return random.nextInt(256);
  }

  private String name() {
    return "user" + (char) ('a' + random.nextInt(26)) + random.nextInt(1_000);
  }

  private static String grouped(String text, String separator, int... sizes) {
    StringBuilder grouped = new StringBuilder();
    int at = 0;
    for (int size : sizes) {
      grouped.append(at == 0 ? "" : separator).append(text, at, at + size);
      at += size;
    }
    return grouped.toString();
  }

  private static String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c + 0xfee0)));
    return wide.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
    return escaped.toString();
  }

  private static String percent(String text) {
    StringBuilder percent = new StringBuilder();
    text.chars().forEach(c -> percent.append("%%%02X".formatted(c)));
    return percent.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String base64url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
