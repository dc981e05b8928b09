package dev.footfall.spring;

import dev.footfall.PrivacyLevel;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Privacy levels by name or, as the wire counts them, by number. */
final class PrivacyLevelConverter implements GenericConverter {

  @Override
  public Set<ConvertiblePair> getConvertibleTypes() {
    return Set.of(
        new ConvertiblePair(String.class, PrivacyLevel.class),
        new ConvertiblePair(Integer.class, PrivacyLevel.class));
  }

  @Override
  public @Nullable Object convert(
      @Nullable Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
    String text = String.valueOf(source).trim();
    if (source == null) {
      return null;
    }
    if (text.isEmpty()) {
      // To take the default would send the more.
      throw new IllegalArgumentException("privacyLevel is blank");
    }
    if (text.matches("-?\\d{1,9}")) {
      return PrivacyLevel.of(Integer.parseInt(text));
    }
    return PrivacyLevel.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
