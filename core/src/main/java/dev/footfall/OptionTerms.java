package dev.footfall;

import java.util.regex.Pattern;

/**
 * Sentences that name settings as code does, in the terms of the command line. Translated where
 * they are printed, so that nothing that makes a sentence has to know who reads it.
 */
final class OptionTerms {

  // Between spaces or signs of a sentence only: a URL may have such a word too.
  private static final Pattern SERVER_URL = word("serverUrl");
  private static final Pattern API_KEY = word("apiKey");

  private OptionTerms() {}

  static String of(String sentence) {
    String options = SERVER_URL.matcher(sentence).replaceAll("--server");
    return API_KEY
        .matcher(options)
        .replaceAll("--key")
        .replace(
            Failure.PROXY_REMEDY,
            "ask from where there is no proxy, or in code " + Failure.PROXY_REMEDY)
        .replace(Failure.TRUST_REMEDY, "name another one with java -Djavax.net.ssl.trustStore=FILE")
        .replace(Verifier.OWN_TIME_OUTS, "");
  }

  private static Pattern word(String name) {
    return Pattern.compile("(?<![^ (])" + name + "(?=[ ,;)]|\\.?$)");
  }
}
