package dev.footfall.servlet;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.footfall.ContractMutants;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import net.bytebuddy.asm.Advice;

/** The faults that the servlet filter could have. */
abstract class ServletFaults extends ContractMutants {

  @Override
  protected Fault endsAtFirstDispatch() {
    return new Fault("dev.footfall.servlet.Exchange", named("followAsync"), DoNotFollow.class);
  }

  @Override
  protected Fault wrapsTheResponse() {
    return new Fault(AnalyticsFilter.class.getName(), named("doFilter"), Wrap.class);
  }

  @Override
  protected Fault swallowsTheException() {
    return new Fault(AnalyticsFilter.class.getName(), named("doFilter"), Swallow.class);
  }

  static final class DoNotFollow {
    private DoNotFollow() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  static final class Wrap {
    private Wrap() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) ServletResponse response) {
      response = new HttpServletResponseWrapper((HttpServletResponse) response);
    }
  }

  static final class Swallow {
    private Swallow() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Thrown(readOnly = false) Throwable thrown) {
      thrown = null;
    }
  }
}
