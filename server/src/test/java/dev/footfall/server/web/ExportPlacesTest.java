package dev.footfall.server.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ExportPlacesTest {
  private final ExportPlaces places = new ExportPlaces(4);

  @Test
  void oneProject_takesHalfOfThem_andMayComeBackWhenItLeft() {
    places.enter(1);
    places.enter(1);
    assertThatThrownBy(() -> places.enter(1)).hasMessageStartingWith("2 exports of this project");
    places.leave(1);
    places.enter(1);
  }

  @Test
  void whenAllAreTaken_nobodyEnters_untilOneLeaves() {
    for (int project = 1; project <= 4; project++) {
      places.enter(project);
    }
    assertThatThrownBy(() -> places.enter(5)).hasMessageStartingWith("4 exports run already");
    places.leave(2);
    places.enter(5);
    assertThatThrownBy(() -> places.enter(2)).hasMessageStartingWith("4 exports run already");
  }
}
