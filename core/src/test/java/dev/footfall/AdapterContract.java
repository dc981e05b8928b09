package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/**
 * What every adapter owes its users, on every container and framework: the application behaves as
 * if the adapter were not there, and each request is recorded once, with what the client saw.
 *
 * <p>A subclass starts an application with the pages of this contract. Each test asks a page of it
 * without the adapter and with it, compares both answers byte for byte, and then looks at the
 * record. What does not hold on a line is an override marked {@link Exempt}.
 */
public abstract class AdapterContract extends TransferContract {

  protected static final String BASIC_ADA = "Basic YWRhOnNlY3JldA==";
  protected static final String BASIC_BOB = "Basic Ym9iOnNlY3JldA==";
  protected static final String BASIC_WRONG = "Basic YWRhOndyb25n";

  // What returns

  @Test
  protected void answer() {
    get("/text").with("hello").onRoute("/text").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void pathVariable_isNotInTheRoute() {
    get("/items/a%20b?secret=1")
        .with("item a b")
        .onRoute("/items/{id}")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void requestBody_isTheHandlersAlone() {
    request("POST", "/echo")
        .body("text/plain", "x".repeat(20_000))
        .answers(201)
        .with("x".repeat(2_000))
        .onRoute("/echo")
        .isUntouchedAndRecordedOnce();
  }

  /** The page tells their classes, down to the innermost: a wrapper would show. */
  @Test
  protected void requestAndResponse_areTheContainersOwn() {
    get("/classes").with(" ").onRoute("/classes").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void emptyAnswer() {
    get("/empty").answers(204).onRoute("/empty").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void slowAnswer_isTimedUntilItsEnd() {
    get("/slow").takesAtLeast(120).onRoute("/slow").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void redirect() {
    get("/redirect").answers(302).with("/text").onRoute("/redirect").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void notModified() {
    get("/etag")
        .header("If-None-Match", "\"1\"")
        .answers(304)
        .onRoute("/etag")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void head_isRecordedAsSent() {
    request("HEAD", "/text").onRoute("/text").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void forward_belongsToItsRequest() {
    get("/forward").with("hello").onRoute("/forward").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void forwardOfAForward_belongsToItsRequest() {
    get("/forward-chain").with("hello").onRoute("/forward-chain").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void include_belongsToItsRequest() {
    get("/include").with("hello").onRoute("/include").isUntouchedAndRecordedOnce();
  }

  /** A filter behind the adapter has answered, and nobody else is asked. */
  @Test
  protected void answerOfAFilter() {
    get("/committed").answers(403).with("stopped").isUntouchedAndRecordedOnce();
  }

  /** What comes after the answer has been sent changes it no more. */
  @Test
  protected void answerOfAFilter_whenTheHandlerGoesOn() {
    get("/committed-early").answers(202).with("early").isUntouchedAndRecordedOnce();
  }

  // Static files

  @Test
  protected void staticFile_hasNoRoute() {
    get("/static/file.txt").with("0123456789").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  protected void staticFile_head() {
    request("HEAD", "/static/file.txt").onNoRoute().isUntouchedAndRecordedOnce();
  }

  @Test
  protected void staticFile_range() {
    get("/static/file.txt")
        .header("Range", "bytes=2-5")
        .answers(206)
        .with("2345")
        .onNoRoute()
        .isUntouchedAndRecordedOnce();
  }

  // Cross-origin requests

  @Test
  protected void preflight_isRecordedAsOptions() {
    request("OPTIONS", "/cors")
        .header("Origin", "https://shop.example.org")
        .header("Access-Control-Request-Method", "GET")
        .with("Access-Control-Allow-Origin: https://shop.example.org")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void crossOriginAnswer() {
    get("/cors")
        .header("Origin", "https://shop.example.org")
        .with("Access-Control-Allow-Origin: https://shop.example.org")
        .onRoute("/cors")
        .isUntouchedAndRecordedOnce();
  }

  // What is refused

  @Test
  protected void unknownPath_hasNoRoute() {
    get("/nowhere/wp-login.php").answers(404).onNoRoute().isUntouchedAndRecordedOnce();
  }

  /** Frameworks differ on whether a route has matched. */
  @Test
  protected void wrongMethod() {
    request("DELETE", "/text").answers(405).isUntouchedAndRecordedOnce();
  }

  @Test
  protected void noCredentials() {
    get("/secret").answers(401).with("WWW-Authenticate: ").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void wrongCredentials() {
    get("/secret").header("Authorization", BASIC_WRONG).answers(401).isUntouchedAndRecordedOnce();
  }

  @Test
  protected void allowedUser_isThePrincipal() {
    get("/secret")
        .header("Authorization", BASIC_ADA)
        .with("secret of ada")
        .by("ada")
        .onRoute("/secret")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void forbiddenUser_isThePrincipalToo() {
    get("/secret")
        .header("Authorization", BASIC_BOB)
        .answers(403)
        .by("bob")
        .isUntouchedAndRecordedOnce();
  }

  // What fails

  @Test
  protected void statusOfAnError() {
    get("/send-error").answers(418).onRoute("/send-error").isUntouchedAndRecordedOnce();
  }

  /** Where a container finds the page for an exception, that has left the application before. */
  @Test
  protected void handledException_hasTheHandlersStatus() {
    get("/handled")
        .answers(409)
        .with("handled")
        .onRoute("/handled")
        .mayFail()
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void exception_isNamed() {
    get("/throws")
        .answers(500)
        .onRoute("/throws")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  /** An answer of 4xx is what its handler wants to say; a 5xx is a failure all the same. */
  @Test
  protected void handledException_whenAFailureAllTheSame_isNamed() {
    get("/handled-failure")
        .answers(502)
        .with("handled")
        .onRoute("/handled-failure")
        .failsWith(UncheckedIOException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void exceptionAfterCommit_keepsTheStatusThatWasSent() {
    get("/throws-late")
        .with("part")
        .onRoute("/throws-late")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  // What goes on elsewhere

  @Test
  protected void asyncAnswer_isTimedUntilItsEnd() {
    get("/async")
        .answers(202)
        .with("later")
        .takesAtLeast(80)
        .onRoute("/async")
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncAnswer_whenThereAtOnce() {
    get("/async-at-once").with("now").onRoute("/async-at-once").isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncException_isNamed() {
    get("/async-throws")
        .answers(500)
        .takesAtLeast(40)
        .onRoute("/async-throws")
        .failsWith(IllegalStateException.class)
        .isUntouchedAndRecordedOnce();
  }

  @Test
  protected void asyncTimeout_hasTheStatusThatWasSent() {
    get("/async-timeout")
        .answers(asyncTimeoutStatus())
        .mayFail()
        .takesAtLeast(100)
        .onRoute("/async-timeout")
        .isUntouchedAndRecordedOnce();
  }

  /** What the framework makes of asynchronous processing that takes too long. */
  protected int asyncTimeoutStatus() {
    return 500;
  }

  @Test
  protected void serverSentEvents_areOneRecord() {
    get("/events")
        .header("Accept", "text/event-stream")
        .with("two")
        .takesAtLeast(60)
        .onRoute("/events")
        .isUntouchedAndRecordedOnce();
  }

  // What is there to be asked

  @Test
  protected void routesOfTheApplication_areDeclared() {
    assertThat(awaitDeclaredRoutes())
        .contains(declared("GET", "/items/{id}"), declared("POST", "/echo"))
        .doesNotHaveDuplicates()
        .noneMatch(route -> route.contains("static") || route.contains("**"));
  }

  /** How this framework declares a route; one that does not tell methods has {@code *} for any. */
  protected String declared(String method, String template) {
    return method + " " + route(template);
  }
}
