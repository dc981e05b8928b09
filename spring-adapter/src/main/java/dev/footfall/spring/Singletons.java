package dev.footfall.spring;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The beans that exist already. */
final class Singletons {

  private Singletons() {}

  static <T> Stream<T> of(ApplicationContext context, Class<T> type) {
    if (!(context instanceof ConfigurableApplicationContext configurable)) {
      return Stream.empty();
    }
    ConfigurableListableBeanFactory beans = configurable.getBeanFactory();
    return Arrays.stream(beans.getBeanNamesForType(type, false, false))
        .filter(beans::containsSingleton)
        // One that its factory method has left out is there, but is none.
        .map(beans::getBean)
        .filter(type::isInstance)
        .map(type::cast);
  }
}
