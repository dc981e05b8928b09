package dev.footfall;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/**
 * What of Jackson is made once: the factory, and the names that each record has. Apart from {@link
 * Encoder}, so that it is loaded with the first record and no application's start waits for it.
 */
final class Json {

  static final JsonFactory FACTORY = factory();

  static final SerializedString HOSTNAME = new SerializedString("hostname");
  static final SerializedString IP_ADDRESS = new SerializedString("ip_address");
  static final SerializedString PATH = new SerializedString("path");
  static final SerializedString USER_AGENT = new SerializedString("user_agent");
  static final SerializedString METHOD = new SerializedString("method");
  static final SerializedString STATUS = new SerializedString("status");
  static final SerializedString RESPONSE_TIME = new SerializedString("response_time");
  static final SerializedString USER_ID = new SerializedString("user_id");
  static final SerializedString CREATED_AT = new SerializedString("created_at");
  static final SerializedString RESPONSE_TIME_US = new SerializedString("response_time_us");
  static final SerializedString ROUTE = new SerializedString("route");

  private Json() {}

  /** Without buffers in thread-locals: those would outlive an undeployed application. */
  private static JsonFactory factory() {
    JsonFactoryBuilder factory = new JsonFactoryBuilder().rootValueSeparator(",");
    try {
      factory.recyclerPool(JsonRecyclerPools.newConcurrentDequePool());
    } catch (LinkageError beforeJackson216) {
      factory.disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING);
    }
    return factory.build();
  }
}
