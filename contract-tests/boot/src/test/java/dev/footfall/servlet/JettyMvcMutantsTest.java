package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import dev.footfall.spring.JettyMvcContractTest;
import org.junit.jupiter.api.Tag;

@Tag("oldest-and-newest")
class JettyMvcMutantsTest extends ServletFaults {
  @Override
  protected Class<? extends AdapterContract> contract() {
    return JettyMvcContractTest.class;
  }
}
