package dev.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Shows on a line that {@link AdapterContract} is worth something there: the adapter's own code is
 * given a fault while it is loaded, and a case of the contract must fail that passes otherwise.
 */
public abstract class ContractMutants {

  /**
   * A fault.
   *
   * @param type the class that is given it, by name
   * @param method the method of it
   * @param advice what is woven into the method, see {@link Advice}
   */
  public record Fault(
      String type, ElementMatcher<? super MethodDescription> method, Class<?> advice) {}

  /** The contract as this line runs it. */
  protected abstract Class<? extends AdapterContract> contract();

  /** The adapter takes a request for over when its handler has returned. */
  protected abstract Fault endsAtFirstDispatch();

  /** The adapter hands on a response of its own. */
  protected abstract Fault wrapsTheResponse();

  /** The adapter lets an exception of the application get lost. */
  protected abstract Fault swallowsTheException();

  /** The adapter records a request again. */
  protected Fault recordsTwice() {
    return new Fault(
        "dev.footfall.Analytics",
        ElementMatchers.named("record").and(ElementMatchers.takesArguments(4)),
        RecordAgain.class);
  }

  @Test
  void endingAtTheFirstDispatch_isCaught() {
    isCaught(
        endsAtFirstDispatch(),
        "asyncAnswer_isTimedUntilItsEnd",
        "(?s).*(expected: 202|milliseconds, of which the client saw).*");
  }

  @Test
  void wrappingTheResponse_isCaught() {
    isCaught(wrapsTheResponse(), "requestAndResponse_areTheContainersOwn", "(?s).the answer. .*");
  }

  @Test
  void swallowingTheException_isCaught() {
    isCaught(swallowsTheException(), "exception_isNamed", "(?s).the answer. .*");
  }

  @Test
  void recordingTwice_isCaught() {
    isCaught(recordsTwice(), "answer", "(?s).*size: 1 but was: 2 .*");
  }

  /**
   * Runs the case with the fault and without.
   *
   * @param says what the failure has to say, as a pattern: a page that is merely broken proves
   *     nothing
   */
  protected final void isCaught(Fault fault, String contractCase, String says) {
    AtomicInteger woven = new AtomicInteger();
    Instrumentation jvm = ByteBuddyAgent.install();
    ResettableClassFileTransformer transformer =
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
            // else all classes there are would be looked at
            .with(new AgentBuilder.RedefinitionStrategy.DiscoveryStrategy.Explicit(loaded(fault)))
            .type(ElementMatchers.named(fault.type()))
            .transform(
                (builder, type, loader, module, domain) -> {
                  woven.incrementAndGet();
                  return builder.visit(Advice.to(fault.advice()).on(fault.method()));
                })
            .installOn(jvm);
    try {
      Events cases = run(contractCase);
      assertThat(woven).as("%s has the fault", fault.type()).hasPositiveValue();
      assertThat(cases.started().count()).isEqualTo(1);
      cases
          .failed()
          .assertEventsMatchExactly(
              event(
                  finishedWithFailure(
                      instanceOf(AssertionError.class), message(m -> m.matches(says)))));
    } finally {
      transformer.reset(jvm, AgentBuilder.RedefinitionStrategy.RETRANSFORMATION);
    }
    run(contractCase).assertStatistics(all -> all.started(1).succeeded(1));
  }

  private static Class<?> loaded(Fault fault) {
    try {
      return Class.forName(fault.type());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private Events run(String contractCase) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(contract(), contractCase))
        .execute()
        .testEvents();
  }

  /** Records what was recorded. */
  static final class RecordAgain {
    static final ThreadLocal<Boolean> AGAIN = ThreadLocal.withInitial(() -> false);

    private RecordAgain() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Analytics analytics,
        @Advice.Argument(0) RequestView request,
        @Advice.Argument(1) int status,
        @Advice.Argument(2) long nanos,
        @Advice.Argument(3) Throwable error) {
      if (!AGAIN.get()) {
        AGAIN.set(true);
        analytics.record(request, status, nanos, error);
        AGAIN.set(false);
      }
    }
  }
}
