package io.tocsin.collector.processor.masking;

import io.tocsin.model.config.InvalidSettingException;
import io.tocsin.model.config.Setting;
import java.util.List;

/** What is masked. */
public record MaskingConfig(
    @Setting(
            restart = false,
            doc =
                "Keys whose value becomes ***: those whose last words are these, whatever the case"
                    + " and the separators. Keys of attributes, of JSON, of key=value text.",
            def =
                "[token, authorization, pin, pin_code, pin_block, cvv, cvv2, cvc, cvc2, otp,"
                    + " api_key, access_key, secret_key, private_key, signing_key, encryption_key,"
                    + " session_id, cookie, set_cookie, 验证码, 交易密钥]")
        List<String> keys,
    @Setting(
            restart = false,
            doc = "Keys whose value becomes ***: those that hold one of these words anywhere.",
            def =
                "[password, passwd, pwd, passphrase, passcode, secret, credential, credentials, 密码,"
                    + " 口令]")
        List<String> keyWords,
    @Setting(restart = false, doc = "Chinese mobile numbers become 138****5678.", def = "true")
        boolean mobile,
    @Setting(
            restart = false,
            doc =
                "Other telephone numbers: behind a plus, Chinese landlines, North American ones;"
                    + " US social security numbers. All but the last four digits become asterisks.",
            def = "true")
        boolean phone,
    @Setting(
            restart = false,
            doc = "Chinese id cards with a right check digit (GB 11643) become 110***********7758.",
            def = "true")
        boolean idCard,
    @Setting(
            restart = false,
            doc =
                "Chinese id cards of before 1999, 15 digits with a known province and a date. They"
                    + " have no check digit: one in eighty numbers of 15 digits looks like one.",
            def = "false")
        boolean oldIdCard,
    @Setting(
            restart = false,
            doc =
                "Bank cards of 12 to 19 digits with a known prefix and a right check digit (Luhn)"
                    + " keep the first six and the last four digits, under 16 digits the last four.",
            def = "true")
        boolean bankCard,
    @Setting(
            restart = false,
            doc = "IBANs with right check digits keep the first and last four.",
            def = "true")
        boolean iban,
    @Setting(restart = false, doc = "E-mail addresses become a***@example.com.", def = "true")
        boolean email,
    @Setting(
            restart = false,
            doc = "JSON web tokens, bearer tokens and passwords in URLs become ***.",
            def = "true")
        boolean token,
    @Setting(restart = false, doc = "Private keys in PEM form become ***.", def = "true")
        boolean privateKey,
    @Setting(
            restart = false,
            doc = "Patterns of your own, tried on every text; each costs time for every text.",
            def = "[]")
        List<PatternConfig> patterns) {
  private static final int MOST_PATTERNS = 100;

  public MaskingConfig {
    keys = List.copyOf(keys);
    keyWords = List.copyOf(keyWords);
    patterns = List.copyOf(patterns);
    if (patterns.size() > MOST_PATTERNS) {
      throw new InvalidSettingException("patterns", patterns.size(), "at most " + MOST_PATTERNS);
    }
  }

  public static MaskingConfig defaults() {
    return new MaskingConfig(
        List.of(
            "token",
            "authorization",
            "pin",
            "pin_code",
            "pin_block",
            "cvv",
            "cvv2",
            "cvc",
            "cvc2",
            "otp",
            "api_key",
            "access_key",
            "secret_key",
            "private_key",
            "signing_key",
            "encryption_key",
            "session_id",
            "cookie",
            "set_cookie",
            "验证码",
            "交易密钥"),
        List.of(
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "credential",
            "credentials",
            "密码",
            "口令"),
        true,
        true,
        true,
        false,
        true,
        true,
        true,
        true,
        true,
        List.of());
  }

  public MaskingConfig withOldIdCards() {
    return new MaskingConfig(
        keys,
        keyWords,
        mobile,
        phone,
        idCard,
        true,
        bankCard,
        iban,
        email,
        token,
        privateKey,
        patterns);
  }

  public MaskingConfig withPatterns(List<PatternConfig> others) {
    return new MaskingConfig(
        keys,
        keyWords,
        mobile,
        phone,
        idCard,
        oldIdCard,
        bankCard,
        iban,
        email,
        token,
        privateKey,
        others);
  }
}
