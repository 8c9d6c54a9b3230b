package io.tocsin.crash;

/** Numbers in a release text such as 1.8.0_262-b10, 11.0.7+10-LTS, 21+35. */
final class JdkRelease {
  private JdkRelease() {}

  /** 8 of 1.8.0_262, 17 of 17.0.1+12; 0 where there is none. */
  static int majorOf(String release) {
    int first = number(release, 0);
    return first == 1 && release.startsWith("1.") ? number(release, 2) : first;
  }

  /** The update: 262 of 1.8.0_262-b10, 9 of 21.0.9+10, 0 of 21+35. */
  static int updateOf(String release) {
    if (release.startsWith("1.")) {
      int mark = release.indexOf('_');
      return mark < 0 ? 0 : number(release, mark + 1);
    }
    int dot = release.indexOf('.');
    int second = dot < 0 ? -1 : release.indexOf('.', dot + 1);
    return second < 0 ? 0 : number(release, second + 1);
  }

  static boolean isLongTerm(int major) {
    return major == 8 || major == 11 || (major >= 17 && (major - 17) % 4 == 0);
  }

  private static int number(String text, int from) {
    int value = 0;
    for (int i = from; i < text.length() && value < 100_000; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
