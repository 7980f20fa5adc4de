package com.example.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ShipBotTest {

    @Test
    void the_core_and_the_checks_are_on_the_class_path() throws ReflectiveOperationException {
        for (String name : new String[] {"io.releaseconductor", "io.releaseconductor.checks"}) {
            Class<?> marker = Class.forName(name + ".package-info");
            assertEquals(name, marker.getPackageName());
        }
    }
}
