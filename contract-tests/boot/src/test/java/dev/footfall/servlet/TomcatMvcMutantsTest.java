package dev.footfall.servlet;

import dev.footfall.AdapterContract;
import dev.footfall.spring.TomcatMvcContractTest;
import org.junit.jupiter.api.Tag;

@Tag("oldest-and-newest")
class TomcatMvcMutantsTest extends ServletFaults {
  @Override
  protected Class<? extends AdapterContract> contract() {
    return TomcatMvcContractTest.class;
  }
}
