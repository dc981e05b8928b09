package dev.footfall.spring;

public class JettyMvcContractTest extends MvcContract {
  @Override
  String containerPackage() {
    return "org.eclipse.jetty.";
  }
}
