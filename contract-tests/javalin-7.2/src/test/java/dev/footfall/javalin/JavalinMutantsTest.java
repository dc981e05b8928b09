package dev.footfall.javalin;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.footfall.AdapterContract;
import dev.footfall.ContractMutants;
import dev.footfall.servlet.AnalyticsFilter;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import net.bytebuddy.asm.Advice;

/** The plugin records with the servlet filter, whose faults are its own. */
class JavalinMutantsTest extends ContractMutants {

  @Override
  protected Class<? extends AdapterContract> contract() {
    return JavalinContractTest.class;
  }

  @Override
  protected Fault endsAtFirstDispatch() {
    return new Fault("dev.footfall.servlet.Exchange", named("followAsync"), NotFollowing.class);
  }

  @Override
  protected Fault wrapsTheResponse() {
    return new Fault(AnalyticsFilter.class.getName(), named("doFilter"), Wrapping.class);
  }

  @Override
  protected Fault swallowsTheException() {
    return new Fault(JavalinRequests.class.getName(), named("watched"), Swallowing.class);
  }

  static final class NotFollowing {
    private NotFollowing() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  static final class Wrapping {
    private Wrapping() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) ServletResponse response) {
      response = new HttpServletResponseWrapper((HttpServletResponse) response);
    }
  }

  /** The plugin keeps to itself what it has seen a handler throw. */
  static final class Swallowing {
    private Swallowing() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = null;
    }
  }
}
