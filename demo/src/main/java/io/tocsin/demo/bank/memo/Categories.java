package io.tocsin.demo.bank.memo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which of the household's categories a payment's text belongs to. */
final class Categories {
  private static final String OTHER = "other";

  private static final List<Rule> RULES =
      List.of(
          new Rule("housing", "rent|flat|mortgage|caretaker|heating|landlord"),
          new Rule("energy", "electricity|gas|power|water|district heat"),
          new Rule("food", "groceries|bakery|butcher|market|supermarket|dairy"),
          new Rule("eating out", "restaurant|canteen|lunch|dinner|coffee|bar"),
          new Rule("travel", "train|flight|hotel|taxi|ferry|ticket"),
          new Rule("car", "fuel|garage|tyres|parking|toll|motor tax"),
          new Rule("health", "pharmacy|doctor|dentist|clinic|glasses"),
          new Rule("school", "school|kindergarten|tuition|books|course"),
          new Rule("leisure", "cinema|theatre|concert|museum|club|sports"),
          new Rule("insurance", "insurance|premium|policy|liability"),
          new Rule("savings", "savings|deposit|fund|shares|pension"),
          new Rule("taxes", "income tax|tax office|duty|fine|fee"));

  private record Rule(String category, String words, Pattern pattern) {
    Rule(String category, String words) {
      this(category, words, Pattern.compile("\\b(" + words + ")\\b", Pattern.CASE_INSENSITIVE));
    }
  }

  /** The first rule that fits each text counts. */
  List<String> of(List<String> memos) {
    List<String> categories = new ArrayList<>(memos.size());
    for (String memo : memos) {
      String found = OTHER;
      for (Rule rule : RULES) {
        if (rule.pattern().matcher(memo).find()) {
          found = rule.category();
          break;
        }
      }
      categories.add(found);
    }
    return categories;
  }
}
