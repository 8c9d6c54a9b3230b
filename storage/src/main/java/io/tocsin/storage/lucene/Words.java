package io.tocsin.storage.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Text as words. Letters and digits make words, in any case and width; all else in ASCII parts
 * them, so {@code a.b.Foo} is three. Chinese has no spaces: each ideograph is a word of its own,
 * and what was typed in one piece must stand in one piece. Class names are known by their parts
 * too, so {@code timeout} finds {@code SocketTimeoutException}.
 */
final class Words extends Analyzer {
  /** Between two texts of one record, so that no phrase spans them. */
  private static final int GAP = 100;

  private static final Pattern CAMEL_HUMP =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final int searchedChars;

  /**
   * @param searchedChars of one text; the rest of it is not found
   */
  Words(int searchedChars) {
    super(GLOBAL_REUSE_STRATEGY);
    this.searchedChars = searchedChars;
  }

  int searchedChars() {
    return searchedChars;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer tokens = new StandardTokenizer();
    return new TokenStreamComponents(tokens, new LowerCaseFilter(new CJKWidthFilter(tokens)));
  }

  @Override
  public int getPositionIncrementGap(String field) {
    return GAP;
  }

  /** The text as it is given to the index: cut, and parted where the tokenizer would not. */
  String plain(String text) {
    char[] plain = text.substring(0, Math.min(text.length(), searchedChars)).toCharArray();
    for (int i = 0; i < plain.length; i++) {
      char c = plain[i];
      if (c < 128 ? !Character.isLetterOrDigit(c) : isHalfOfNothing(plain, i)) {
        plain[i] = ' ';
      }
    }
    return new String(plain);
  }

  private static boolean isHalfOfNothing(char[] text, int i) {
    char c = text[i];
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length || !Character.isLowSurrogate(text[i + 1]);
    }
    return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text[i - 1]));
  }

  /** {@code SQLTransientException} as {@code SQL Transient Exception}. */
  static String humps(String className) {
    return CAMEL_HUMP.matcher(className).replaceAll(" ");
  }

  /** What matches where every word of the text occurs; nothing where the text has no word. */
  Query all(String field, String text) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    int words = 0;
    for (String word : text.strip().split("\\s+")) {
      List<String> tokens = tokens(field, word);
      if (!tokens.isEmpty()) {
        all.add(word(field, word, tokens), BooleanClause.Occur.FILTER);
        words++;
      }
    }
    return words == 0 ? new MatchNoDocsQuery("no words in the text") : all.build();
  }

  private Query word(String field, String word, List<String> tokens) {
    List<String> parts = tokens(field, humps(word));
    if (parts.equals(tokens)) {
      return inOnePiece(field, tokens);
    }
    return new BooleanQuery.Builder()
        .add(inOnePiece(field, tokens), BooleanClause.Occur.SHOULD)
        .add(inOnePiece(field, parts), BooleanClause.Occur.SHOULD)
        .build();
  }

  private static Query inOnePiece(String field, List<String> tokens) {
    return tokens.size() == 1
        ? new TermQuery(new Term(field, tokens.getFirst()))
        : new PhraseQuery(field, tokens.toArray(String[]::new));
  }

  private List<String> tokens(String field, String text) {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = tokenStream(field, plain(text))) {
      CharTermAttribute token = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(token.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
