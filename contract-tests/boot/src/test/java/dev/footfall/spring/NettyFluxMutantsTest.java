package dev.footfall.spring;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.footfall.AdapterContract;
import dev.footfall.ContractMutants;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Tag;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/** The faults that the recorder around WebFlux could have. */
@Tag("oldest-and-newest")
class NettyFluxMutantsTest extends ContractMutants {

  @Override
  protected Class<? extends AdapterContract> contract() {
    return NettyFluxContractTest.class;
  }

  @Override
  protected Fault endsAtFirstDispatch() {
    return new Fault(ReactiveRecorder.class.getName(), named("handle"), DoNotWait.class);
  }

  @Override
  protected Fault wrapsTheResponse() {
    return new Fault(ReactiveRecorder.class.getName(), named("handle"), Wrap.class);
  }

  @Override
  protected Fault swallowsTheException() {
    return new Fault(ExchangeNote.class.getName(), named("filter"), Swallow.class);
  }

  static final class DoNotWait {
    private DoNotWait() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(3) ReactiveExchange exchange,
        @Advice.Return(readOnly = false) Mono<Void> answered) {
      answered = endedOnceSubscribed(answered, exchange);
    }

    /** Public for the code that is woven into the recorder. */
    public static Mono<Void> endedOnceSubscribed(Mono<Void> answered, ReactiveExchange exchange) {
      return Mono.from(
          subscriber -> {
            answered.subscribe(subscriber);
            exchange.completed();
          });
    }
  }

  static final class Wrap {
    private Wrap() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 2, readOnly = false) ServerHttpResponse response) {
      response = new ServerHttpResponseDecorator(response);
    }
  }

  static final class Swallow {
    private Swallow() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Mono<Void> answered) {
      answered = answered.onErrorComplete();
    }
  }
}
