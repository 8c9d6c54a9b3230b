package io.tocsin.bot.mute;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import io.tocsin.model.mute.Matcher;
import java.util.List;

/** While something that matches the source is open, what matches the target is mute. */
public record InhibitRule(
    @Setting(doc = "Its name, as people see it.") String name,
    @Setting(
            doc = "What explains the others, such as `kind=\"alert\", alertname=\"DatabaseDown\"`.")
        String source,
    @Setting(doc = "What is mute meanwhile, such as `severity=~\"warning|info\"`.") String target,
    @Setting(doc = "Labels that both must have with the same value, such as environment.")
        List<String> equal) {
  public InhibitRule {
    equal = List.copyOf(equal);
    MuteConfig.requireName("name", name);
    requireMatchers("source", source);
    requireMatchers("target", target);
  }

  private static void requireMatchers(String key, String text) {
    if (MuteConfig.matchers(key, text).isEmpty()) {
      throw new InvalidSettingException(key, text, "at least one matcher");
    }
  }

  List<Matcher> sourceMatchers() {
    return Matcher.parse(source);
  }

  List<Matcher> targetMatchers() {
    return Matcher.parse(target);
  }
}
