package dev.footfall.spring;

class NettyFluxContractTest extends FluxContract {
  @Override
  String answerClass() {
    return "ReactorServerHttpResponse";
  }
}
