package dev.footfall;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/**
 * Why a server could not be asked, in words.
 *
 * @param remedy what may mend it
 * @param hopeless whether it stays so until somebody mends it
 */
record Failure(String cause, String remedy, boolean hopeless) {

  static final String CLOSED = "the client is closed";

  /** A proxy's 407, whichever way it comes to light. */
  static final String PROXY_WANTS_CREDENTIALS = "a proxy in between wants credentials (407)";

  static final String PROXY_REMEDY = "give okHttpClient a client with a proxyAuthenticator";

  static final String TRUST_REMEDY = "give okHttpClient a client that trusts it";

  /** At the end of what OkHttp says of a connection, behind the name. */
  private static final Pattern ADDRESS = Pattern.compile("/([\\[\\]\\w.:%]+:\\d+)$");

  static Failure of(IOException failure, Config config) {
    HttpUrl server = config.values.serverUrl.http();
    String host = server.host();
    String place = (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    String message = String.valueOf(failure.getMessage());
    String said = message.toLowerCase(Locale.ROOT);
    String detail = Quote.of(failure.toString(), config.apiKey);
    if (failure instanceof UnknownHostException) {
      return passing(
          "the name " + host + " was not found", "check serverUrl, and this machine's DNS");
    }
    if (failure instanceof ConnectException) {
      return refuses(failure)
          ? passing(
              place + " refused the connection" + otherAddress(message, server),
              "check that the server runs and serverUrl has its port")
          : passing(
              "there is no way to " + place + " (" + detail + ")",
              "check serverUrl, and this machine's network");
    }
    if (failure instanceof SocketTimeoutException && said.contains("connect")) {
      return passing(
          place + " did not take the connection in time",
          "check serverUrl and its port, and the firewalls in between");
    }
    if (failure instanceof SocketTimeoutException || said.equals("timeout")) {
      return passing(
          place + " did not answer in time",
          "check that the server is well, and that serverUrl has its port and https where it is needed");
    }
    if (failure instanceof SSLException tls) {
      return tls(tls, host, place, detail);
    }
    if (said.contains("(407)") || said.startsWith("failed to authenticate with proxy")) {
      return new Failure(PROXY_WANTS_CREDENTIALS, PROXY_REMEDY, true);
    }
    if (failure instanceof ProtocolException && said.startsWith("unexpected status line")) {
      return passing(
          place + " does not speak HTTP", "check the port in serverUrl, and http against https");
    }
    if (said.equals("canceled") || failure.getCause() instanceof RejectedExecutionException) {
      return passing(CLOSED, "ask before close");
    }
    return passing(
        "the exchange with " + place + " broke (" + detail + ")",
        "the server may just have been restarted; if nothing ever arrives, check that serverUrl is a"
            + " server for this, and http against https");
  }

  private static Failure tls(SSLException failure, String host, String place, String detail) {
    if (failure instanceof SSLPeerUnverifiedException) {
      return passing(
          "the certificate that " + place + " shows is not for the name " + host,
          "check the name in serverUrl");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return passing(
            "the certificate of " + place + " is not trusted (" + detail + ")",
            "add its issuer to the JVM's trust store, or " + TRUST_REMEDY);
      }
    }
    return String.valueOf(failure.getMessage()).contains("Unsupported or unrecognized")
        ? passing(
            place + " does not speak TLS", "check the port in serverUrl, and http against https")
        : passing(
            "TLS with " + place + " failed (" + detail + ")",
            "check the certificate, and http against https in serverUrl");
  }

  /** Who refused, where that is not the place itself: a proxy, or an address that a name has. */
  private static String otherAddress(String message, HttpUrl server) {
    Matcher address = ADDRESS.matcher(message);
    if (!address.find()) {
      return "";
    }
    // Parsed, since an IPv6 address has many spellings.
    HttpUrl asked = HttpUrl.parse("http://" + address.group(1));
    boolean same =
        asked != null && asked.host().equals(server.host()) && asked.port() == server.port();
    return same ? "" : " (" + address.group(1) + ")";
  }

  private static boolean refuses(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("refused")) {
        return true;
      }
    }
    return false;
  }

  private static Failure passing(String cause, String remedy) {
    return new Failure(cause, remedy, false);
  }

  @Override
  public String toString() {
    return cause + "; " + remedy;
  }
}
