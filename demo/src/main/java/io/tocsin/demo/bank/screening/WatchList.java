package io.tocsin.demo.bank.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Names whose payments are held, found though a few letters differ. */
@Component
class WatchList {
  private static final String[] HEADS = {
    "ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "ru", "sa", "te", "vi", "wo", "yu", "zel"
  };
  private static final String[] MIDDLES = {
    "lan", "mer", "nis", "tor", "vud", "rask", "bel", "zin", "hom", "pal"
  };
  private static final String[] TAILS = {"a", "ek", "ides", "ov", "sen", "uin", "ic", "aru"};
  private static final int LETTERS_OFF = 2;

  private final List<String> names = new ArrayList<>();

  WatchList() {
    for (String head : HEADS) {
      for (String middle : MIDDLES) {
        for (String tail : TAILS) {
          names.add(head + middle + tail);
        }
      }
    }
  }

  /** The listed names that lie at most two letters away: put in, left out or changed. */
  List<String> resembling(String name) {
    String asked = name.toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    int[] above = new int[asked.length() + 1];
    int[] row = new int[asked.length() + 1];
    for (String listed : names) {
      if (Math.abs(listed.length() - asked.length()) > LETTERS_OFF) {
        continue;
      }
      for (int i = 0; i <= asked.length(); i++) {
        above[i] = i;
      }
      int least = 0;
      for (int i = 1; i <= listed.length() && least <= LETTERS_OFF; i++) {
        row[0] = i;
        least = i;
        for (int j = 1; j <= asked.length(); j++) {
          int changed = above[j - 1] + (listed.charAt(i - 1) == asked.charAt(j - 1) ? 0 : 1);
          row[j] = Math.min(changed, 1 + Math.min(above[j], row[j - 1]));
          least = Math.min(least, row[j]);
        }
        int[] spent = above;
        above = row;
        row = spent;
      }
      if (least <= LETTERS_OFF && above[asked.length()] <= LETTERS_OFF) {
        found.add(listed);
      }
    }
    return found;
  }
}
