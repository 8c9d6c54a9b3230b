package io.tocsin.bot.fakes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a multipart/form-data request (RFC 7578), as far as a fake needs them. */
public final class MultipartBody {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern FILE = Pattern.compile("name=\"(\\w+)\"; filename=\"([^\"]+)\"");

  private MultipartBody() {}

  /** One part. */
  public record File(String field, String name, byte[] bytes) {}

  public static boolean is(String contentType) {
    return contentType != null && contentType.startsWith("multipart/form-data");
  }

  public static List<File> files(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new IllegalArgumentException("no boundary: " + contentType);
    }
    List<File> files = new ArrayList<>();
    String text = new String(body, StandardCharsets.ISO_8859_1);
    for (String part : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
      int end = part.indexOf("\r\n\r\n");
      Matcher file = FILE.matcher(end < 0 ? "" : part.substring(0, end));
      if (file.find()) {
        String bytes = part.substring(end + 4, part.length() - 2);
        files.add(
            new File(file.group(1), file.group(2), bytes.getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    return files;
  }
}
