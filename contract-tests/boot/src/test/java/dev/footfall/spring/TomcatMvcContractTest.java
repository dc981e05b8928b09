package dev.footfall.spring;

public class TomcatMvcContractTest extends MvcContract {
  @Override
  String containerPackage() {
    return "org.apache.catalina.";
  }
}
